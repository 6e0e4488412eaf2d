#include "plan/object_effects.hpp"

#include <utility>

#include "plan/effect_parts.hpp"
#include "plan/effect_priority.hpp"
#include "plan/resources.hpp"

namespace retort::plan {

namespace {

using Kind = Resource::Kind;

}  // namespace

void add_effects(Effects& e, const diff::CreateSchema& c) {
    e.priority = create_schema;
    e.provides.push_back({Kind::schema, {{}, c.name}, {}});
}

void add_effects(Effects& e, const diff::DropSchema& c) {
    e.priority = drop_namespace;
    e.removes.push_back({Kind::schema, {{}, c.name}, {}});
}

void add_effects(Effects& e, const diff::AlterSchema& c) {
    e.priority = alter_table;
    add_schema(e.needs, {c.name, {}});
}

void add_effects(Effects& e, const diff::AlterExtension& c) {
    e.priority = create_namespace;
    add_schema(e.needs, {c.to.schema, {}});
    add_schema(e.releases, {c.from.schema, {}});
}

void add_effects(Effects& e, const diff::CreateExtension& c) {
    e.priority = create_namespace;
    e.provides.push_back({Kind::extension, {{}, c.extension.name}, {}});
    add_required(e.needs, c.extension);
    add_schema(e.needs, {c.extension.schema, {}});
}

void add_effects(Effects& e, const diff::DropExtension& c) {
    e.priority = drop_namespace;
    e.removes.push_back({Kind::extension, {{}, c.extension.name}, {}});
    add_required(e.releases, c.extension);
    add_schema(e.releases, {c.extension.schema, {}});
}

void add_effects(Effects& e, const diff::CreateEnum& c) {
    e.priority = create_type;
    e.provides.push_back(type(c.to.name));
    add_schema(e.needs, c.to.name);
}

void add_effects(Effects& e, const diff::DropEnum& c) {
    e.priority = drop_type;
    e.removes.push_back(type(c.from.name));
    if (c.interim) e.needs.push_back(type(c.from.name));
    add_schema(e.releases, c.from.name);
}

void add_effects(Effects& e, const diff::AlterEnum& c) {
    e.in_turn = c.from.name != c.to.name;
    e.priority = e.in_turn ? renames : create_type;
    e.keeps_uses = true;
    e.removes.push_back(type(c.from.name));
    e.provides.push_back(type(c.to.name));
    add_schema(e.needs, c.to.name);
    add_schema(e.releases, c.from.name);
}

void add_effects(Effects& e, const diff::CreateSequence& c) {
    e.priority = create_sequence;
    e.provides.push_back(relation(c.to.name));
    add_schema(e.needs, c.to.name);
}

void add_effects(Effects& e, const diff::DropSequence& c) {
    e.priority = drop_sequence;
    e.removes.push_back(relation(c.from.name));
    if (c.interim) e.needs.push_back(relation(c.from.name));
    if (!c.from.owner_table.empty()) e.removes.push_back(owned_sequence(c.from.owner_table, c.from.owner_column));
    add_schema(e.releases, c.from.name);
}

void add_effects(Effects& e, const diff::AlterSequence& c) {
    if (c.from.name != c.to.name) {
        e.priority = renames;
        e.in_turn = true;
        e.removes.push_back(relation(c.from.name));
        e.provides.push_back(relation(c.to.name));
        return;
    }
    e.priority = alter_table;
    e.needs.push_back(relation(c.to.name));
    if (c.from.owner_table == c.to.owner_table && c.from.owner_column == c.to.owner_column) return;
    // Released by one owner, taken by another: in the order in which comparison found the changes.
    const Resource owner{Kind::key, c.to.name, "owner"};
    e.removes.push_back(owner);
    e.provides.push_back(owner);
    // SET LOGGED and SET UNLOGGED of a table apply to its owned sequences too (PostgreSQL 15, ALTER TABLE).
    if (!c.to.owner_table.empty())
        e.needs.insert(e.needs.end(),
                       {column(c.to.owner_table, c.to.owner_column), {Kind::log, c.to.owner_table, "sequences"}});
    if (!c.from.owner_table.empty())
        e.releases.insert(e.releases.end(), {column(c.from.owner_table, c.from.owner_column),
                                             {Kind::log, c.from.owner_table, "sequences"}});
}

void add_effects(Effects& e, const diff::CreateDefinition& c) {
    e.priority = info(c.to.kind).created_last    ? create_last
                 : info(c.to.kind).own_namespace ? create_type
                                                 : create_definition;
    add_definition(e.provides, e.needs, c.to);
    if (c.to.kind == ObjectKind::cast) e.provides.push_back(conversion(c.to.arguments));
    add_body_references(e.soft_references, c.to);
    if (reads_new_row(c.to)) e.needs.push_back({Kind::generated, c.to.table, "dropped"});
    if (info(c.to.kind).routine) e.needs.push_back(dropped_transforms(c.to));
    add_current_casts(e, c.to);
}

void add_effects(Effects& e, const diff::DropDefinition& c) {
    e.priority = info(c.from.kind).own_namespace ? drop_type : drop_definition;
    add_definition(e.removes, e.releases, c.from);
    if (c.from.kind == ObjectKind::cast) {
        e.provides.push_back({Kind::casts, {}, {}});
        e.removes.push_back(conversion(c.from.arguments));
    }
    if (!c.from.table.empty()) e.needs.push_back({Kind::renamed, c.from.table, {}});
    if (reads_new_row(c.from)) e.provides.push_back({Kind::generated, c.from.table, "added"});
    if (c.from.kind == ObjectKind::transform) e.provides.push_back(dropped_transforms(c.from));
}

void add_effects(Effects& e, const diff::AlterDefinition& c) {
    e.priority = info(c.to.kind).created_last ? create_last : create_definition;
    if (c.from.name != c.to.name) {
        e.priority = renames;
        e.in_turn = true;
        e.removes.push_back(function(c.from.name));
        e.interim_provides.push_back(function(c.to.name));
        return;
    }
    if (c.from.sql == c.to.sql) {
        // Only comments and settings differ: dependents are not affected.
        Resources used;
        add_definition(e.needs, used, c.to);
        if (!changes_defaults(c.from, c.to)) return;
        Resources made;
        add_definition(made, e.releases, c.from);
        append(e.needs, std::move(used));
        add_current_casts(e, c.to);
        return;
    }
    if (info(c.to.kind).routine) e.needs.push_back(dropped_transforms(c.to));
    // ALTER DOMAIN and the like: the object stays, and its dependents with it.
    const bool is_domain = c.from.kind == ObjectKind::domain && c.to.kind == ObjectKind::domain;
    const Replacement replacement = info(c.to.kind).replacement;
    e.keeps_uses = is_domain || replacement == Replacement::same_signature || replacement == Replacement::alterations;
    add_definition(e.removes, e.releases, c.from);
    add_definition(e.provides, e.needs, c.to);
    add_body_references(e.soft_references, c.to);
    add_current_casts(e, c.to);
}

void add_effects(Effects& e, const diff::AlterOwner& c) {
    e.priority = alter_owner;
    e.needs.push_back(existence(c.object));
    e.provides.push_back(owner(c.object.name));
}

void add_effects(Effects& e, const diff::AlterPrivileges& c) {
    e.priority = alter_privileges;
    const ObjectName& name = c.target.name;
    // The privileges of the old owner become those of the new one (PostgreSQL, ALTER TABLE, OWNER TO).
    e.soft_references.push_back(owner(name));
    if (!c.target.extension.empty()) {
        e.needs.push_back({Kind::extension, {{}, c.target.extension}, {}});
        return;
    }
    switch (c.target.kind) {
        case GrantKind::table:
        case GrantKind::sequence:
            e.needs.push_back(relation(name));
            // REVOKE on a table revokes the privileges on its columns too (PostgreSQL, REVOKE, Notes).
            (c.target.column.empty() ? e.provides : e.needs).push_back({Kind::key, name, "privileges"});
            if (!c.target.column.empty()) e.needs.push_back(column(name, c.target.column));
            break;
        case GrantKind::function:
        case GrantKind::procedure: e.needs.push_back(function(name)); break;
        case GrantKind::type: e.needs.push_back(type(name)); break;
        case GrantKind::foreign_data_wrapper:
            e.needs.push_back(object({ObjectKind::foreign_data_wrapper, name, {}}));
            break;
        case GrantKind::language:
            // No privileges can be changed on a language that is not trusted, so these are revoked before.
            (c.to.empty() ? e.releases : e.needs).push_back(object({ObjectKind::language, name, {}}));
            break;
        case GrantKind::foreign_server: e.needs.push_back(object({ObjectKind::foreign_server, name, {}})); break;
        case GrantKind::schema: add_schema(e.needs, name); break;
        case GrantKind::default_tables:
        case GrantKind::default_sequences:
        case GrantKind::default_functions:
        case GrantKind::default_types:
        case GrantKind::default_schemas:
            e.priority = alter_default_privileges;
            add_schema(e.needs, name);
            add_schema(e.releases, name);
            break;
    }
}

}  // namespace retort::plan
