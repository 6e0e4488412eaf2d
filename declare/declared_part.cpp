#include "declare/declared_part.hpp"

#include <algorithm>
#include <set>

#include "declare/exclusion.hpp"
#include "declare/identifiers.hpp"
#include "retort/model/fact.hpp"
#include "schema/default_name.hpp"
#include "schema/parts.hpp"
#include "sql/identifiers.hpp"

namespace retort::declare {

namespace {

/// A rule holds `retort::rule::limit` clauses; a few are needed for names and settings.
constexpr std::size_t most_clauses = rule::limit - 6;

bool has_model(const Table& table) {
    return table.partition_of.empty() && table.inherits.empty() && table.of_type.empty() && !table.columns.empty() &&
           table.made_by_extension->empty() && table.storage.size() < most_clauses;
}

bool has_model(const Enum& type) {
    const auto renamed = std::count_if(type.labels.begin(), type.labels.end(),
                                       [](const std::string& label) { return identifier(label) != label; });
    return !type.labels.empty() && static_cast<std::size_t>(renamed) < most_clauses;
}

bool is_key(const Table& table, const std::vector<std::string>& columns) {
    const std::set<std::string> wanted(columns.begin(), columns.end());
    const auto same = [&](const auto& key) {
        return std::set<std::string>(key.columns.begin(), key.columns.end()) == wanted;
    };
    if (any_part(KeyConstraints{}, table, same)) return true;
    return any_part(PartKinds<Index>{}, table, [&](const Index& index) {
        std::set<std::string> key;
        for (const IndexPart& part : index.parts) key.insert(part.column);
        return index.unique && index.predicate.empty() && key == wanted;
    });
}

class Reduction {
public:
    explicit Reduction(const Schema& source) : source_(source) {}

    Schema run() {
        made_.dialect = source_.dialect;
        made_.casts = source_.casts;
        made_.privileges->compared = source_.privileges->compared;
        made_.owners->compared = source_.owners->compared;
        std::set<ObjectName> used;
        for (const auto& [name, table] : source_.tables)
            if (has_model(table)) {
                made_.tables.emplace(name, table);
                for (const Column& column : table.columns) used.insert(column.type.user_type);
            }
        for (const auto& [name, type] : source_.enums)
            if (used.contains(name) && has_model(type)) made_.enums.emplace(name, type);
        for (auto& [name, table] : made_.tables) reduce(table);
        for (auto& [name, table] : made_.tables) {
            std::erase_if(table.foreign_keys, [&](const ForeignKey& key) { return !has_rule(table, key); });
            if (!name.schema.empty()) made_.schemas.insert(name.schema);
        }
        for (const auto& [name, type] : made_.enums)
            if (!name.schema.empty()) made_.schemas.insert(name.schema);
        return std::move(made_);
    }

private:
    bool has_rule(const Table& table, const ForeignKey& key) const {
        const Table* target = made_.find_table(key.table);
        if (target == nullptr || key.period || key.not_enforced || key.columns.size() != key.references.size() ||
            key.columns.empty() || !is_key(*target, key.references))
            return false;
        for (const std::string& each : key.references)
            if (target->find_column(each) == nullptr) return false;
        if (key.on_delete != Action::set_null && key.on_update != Action::set_null) return true;
        const std::vector<std::string>& set = key.set_columns.empty() ? key.columns : key.set_columns;
        return std::all_of(set.begin(), set.end(), [&](const std::string& each) {
            const Column* column = table.find_column(each);
            return column != nullptr && column->nullable;
        });
    }

    void reduce(Table& table) const {
        table.access_method.clear();
        table.clustered_on.clear();
        table.force_row_security = false;
        for (Column& column : table.columns) reduce(table, column);
        erase_parts_if(table, [&](const auto& part) { return !has_rule_itself(part); });
        for_each_part(table, [&](auto& part) { reduce_part(part); });
    }

    void reduce(const Table& table, Column& column) const {
        column.options.clear();
        column.null_conflict.clear();
        column.not_null.reset();
        if (!column.collation.empty() && collation_name(source_.dialect, column.collation).empty())
            column.collation.clear();
        if (!column.identity) return;
        column.identity->comment.clear();
        column.identity->sequence = default_name(table.name.name, column.name, "seq");
        column.identity->named = false;
    }

    static bool has_rule_itself(const PrimaryKey& key) {
        return !key.without_overlaps && key.columns.size() < most_clauses;
    }
    static bool has_rule_itself(const Unique& key) {
        return !key.without_overlaps && key.columns.size() < most_clauses;
    }
    static bool has_rule_itself(const Check& check) { return !check.not_enforced; }
    static bool has_rule_itself(const ForeignKey&) { return true; }  // decided when all tables are known
    static bool has_rule_itself(const Exclusion& exclusion) {
        return exclusion_parts(exclusion.definition).has_value();
    }
    bool has_rule_itself(const Index& index) const {
        std::size_t clauses = index.include.size() + index.storage.size();
        for (const IndexPart& part : index.parts) {
            clauses += 2 + (part.nulls != Nulls::standard ? 1U : 0U) + (part.opclass.empty() ? 0U : 1U);
            if (!part.collation.empty() && collation_name(source_.dialect, part.collation).empty()) return false;
        }
        return clauses < most_clauses && !index.parts.empty();
    }

    template <class Constraint>
    static void reduce_part(Constraint& constraint) {
        if constexpr (requires { constraint.index_comment; }) {
            constraint.storage.clear();
            constraint.tablespace.clear();
            constraint.index_comment.clear();
        }
        if constexpr (requires { constraint.on_conflict; }) {
            constraint.on_conflict.clear();
            constraint.column_options.clear();
        }
        if constexpr (std::is_same_v<Constraint, Index>) {
            constraint.only = false;
            for (IndexPart& part : constraint.parts) part.statistics.reset();
        }
    }

    const Schema& source_;
    Schema made_;
};

}  // namespace

std::string collation_name(Dialect dialect, const std::string& collation) {
    if (!info(dialect).collation_objects) return collation;
    const ObjectName name = sql::parse_name(collation);
    return name.schema.empty() ? name.name : std::string();
}

Schema declared_part(const Schema& source) { return Reduction(source).run(); }

}  // namespace retort::declare
