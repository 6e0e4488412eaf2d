#include "preflight/losses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "schema/overloaded.hpp"
#include "sql/identifiers.hpp"

namespace retort::preflight {

namespace {

class Finder {
public:
    Finder(const Schema& from, const Schema& to, const diff::Renames& renames, const diff::Renames& case_renames)
        : from_(from), to_(to), renames_(renames), case_renames_(case_renames) {}

    /// The rows of the table and of its partitions and children move to a new table.
    void moves(const ObjectName& table) { moved_.insert(table); }

    std::vector<Loss> run() const {
        std::vector<Loss> found;
        for (const auto& [name, table] : from_.tables) {
            if (table_is_lost(table)) {
                if (!parent_is_lost(table) && !rows_move(table)) found.push_back({{renamed(name), ""}, name, {}});
                continue;
            }
            if (!table.partition_of.empty()) continue;
            for (const Column& column : table.columns)
                if (column_is_lost(table, column) && !lost_by_parent(table, column))
                    found.push_back({{renamed(name), column.name}, name, *to_.find_table(renamed(name))->declared});
        }
        return found;
    }

private:
    ObjectName renamed(const ObjectName& table) const { return renamed(renamed(table, case_renames_), renames_); }

    static ObjectName renamed(const ObjectName& table, const diff::Renames& renames) {
        const auto found = renames.tables.find(table);
        return found == renames.tables.end() ? table : found->second;
    }

    static std::string renamed(const ObjectName& table, const std::string& column, const diff::Renames& renames) {
        const auto columns = renames.columns.find(renamed(table, renames));
        if (columns == renames.columns.end()) return column;
        const auto found = columns->second.find(column);
        return found == columns->second.end() ? column : found->second;
    }

    bool table_is_lost(const Table& table) const { return to_.find_table(renamed(table.name)) == nullptr; }

    bool parent_is_lost(const Table& table) const {
        const Table* parent = from_.find_table(table.partition_of);
        return parent != nullptr && table_is_lost(*parent);
    }

    /// True if the rows of an ancestor are moved to a new table.
    bool rows_move(const Table& table) const {
        std::vector<ObjectName> parents = table.inherits;
        if (!table.partition_of.empty()) parents.push_back(table.partition_of);
        return std::any_of(parents.begin(), parents.end(), [&](const ObjectName& name) {
            const Table* parent = from_.find_table(name);
            return moved_.contains(renamed(name)) || (parent != nullptr && rows_move(*parent));
        });
    }

    bool column_is_lost(const Table& table, const Column& column) const {
        if (column.generated) return false;
        const ObjectName cased = renamed(table.name, case_renames_);
        const std::string name = renamed(cased, renamed(table.name, column.name, case_renames_), renames_);
        const Table* after = to_.find_table(renamed(table.name));
        return after != nullptr && after->find_column(name) == nullptr;
    }

    bool lost_by_parent(const Table& table, const Column& column) const {
        return std::any_of(table.inherits.begin(), table.inherits.end(), [&](const ObjectName& name) {
            const Table* parent = from_.find_table(name);
            const Column* inherited = parent == nullptr ? nullptr : parent->find_column(column.name);
            return inherited != nullptr && column_is_lost(*parent, *inherited);
        });
    }

    const Schema& from_;
    const Schema& to_;
    const diff::Renames& renames_;
    const diff::Renames& case_renames_;
    std::set<ObjectName> moved_{};  ///< rebuilt tables
};

}  // namespace

std::string Loss::describe() const {
    return drop.column.empty() ? "table " + display(table) : fmt::format("column {}.{}", display(table), drop.column);
}

RowCheck Loss::count() const {
    const bool whole = drop.column.empty();
    return {.answer = RowCheck::Answer::present,
            .sql = fmt::format("SELECT count({}) FROM {}", whole ? "*" : quote(drop.column), quote(table)),
            .table = display(table),
            .message = describe() + (whole ? " is dropped with {}" : " is dropped with its values in {}"),
            .hint = {},
            .drop = drop,
            .declared = declared};
}

std::vector<Loss> losses(const Schema& from, const Schema& to, const emit::Plan& up) {
    Finder finder(from, to, up.renames, up.case_renames);
    const Overloaded on_step{[&](const plan::MoveRows& step) { finder.moves(step.to.name); }, [](const auto&) {}};
    for (const plan::Step& step : up.steps) std::visit(on_step, step);
    return finder.run();
}

std::vector<Loss> losses(const Schema& from, const Schema& to, const diff::Renames& renames) {
    const diff::Renames none;
    Finder finder(from, to, renames, none);
    for (const auto& [name, table] : from.tables) {
        const auto renamed = renames.tables.find(name);
        const Table* after = to.find_table(renamed == renames.tables.end() ? name : renamed->second);
        if (after != nullptr && after->partition_by != table.partition_by) finder.moves(after->name);
    }
    return finder.run();
}

}  // namespace retort::preflight
