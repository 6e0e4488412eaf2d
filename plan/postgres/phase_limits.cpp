#include "plan/postgres/phase_limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>
#include <vector>

#include "diff/renamed_names.hpp"
#include "schema/data_type.hpp"
#include "schema/parts.hpp"
#include "schema/same_state.hpp"
#include "sql/identifiers.hpp"

namespace retort::plan::postgres {

namespace {

/// Casts of pg_cast between built-in types that leave the stored value as it is.
constexpr auto binary_coercible = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"text", "character varying"},
    {"character varying", "text"},
    {"citext", "text"},
    {"citext", "character varying"},
    {"text", "citext"},
    {"character varying", "citext"},
    {"cidr", "inet"},
    {"integer", "oid"},
    {"oid", "integer"},
    {"bit varying", "bit"},
    {"bit", "bit varying"},
    {"xml", "text"},
    {"xml", "character varying"},
});

/// The numbers of a modifier: "10,2" is {10, 2}.
std::vector<int> numbers(std::string_view modifier) {
    std::vector<int> found;
    for (std::size_t at = 0; at < modifier.size();) {
        int number = 0;
        const auto [end, error] = std::from_chars(modifier.data() + at, modifier.data() + modifier.size(), number);
        if (error == std::errc{}) found.push_back(number);
        at = std::max(at + 1, static_cast<std::size_t>(end - modifier.data()));
    }
    return found;
}

/// True if no value of the old modifier needs another form under the new one.
bool keeps_values(const std::string& name, const std::string& before, const std::string& after) {
    if (before == after || after.empty()) return name != "bit" && name != "character";
    const std::vector<int> old_numbers = numbers(before), new_numbers = numbers(after);
    if (old_numbers.empty() || new_numbers.empty()) return false;
    if (name == "numeric") {
        const auto scale = [](const std::vector<int>& all) { return all.size() > 1 ? all[1] : 0; };
        return scale(old_numbers) == scale(new_numbers) && old_numbers[0] <= new_numbers[0];
    }
    const bool has_limit =
        name == "character varying" || name == "bit varying" || name == "interval" || name.starts_with("time");
    return has_limit && old_numbers.back() <= new_numbers.back();
}

/// The enum or definition of a user-defined type is the same in both schemas.
bool has_same_type(const ObjectName& type, const Schema& from, const Schema& to) {
    if (type.empty()) return true;
    const auto before = from.enums.find(type), after = to.enums.find(type);
    if (before != from.enums.end() && after != to.enums.end()) return same_state(before->second, after->second);
    for (const auto& [id, definition] : from.definitions) {
        if (!info(id.kind).type || id.name != type) continue;
        const auto other = to.definitions.find(id);
        return other != to.definitions.end() && same_state(definition, other->second);
    }
    return false;
}

bool has_composite(const Column& column, const Schema& schema) {
    return !column.type.user_type.empty() &&
           std::any_of(schema.definitions.begin(), schema.definitions.end(), [&](const auto& entry) {
               return entry.first.kind == ObjectKind::composite && entry.first.name == column.type.user_type;
           });
}

/// The parts of a table that name the column, or whose expressions read it.
bool reads(const Exclusion& part, const std::string& column) { return sql::references_name(part.definition, column); }
bool reads(const Index& part, const std::string& column) {
    return std::any_of(part.parts.begin(), part.parts.end(), [&](const IndexPart& each) {
        return each.column == column || sql::references_name(each.expression, column);
    });
}

std::optional<std::string> limit_of_table(const Table& table, const Schema& from, const Schema& to,
                                          const diff::Renames& renames) {
    if (renames.tables.contains(table.name)) return "the table is renamed in the same migration";
    if (!table.partition_by.empty()) return "the table is partitioned";
    if (!table.partition_of.empty()) return "the table is a partition";
    if (!table.of_type.empty()) return "the table is of a composite type";
    if (table.force_row_security) return "row-level security is forced, and hides rows from the backfill";
    for (const Schema* schema : {&from, &to})
        for (const auto& [name, other] : schema->tables)
            if ((name == table.name && !other.inherits.empty()) ||
                std::find(other.inherits.begin(), other.inherits.end(), table.name) != other.inherits.end())
                return "the table is part of an inheritance hierarchy";
    return std::nullopt;
}

std::optional<std::string> limit_of_column(const Column& from, const Column& to) {
    if (from.generated || to.generated) return "the column is generated";
    if (from.identity.has_value() != to.identity.has_value()) return "the column becomes an identity column, or none";
    if (from.not_null || to.not_null) return "its NOT NULL constraint has properties of its own";
    return std::nullopt;
}

