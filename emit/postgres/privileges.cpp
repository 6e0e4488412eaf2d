#include "emit/postgres/privileges.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "emit/postgres/clauses.hpp"
#include "schema/default_name.hpp"

namespace retort::emit::postgres {

namespace {

/// The sequence of an identity column. It keeps its name while the column stays an identity.
ObjectName sequence_of_identity(const GrantTarget& target, const Context& context) {
    for (const Schema* schema : {&context.from, &context.to}) {
        const Table* table = schema->find_table(target.name);
        const Column* column = table ? table->find_column(target.column) : nullptr;
        if (column && column->identity && !column->identity->sequence->empty())
            return {target.name.schema, *column->identity->sequence};
    }
    return {target.name.schema, default_name(target.name.name, target.column, "seq")};
}

/// The object after ON.
std::string object_sql(const GrantTarget& target) {
    switch (target.kind) {
        case GrantKind::table: return "TABLE " + quote(target.name);
        case GrantKind::sequence: return "SEQUENCE " + quote(target.name);
        case GrantKind::function: return fmt::format("FUNCTION {}({})", quote(target.name), target.arguments);
        case GrantKind::procedure: return fmt::format("PROCEDURE {}({})", quote(target.name), target.arguments);
        case GrantKind::type: return "TYPE " + quote(target.name);
        case GrantKind::schema: return "SCHEMA " + schema_sql(target.name.schema);
        case GrantKind::foreign_data_wrapper: return "FOREIGN DATA WRAPPER " + quote(target.name);
        case GrantKind::foreign_server: return "FOREIGN SERVER " + quote(target.name);
        case GrantKind::language: return "LANGUAGE " + quote(target.name);
        case GrantKind::default_tables: return "TABLES";
        case GrantKind::default_sequences: return "SEQUENCES";
        case GrantKind::default_functions: return "FUNCTIONS";
        case GrantKind::default_types: return "TYPES";
        case GrantKind::default_schemas: return "SCHEMAS";
    }
    return {};
}

/// The clause before GRANT or REVOKE.
std::string prefix_sql(const GrantTarget& target) {
    if (target.kind < GrantKind::default_tables) return {};
    std::string sql = "ALTER DEFAULT PRIVILEGES FOR ROLE " + quote(target.name.name) + " ";
    if (!target.name.schema.empty()) sql += "IN SCHEMA " + quote(target.name.schema) + " ";
    return sql;
}

std::string role_sql(const std::string& role) { return role.empty() ? "PUBLIC" : quote(role); }

bool contains(const std::vector<Grant>& list, const Grant& grant) {
    return std::find(list.begin(), list.end(), grant) != list.end();
}

/// A member of an extension, with the name of the extension's schema.
GrantTarget in_schema_of_extension(GrantTarget target, const Schema& schema) {
    const auto extension = schema.extensions.find(target.extension);
    if (extension == schema.extensions.end()) return target;
    const std::string& name = extension->second.schema;
    if (target.name.schema == member_schema) target.name.schema = name;
    const std::string placeholder = std::string(member_schema) + ".", prefix = name.empty() ? "" : quote(name) + ".";
    for (std::size_t at = 0; (at = target.arguments.find(placeholder, at)) != std::string::npos; at += prefix.size())
        target.arguments.replace(at, placeholder.size(), prefix);
    return target;
}

}  // namespace

void emit(const diff::AlterPrivileges& change, const Context& context, Sink& sink) {
    GrantTarget target = in_schema_of_extension(change.target, context.to);
    if (target.kind == GrantKind::sequence && !target.column.empty()) {
        target.name = sequence_of_identity(target, context);
        target.column.clear();
    }
    const std::vector<Grant>&from = change.from, &to = change.to;
    /// The key of a statement: GRANT or REVOKE, role, WITH GRANT OPTION.
    using Head = std::tuple<bool, std::string, bool>;
    std::map<Head, std::set<std::string>> statements;
    const auto has = [](const std::vector<Grant>& list, Grant grant, bool grantable) {
        grant.grantable = grantable;
        return contains(list, grant);
    };
    for (const Grant& each : from)
        if (!contains(to, each)) {
            // If the privilege stays without its grant option, only the option is revoked.
            const bool option_only = !each.revoked && each.grantable && has(to, each, false);
            if (!each.revoked && has(to, each, true)) continue;
            statements[{each.revoked, each.role, option_only}].insert(each.privilege);
        }
    for (const Grant& each : to)
        if (!contains(from, each)) {
            if (!each.revoked && !each.grantable && has(from, each, true)) continue;
            statements[{!each.revoked, each.role, each.grantable}].insert(each.privilege);
        }
    const std::string column = target.column.empty() ? "" : " (" + quote(target.column) + ")";
    for (const auto& [head, privileges] : statements) {
        const auto& [grant, role, option] = head;
        std::string list;
        for (const std::string& each : privileges) list += (list.empty() ? "" : ", ") + each + column;
        std::string sql = prefix_sql(target);
        if (grant)
            sql += fmt::format("GRANT {} ON {} TO {}{}", list, object_sql(target), role_sql(role),
                               option ? " WITH GRANT OPTION" : "");
        else
            sql += fmt::format("REVOKE {}{} ON {} FROM {}", option ? "GRANT OPTION FOR " : "", list, object_sql(target),
                               role_sql(role));
        sink.add(std::move(sql));
    }
}

}  // namespace retort::emit::postgres
