#include "plan/postgres/old_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "diff/part_changes.hpp"
#include "plan/postgres/partition_key.hpp"
#include "schema/error.hpp"
#include "schema/parts.hpp"
#include "schema/same_state.hpp"
#include "sql/identifiers.hpp"

namespace retort::plan::postgres {

namespace {

using Columns = std::set<std::string>;

bool has_any(const Columns& wanted, const std::vector<std::string>& columns) {
    return std::any_of(columns.begin(), columns.end(), [&](const std::string& each) { return wanted.contains(each); });
}
bool concerns(const Columns& wanted, const Check& each) { return has_any(wanted, each.depends_on.columns()); }
bool concerns(const Columns& wanted, const Exclusion& each) { return has_any(wanted, each.depends_on.columns()); }
bool concerns(const Columns& wanted, const ForeignKey& each) { return has_any(wanted, each.columns); }
bool concerns(const Columns& wanted, const Index& each) {
    return has_any(wanted, each.depends_on.columns()) || has_any(wanted, each.include) ||
           std::any_of(each.parts.begin(), each.parts.end(),
                       [&](const IndexPart& part) { return wanted.contains(part.column); });
}
template <class Key>
bool concerns(const Columns& wanted, const Key& each) {
    return has_any(wanted, each.columns) || has_any(wanted, each.include);
}

/// True if a stored generated column becomes a plain column and keeps its values.
bool becomes_plain(const Column& column, const Table& made) {
    const Column* after = made.find_column(column.name);
    return column.generated->stored && after && !after->generated;
}

class OldTableStripper {
public:
    OldTableStripper(Table& old, const Table& made, const RebuiltTypes& rebuilt, const Casts& casts,
                     const std::set<ObjectName>& gone, Steps& steps)
        : old_(old),
          made_(made),
          rebuilt_(rebuilt),
          casts_(casts),
          gone_(gone),
          steps_(steps),
          root_(old.partition_of.empty()) {}

    void run() {
        for (const Dependency& each : old_.depends_on.list)
            if (each.object.name != old_.of_type && gone_.contains(each.object.name))
                reject_partition_key(made_.name, old_.partition_by, each.object);
        release_type();
        find_columns();
        std::erase_if(old_.columns, [&](Column& column) { return !release(column); });
        constexpr PartKinds<Check, Exclusion, Index> with_expressions{};
        erase_parts_if(with_expressions, old_, [&](const auto& each) {
            if (!uses_dropped(each.depends_on) && !concerns(converted_, each)) return false;
            steps_.push_back(diff::removal(old_.name, each));
            return true;
        });
        // The others are dropped with a column (PostgreSQL, ALTER TABLE, DROP COLUMN).
        erase_parts_if(old_, [&](const auto& each) { return concerns(dropped_, each); });
        for_each_part(with_expressions, old_, [&](auto& each) { rename(each.depends_on); });
        rename(old_.depends_on);
    }

private:
    /// The columns of a typed table can't be altered, and it blocks ALTER TYPE.
    void release_type() {
        if (old_.of_type.empty()) return;
        Table typed = old_;
        old_.of_type = {};
        steps_.push_back(diff::AlterTable{std::move(typed), old_});
    }

    bool is_gone(const Column& column) const { return gone_.contains(column.type.user_type); }

    bool uses_dropped(const DependsOn& depends_on) const {
        return depends_on.any(
            [&](const ObjectId& each) { return each.kind != ObjectKind::column && gone_.contains(each.name); });
    }

    /// The type that a column gets before the rows are moved.
    std::optional<Type> interim_type(const Column& column) const {
        const Column* after = made_.find_column(column.name);
        if ((is_gone(column) || rebuilt_.interim.contains(column.type.user_type)) && after &&
            !is_in_key(old_, column.name) && is_converted_before(column, *after, casts_))
            return after->type;
        if (!is_gone(column)) return std::nullopt;
        return Type{.sql = column.type.array ? "text[]" : "text"};
    }

    /// Finds the affected columns. A generated column blocks retyping a column that it reads.
    void find_columns() {
        for (const Column& column : old_.columns)
            if (interim_type(column)) converted_.insert(column.name);
        for (const Column& column : old_.columns)
            if (column.generated && (is_gone(column) || uses_dropped(column.depends_on) ||
                                     has_any(converted_, column.depends_on.columns())))
                (becomes_plain(column, made_) ? plain_ : dropped_).insert(column.name);
        for (const std::string& each : dropped_) converted_.erase(each);
    }

    /// Converts one column; false for a column that is dropped. Changes of the root's columns also apply to its
    /// descendants, except for defaults.
    bool release(Column& column) {
        const std::optional<Type> interim = interim_type(column);
        if (interim && is_in_key(old_, column.name)) reject(column);
        if (dropped_.contains(column.name)) {
            if (root_) steps_.push_back(diff::DropColumn{old_.name, column});
            return false;
        }
        Column after = column;
        if (plain_.contains(column.name)) after.generated.reset();
        if (interim || uses_dropped(column.depends_on)) {
            after.default_sql.reset();
            after.depends_on = {};
        }
        Column converted = after;
        if (interim) converted.type = *interim;
        if (const Column* made = made_.find_column(column.name); made && converted.type == made->type)
            converted.transition->using_sql = made->transition->using_sql;
        if (root_) after = converted;
        if (!same_state(after, column) && (root_ || !column.generated))
            steps_.push_back(diff::AlterColumn{old_.name, column, after});
        column = std::move(converted);
        rename(column.type.user_type);
        rename(column.depends_on);
        return true;
    }

    void rename(ObjectName& type) const {
        if (const auto found = rebuilt_.interim.find(type); found != rebuilt_.interim.end()) type = found->second;
    }

    void rename(DependsOn& depends_on) const {
        for (Dependency& each : depends_on.list)
            if (info(each.object.kind).type) rename(each.object.name);
    }

    [[noreturn]] void reject(const Column& column) const {
        throw Error("RT052",
                    fmt::format("type {} must be recreated, but column {}.{} of that type can't be converted to text "
                                "temporarily: it is in the partition key",
                                display(column.type.user_type), display(old_.name), column.name),
                    "declare the new type under another name and use it for the column, in one revision");
    }

    Table& old_;
    const Table& made_;
    const RebuiltTypes& rebuilt_;
    const Casts& casts_;
    const std::set<ObjectName>& gone_;
    Steps& steps_;
    const bool root_;
    Columns converted_, plain_, dropped_;
};

}  // namespace

bool is_in_key(const Table& table, const std::string& column) {
    const std::size_t open = table.partition_by.find('(');  // after the strategy's name
    return open != std::string::npos && sql::references_name(std::string_view(table.partition_by).substr(open), column);
}

void strip_old_table(Table& old, const Table& made, const RebuiltTypes& rebuilt, const Casts& casts,
                     const std::set<ObjectName>& gone, Steps& steps) {
    OldTableStripper(old, made, rebuilt, casts, gone, steps).run();
}

}  // namespace retort::plan::postgres