std::optional<std::string> limit_of_types(const Column& from, const Column& to, const Table& table,
                                          const Schema& from_schema, const Schema& to_schema) {
    if (from.type == to.type && from.collation == to.collation) return std::nullopt;
    if (is_array(from.type) != is_array(to.type) || (is_array(from.type) && from.type != to.type))
        return "arrays are converted by a function that exists for the time of one statement";
    if (has_composite(from, from_schema) || has_composite(to, to_schema))
        return "composite values are converted attribute by attribute";
    if (!has_same_type(to.type.user_type, from_schema, to_schema))
        return "its type is created or changed in the same migration";
    const std::string& conversion = to.transition->using_sql;
    for (const Column& other : table.columns)
        if (other.name != from.name && other.name != to.name && sql::references_name(conversion, other.name))
            return fmt::format("its conversion reads the column {}", other.name);
    return std::nullopt;
}

std::optional<std::string> limit_of_parts(const Table& table, const Column& from, const Schema& schema,
                                          const diff::Renames& renames) {
    for (const Exclusion& each : table.exclusions)
        if (reads(each, from.name)) return fmt::format("the exclusion constraint {} is on it", each.name);
    for (const Index& each : table.indexes)
        if ((each.name == table.clustered_on || each.name == replica_index(table)) && reads(each, from.name))
            return fmt::format("the index {} is the table's replica identity or CLUSTER ON", each.name);
    for (const auto& [name, other] : schema.tables)
        for (const ForeignKey& key : other.foreign_keys) {
            const auto names = [&](const std::vector<std::string>& list) {
                return std::find(list.begin(), list.end(), from.name) != list.end();
            };
            const bool refers =
                (name == table.name && names(key.columns)) || (key.table == table.name && names(key.references));
            if (!refers) continue;
            if (renames.tables.contains(name))
                return fmt::format("{}, which references it, is renamed in the same migration", display(name));
            if (!other.partition_by.empty() || !other.partition_of.empty())
                return fmt::format("{} is partitioned, and its foreign key {} can't be NOT VALID", display(name),
                                   key.name);
            if (key.on_delete == Action::set_default || key.on_update == Action::set_default)
                return fmt::format("the foreign key {} sets a default", key.name);
        }
    return std::nullopt;
}

/// The publication could reject the UPDATE of the backfill, or lists the column.
bool publishes(const Definition& publication, const Table& table, const std::string& column) {
    if (publication.kind != ObjectKind::publication) return false;
    if (table.replica_identity.empty() && !table.primary_key) return true;
    return sql::references_name(publication.sql, table.name.name) && sql::references_name(publication.sql, column);
}

std::optional<std::string> limit_of_dependents(const Table& table, const Column& from, const Schema& schema) {
    const ObjectId id = column_id(table.name, from.name);
    const auto depends = [&](const DependsOn& list) {
        return list.any([&](const ObjectId& each) { return each == id; });
    };
    for (const Column& other : table.columns)
        if (other.generated &&
            (depends(other.depends_on) || sql::references_name(other.generated->expression, from.name)))
            return fmt::format("the generated column {} depends on it", other.name);
    for (const auto& [other, definition] : schema.definitions)
        if (depends(definition.depends_on) || publishes(definition, table, from.name))
            return fmt::format("{} depends on it", display(other));
    return std::nullopt;
}

}  // namespace

bool rewrites_table(const Column& from, const Column& to) {
    if (from.type == to.type) return false;
    if (!to.transition->using_sql.empty() || !from.type.user_type.empty() || !to.type.user_type.empty()) return true;
    const DataType before = parse_data_type(from.type.sql), after = parse_data_type(to.type.sql);
    if (before.dimensions > 0 || after.dimensions > 0) return true;
    if (before.name == after.name) return !keeps_values(after.name, before.modifier, after.modifier);
    const auto* const found = std::find(binary_coercible.begin(), binary_coercible.end(),
                                        std::pair<std::string_view, std::string_view>(before.name, after.name));
    return found == binary_coercible.end() || (!after.modifier.empty() && after.modifier != before.modifier);
}

std::optional<std::string> phase_limit(const Table& table, const Column& from, const Column& to,
                                       const Schema& from_schema, const Schema& to_schema,
                                       const diff::Renames& renames) {
    if (auto limit = limit_of_table(table, from_schema, to_schema, renames)) return limit;
    if (auto limit = limit_of_column(from, to)) return limit;
    if (from.name != to.name && table.find_column(to.name) != nullptr)
        return fmt::format("another column was named {}", to.name);
    if (auto limit = limit_of_types(from, to, table, from_schema, to_schema)) return limit;
    if (auto limit = limit_of_parts(table, from, from_schema, renames)) return limit;
    return limit_of_dependents(table, from, from_schema);
}

}  // namespace retort::plan::postgres
