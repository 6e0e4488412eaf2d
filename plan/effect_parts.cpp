#include "plan/effect_parts.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "schema/data_type.hpp"
#include "schema/same_state.hpp"

namespace retort::plan {

namespace {

using Kind = Resource::Kind;

bool has(const std::vector<ObjectName>& list, const ObjectName& name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

}  // namespace

void add_referenced_index(Resources& needs, const Table& from, const Table& to) {
    if (to.clustered_on != from.clustered_on && !to.clustered_on.empty())
        needs.push_back(relation({to.name.schema, to.clustered_on}));
    if (to.replica_identity != from.replica_identity)
        if (const std::string index = replica_index(to); !index.empty())
            needs.push_back(relation({to.name.schema, index}));
}

void add_log(Effects& e, const Table& from, const Table& to) {
    if (from.unlogged == to.unlogged) return;
    (to.unlogged ? e.removes : e.provides).push_back({Kind::log, to.name, {}});
    e.needs.push_back({Kind::log, to.name, "dropped keys"});
    e.provides.push_back({Kind::log, to.name, "turned"});
    const Resource sequences{Kind::log, to.name, "sequences"};
    e.removes.push_back(sequences);
    e.provides.push_back(sequences);
    for (const ForeignKey& key : to.foreign_keys)
        (to.unlogged ? e.releases : e.needs).push_back({Kind::log, key.table, {}});
}

void add_required(Resources& resources, const Extension& extension) {
    for (const Dependency& each : extension.depends_on.list)
        resources.push_back({Kind::extension, each.object.name, {}});
}

void append(Resources& resources, Resources more) {
    std::move(more.begin(), more.end(), std::back_inserter(resources));
}

Resources log_of_tables(const ObjectName& table, const diff::Constraint& constraint, const char* part) {
    const auto* key = std::get_if<ForeignKey>(&constraint);
    if (!key) return {};
    return {{Kind::log, table, part}, {Kind::log, key->table, part}};
}

void add_partition(Resources& resources, const Table& table) {
    if (!table.partition_of.empty()) resources.push_back({Kind::partitions, table.partition_of, {}});
}

void add_move(Effects& e, const Table& from, const Table& to) {
    for (const ObjectName& each : from.inherits)
        if (!has(to.inherits, each))
            e.provides.insert(e.provides.end(), {{Kind::left, each, {}}, {Kind::left, from.name, {}}});
    for (const ObjectName& each : to.inherits)
        if (!has(from.inherits, each)) {
            e.needs.insert(e.needs.end(), {{Kind::settled, each, {}}, {Kind::settled, to.name, {}}});
            e.provides.push_back({Kind::attached, each, {}});
        }
    if (!from.partition_of.empty()) {
        e.provides.push_back({Kind::left, from.partition_of, {}});
        e.provides.push_back({Kind::left, from.name, {}});
    }
    if (!to.partition_of.empty()) {
        e.needs.push_back({Kind::settled, to.partition_of, {}});
        e.needs.push_back({Kind::settled, to.name, {}});
        e.provides.push_back({Kind::attached, to.name, {}});
    }
}

void add_parts(Effects& e, const ObjectName& table, const std::vector<ObjectName>& ancestors) {
    e.provides.push_back({Kind::parts, table, {}});
    for (const ObjectName& each : ancestors) e.needs.push_back({Kind::parts, each, {}});
    if (!ancestors.empty()) e.needs.push_back({Kind::attached, table, {}});
}

void within(Effects& e, const ObjectName& table) {
    e.needs.push_back(relation(table));
    e.releases.push_back(relation(table));
}

bool sets_toast(const Table& from, const Table& to) {
    return std::any_of(to.storage.begin(), to.storage.end(), [&](const auto& each) {
        const auto before = from.storage.find(each.first);
        return each.first.starts_with("toast.") && (before == from.storage.end() || before->second != each.second);
    });
}

Resource owned_sequence(const ObjectName& table, const std::string& column) {
    return {Kind::key, table, "sequence " + quote(column)};
}

Resource column_settings(const ObjectName& table, const std::string& column) {
    return {Kind::key, table, "settings " + quote(column)};
}

bool reads_new_row(const Definition& each) {
    if (each.kind != ObjectKind::trigger) return false;
    const std::size_t when = each.sql.find(" WHEN (");
    return when != std::string::npos && each.sql.find(" BEFORE ") < when &&
           each.sql.find("new.*", when) != std::string::npos;
}

Resource dropped_transforms(const Definition& each) {
    return {Kind::definition, {{}, language_of(each)}, "transforms"};
}

std::string name_in_cast(const Type& type) {
    return type.user_type.empty() ? parse_data_type(type.sql).name : quote(type.user_type);
}

Resource conversion(std::string arguments) { return {Kind::casts, {{}, std::move(arguments)}, "conversion"}; }
Resource conversion(const Type& from, const Type& to) {
    return conversion("(" + name_in_cast(from) + " AS " + name_in_cast(to) + ")");
}

Resource row_type(const ObjectName& table) { return {Kind::type, table, "columns"}; }

void add_current_casts(Effects& e, const DependsOn& depends_on) {
    e.soft_references.push_back({Kind::casts, {}, {}});
    for (const Dependency& each : depends_on.list)
        if (each.object.kind == ObjectKind::composite) e.soft_references.push_back(row_type(each.object.name));
}

void add_current_casts(Effects& e, const Definition& each) {
    const std::size_t body = info(each.kind).routine ? each.sql.find("\nAS ") : std::string::npos;
    const bool is_parsed_later = body != std::string::npos && each.sql.find(" DEFAULT ") > body;
    if (each.kind != ObjectKind::cast && !is_parsed_later) add_current_casts(e, each.depends_on);
}

bool changes_defaults(const Definition& from, const Definition& to) {
    const auto default_of = [](const Definition& each, const std::string& column) {
        const auto found = each.columns.find(column);
        return found == each.columns.end() ? std::nullopt : found->second.default_sql;
    };
    const auto differs = [&](const auto& column) {
        return default_of(from, column.first) != default_of(to, column.first);
    };
    return std::any_of(from.columns.begin(), from.columns.end(), differs) ||
           std::any_of(to.columns.begin(), to.columns.end(), differs);
}

bool only_settings_differ(Column from, const Column& to) {
    from.comment = to.comment;
    from.storage = to.storage;
    from.compression = to.compression;
    from.statistics = to.statistics;
    from.options = to.options;
    return same_state(from, to);
}

}  // namespace retort::plan
