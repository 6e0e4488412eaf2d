#include "emit/postgres/altered_definitions.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "emit/postgres/object_sql.hpp"
#include "emit/postgres/published.hpp"
#include "plan/postgres/alterations.hpp"
#include "sql/identifiers.hpp"

namespace retort::emit::postgres {

namespace {

using plan::postgres::AlterableParts;
using plan::postgres::PartChanges;

/// The values that the server has stored with the help of the configuration, and that it does not compute again
/// (PostgreSQL, ALTER TEXT SEARCH CONFIGURATION), each with the statement that does.
std::vector<std::string> stored_values(const ObjectId& configuration, const Context& context) {
    const auto uses = [&](const DependsOn& depends_on) {
        return depends_on.any([&](const ObjectId& each) { return each == configuration; });
    };
    std::vector<std::string> statements;
    const auto add = [&](const ObjectName& owner, const std::vector<Index>& before, const std::vector<Index>& after) {
        for (const Index& index : after)
            if (uses(index.depends_on) &&
                std::any_of(before.begin(), before.end(), [&](const Index& each) { return each.name == index.name; }))
                statements.push_back("REINDEX INDEX " + quote(ObjectName{owner.schema, index.name}));
    };
    for (const auto& [name, table] : context.to.tables) {
        const Table* before = context.from.find_table(name);
        if (!before) continue;
        for (const Column& column : table.columns) {
            if (!column.generated || !column.generated->stored || !uses(column.depends_on)) continue;
            // An UPDATE computes a generated column again if it sets a column that the expression reads.
            const std::vector<std::string> read = column.depends_on.columns();
            if (before->find_column(column.name) && !read.empty())
                statements.push_back(fmt::format("UPDATE {0} SET {1} = {1}", quote(name), quote(read.front())));
        }
        add(name, before->indexes, table.indexes);
    }
    for (const auto& [id, definition] : context.to.definitions) {
        const auto before = context.from.definitions.find(id);
        if (id.kind != ObjectKind::materialized_view || before == context.from.definitions.end()) continue;
        if (uses(definition.depends_on))
            statements.push_back("REFRESH MATERIALIZED VIEW " + quote(definition.name));
        else
            add(definition.name, before->second.indexes, definition.indexes);
    }
    return statements;
}

/// The names of `parts` by their common text.
std::map<std::string, std::vector<std::string>> by_text(const std::vector<std::string>& names,
                                                        const AlterableParts& parts) {
    std::map<std::string, std::vector<std::string>> groups;
    for (const std::string& name : names) groups[parts.parts.at(name)].push_back(name);
    return groups;
}

std::vector<Statement> alter_configuration(const Definition& from, const Definition& to, const Context& context) {
    const AlterableParts after = plan::postgres::parts_of(to);
    const PartChanges changes = part_changes(plan::postgres::parts_of(from), after);
    const std::string alter = "ALTER " + object_sql(to);
    std::vector<Statement> statements;
    if (!changes.dropped.empty())
        statements.push_back({fmt::format("{} DROP MAPPING FOR {}", alter, fmt::join(changes.dropped, ", ")), {}});
    for (const auto& [dictionaries, tokens] : by_text(changes.altered, after))
        statements.push_back(
            {fmt::format("{} ALTER MAPPING FOR {} WITH {}", alter, fmt::join(tokens, ", "), dictionaries), {}});
    for (const auto& [dictionaries, tokens] : by_text(changes.added, after))
        statements.push_back(
            {fmt::format("{} ADD MAPPING FOR {} WITH {}", alter, fmt::join(tokens, ", "), dictionaries), {}});
    if (const std::vector<std::string> stored = stored_values(id_of(to), context); !stored.empty())
        statements.front().comment =
            fmt::format("values of the old mappings stay stored until: {}", fmt::join(stored, "; "));
    return statements;
}

std::vector<Statement> alter_dictionary(const Definition& from, const Definition& to) {
    const AlterableParts after = plan::postgres::parts_of(to);
    const PartChanges changes = part_changes(plan::postgres::parts_of(from), after);
    // An option without a value is removed.
    std::vector<std::string> options = changes.dropped;
    for (const auto* list : {&changes.altered, &changes.added})
        for (const std::string& name : *list) options.push_back(name + " = " + after.parts.at(name));
    return {{fmt::format("ALTER {} ({})", object_sql(to), fmt::join(options, ", ")), {}}};
}

/// The server links operators itself (plan/postgres/alterations.hpp, links_follow).
std::vector<Statement> alter_operator(const Definition& from, const Definition& to) {
    const AlterableParts before = plan::postgres::parts_of(from), after = plan::postgres::parts_of(to);
    std::vector<std::string> settings;
    for (const char* name : {"RESTRICT", "JOIN"}) {
        const auto old = before.parts.find(name), current = after.parts.find(name);
        const std::string value = current == after.parts.end() ? "NONE" : current->second;
        if (value != (old == before.parts.end() ? "NONE" : old->second))
            settings.push_back(fmt::format("{} = {}", name, value));
    }
    if (settings.empty()) return {};
    return {{fmt::format("ALTER {} SET ({})", object_sql(to), fmt::join(settings, ", ")), {}}};
}

std::vector<Statement> alter_base_type(const Definition& from, const Definition& to) {
    const AlterableParts after = plan::postgres::parts_of(to);
    const PartChanges changes = part_changes(plan::postgres::parts_of(from), after);
    std::vector<std::string> settings;
    for (const std::string& name : changes.dropped) settings.push_back(name + " = NONE");
    for (const auto* list : {&changes.altered, &changes.added})
        for (const std::string& name : *list) settings.push_back(name + " = " + after.parts.at(name));
    return {{fmt::format("ALTER {} SET ({})", object_sql(to), fmt::join(settings, ", ")), {}}};
}

std::vector<Statement> alter_family(const Definition& from, const Definition& to) {
    const AlterableParts after = plan::postgres::parts_of(to);
    const PartChanges changes = part_changes(plan::postgres::parts_of(from), after);
    std::vector<std::string> dropped = changes.dropped, added;
    dropped.insert(dropped.end(), changes.altered.begin(), changes.altered.end());
    for (const auto* list : {&changes.altered, &changes.added})
        for (const std::string& name : *list) added.push_back(after.parts.at(name));
    const std::string alter = "ALTER " + object_sql(to);
    std::vector<Statement> statements;
    if (!dropped.empty()) statements.push_back({fmt::format("{} DROP {}", alter, fmt::join(dropped, ", ")), {}});
    if (!added.empty()) statements.push_back({fmt::format("{} ADD {}", alter, fmt::join(added, ", ")), {}});
    return statements;
}

/// ADD, SET and DROP of options; empty if none differs.
std::string options_clause(const AlterableParts& from, const AlterableParts& to) {
    const PartChanges changes = option_changes(from, to);
    std::vector<std::string> actions;
    for (const std::string& name : changes.dropped) actions.push_back("DROP " + name);
    for (const std::string& name : changes.altered) actions.push_back("SET " + name + " " + to.options.at(name));
    for (const std::string& name : changes.added) actions.push_back("ADD " + name + " " + to.options.at(name));
    return actions.empty() ? std::string() : fmt::format(" OPTIONS ({})", fmt::join(actions, ", "));
}

std::vector<Statement> alter_foreign(const Definition& from, const Definition& to) {
    const AlterableParts before = plan::postgres::parts_of(from), after = plan::postgres::parts_of(to);
    const PartChanges changes = part_changes(before, after);
    std::string sql = "ALTER " + object_sql(to);
    // VERSION NULL, NO HANDLER, NO VALIDATOR
    for (const std::string& name : changes.dropped)
        sql += to.kind == ObjectKind::foreign_server ? fmt::format(" {} NULL", name) : " NO " + name;
    for (const auto* list : {&changes.altered, &changes.added})
        for (const std::string& name : *list) sql += " " + name + " " + after.parts.at(name);
    return {{sql + options_clause(before, after), {}}};
}

/// The value of an option that CREATE PUBLICATION does not set.
std::string default_of_publication(const std::string& option) {
    if (option == "publish") return "'insert, update, delete, truncate'";
    return option == "publish_generated_columns" ? "none" : "false";
}

/// Tables leave before the options change and others join: a filter or column list of a partitioned table requires
/// publish_via_partition_root (PostgreSQL, CREATE PUBLICATION).
std::vector<Statement> alter_publication(const Definition& from, const Definition& to, const Context& context) {
    const AlterableParts before = plan::postgres::parts_after(context.renames, from),
                         after = plan::postgres::parts_of(to);
    const std::string alter = "ALTER " + object_sql(to);
    std::vector<Statement> statements;
    const PartChanges changes = part_changes(before, after);
    for (const auto* list : {&changes.dropped, &changes.altered})
        for (const std::string& member : *list) statements.push_back({alter + " DROP " + member, {}});
    const PartChanges changed_options = option_changes(before, after);
    std::vector<std::string> options;
    for (const std::string& name : changed_options.dropped)
        options.push_back(name + " = " + default_of_publication(name));
    for (const auto* list : {&changed_options.altered, &changed_options.added})
        for (const std::string& name : *list) options.push_back(name + " = " + after.options.at(name));
    if (!options.empty()) statements.push_back({fmt::format("{} SET ({})", alter, fmt::join(options, ", ")), {}});
    for (const auto* list : {&changes.altered, &changes.added})
        for (const std::string& member : *list)
            statements.push_back({fmt::format("{} ADD {}{}", alter, member, after.parts.at(member)), {}});
    return statements;
}

/// The value of an option that CREATE SUBSCRIPTION does not set.
std::string default_of(const std::string& option, const Definition& subscription) {
    static const std::map<std::string, std::string> others = {
        {"origin", "any"}, {"password_required", "true"}, {"streaming", "off"}, {"synchronous_commit", "off"}};
    if (option == "slot_name") return quote_literal(subscription.name.name);
    const auto found = others.find(option);
    return found == others.end() ? "false" : found->second;
}

std::vector<Statement> alter_subscription(const Definition& from, const Definition& to) {
    const AlterableParts before = plan::postgres::parts_of(from), after = plan::postgres::parts_of(to);
    const std::string alter = "ALTER " + object_sql(to);
    std::vector<Statement> statements;
    if (before.parts != after.parts)
        statements.push_back(
            {fmt::format("{} SET PUBLICATION {} WITH (refresh = false)", alter, after.parts.at("PUBLICATION")),
             fmt::format("afterwards, if it is enabled: {} REFRESH PUBLICATION", alter)});
    const PartChanges changes = option_changes(before, after);
    std::vector<std::string> options;
    for (const std::string& name : changes.dropped) options.push_back(name + " = " + default_of(name, to));
    for (const auto* list : {&changes.altered, &changes.added})
        for (const std::string& name : *list) options.push_back(name + " = " + after.options.at(name));
    if (!options.empty()) statements.push_back({fmt::format("{} SET ({})", alter, fmt::join(options, ", ")), {}});
    return statements;
}

}  // namespace

std::vector<Statement> alterations_sql(const Definition& from, const Definition& to, const Context& context) {
    switch (to.kind) {
        case ObjectKind::text_search_configuration: return alter_configuration(from, to, context);
        case ObjectKind::text_search_dictionary: return alter_dictionary(from, to);
        case ObjectKind::operator_: return alter_operator(from, to);
        case ObjectKind::operator_family: return alter_family(from, to);
        case ObjectKind::base_type: return alter_base_type(from, to);
        case ObjectKind::foreign_data_wrapper:
        case ObjectKind::foreign_server:
        case ObjectKind::user_mapping: return alter_foreign(from, to);
        case ObjectKind::publication: return alter_publication(from, to, context);
        case ObjectKind::subscription: return alter_subscription(from, to);
        case ObjectKind::language:
        case ObjectKind::transform:
            return {{"CREATE OR REPLACE" + to.sql.substr(std::string_view("CREATE").size()), {}}};
        default: return {};
    }
}

}  // namespace retort::emit::postgres
