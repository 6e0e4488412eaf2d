#include "plan/effects.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "diff/type_parts.hpp"
#include "plan/effect_parts.hpp"
#include "plan/resources.hpp"
#include "schema/same_state.hpp"

namespace retort::plan {

namespace {

using Kind = Resource::Kind;

/// Kinds of change, in the order that a reader expects if no dependency decides.
enum Priority {
    create_schema,  // before objects are renamed into it
    renames,
    drop_definition,
    drop_foreign_key,
    drop_constraint,
    drop_index,
    create_namespace,
    create_type,
    create_sequence,
    create_table,
    add_column,
    alter_column,
    alter_table,
    add_constraint,
    create_index,
    add_foreign_key,
    create_definition,
    alter_owner,
    alter_privileges,
    drop_column,
    drop_table,
    drop_sequence,
    drop_type,
    drop_namespace,
    create_last,               // ObjectKindInfo::created_last
    alter_default_privileges,  // new objects start with the old ones (plan/privileges.cpp)
};

struct Effect {
    Effects e;

    void operator()(const diff::CreateSchema& c) {
        e.priority = create_schema;
        e.provides.push_back({Kind::schema, {{}, c.name}, {}});
    }
    void operator()(const diff::DropSchema& c) {
        e.priority = drop_namespace;
        e.removes.push_back({Kind::schema, {{}, c.name}, {}});
    }
    void operator()(const diff::AlterSchema& c) {
        e.priority = alter_table;
        add_schema(e.needs, {c.name, {}});
    }
    void operator()(const diff::AlterExtension& c) {
        e.priority = create_namespace;
        add_schema(e.needs, {c.to.schema, {}});
        add_schema(e.releases, {c.from.schema, {}});
    }
    void operator()(const diff::CreateExtension& c) {
        e.priority = create_namespace;
        e.provides.push_back({Kind::extension, {{}, c.extension.name}, {}});
        add_required(e.needs, c.extension);
        add_schema(e.needs, {c.extension.schema, {}});
    }
    void operator()(const diff::DropExtension& c) {
        e.priority = drop_namespace;
        e.removes.push_back({Kind::extension, {{}, c.extension.name}, {}});
        add_required(e.releases, c.extension);
        add_schema(e.releases, {c.extension.schema, {}});
    }
    void operator()(const diff::CreateEnum& c) {
        e.priority = create_type;
        e.provides.push_back(type(c.to.name));
        add_schema(e.needs, c.to.name);
    }
    void operator()(const diff::DropEnum& c) {
        e.priority = drop_type;
        e.removes.push_back(type(c.from.name));
        if (c.interim) e.needs.push_back(type(c.from.name));
        add_schema(e.releases, c.from.name);
    }
    void operator()(const diff::AlterEnum& c) {
        e.in_turn = c.from.name != c.to.name;
        e.priority = e.in_turn ? renames : create_type;
        e.keeps_uses = true;
        e.removes.push_back(type(c.from.name));
        e.provides.push_back(type(c.to.name));
        add_schema(e.needs, c.to.name);
        add_schema(e.releases, c.from.name);
    }
    void operator()(const diff::CreateSequence& c) {
        e.priority = create_sequence;
        e.provides.push_back(relation(c.to.name));
        add_schema(e.needs, c.to.name);
    }
    void operator()(const diff::DropSequence& c) {
        e.priority = drop_sequence;
        e.removes.push_back(relation(c.from.name));
        if (c.interim) e.needs.push_back(relation(c.from.name));
        if (!c.from.owner_table.empty()) e.removes.push_back(owned_sequence(c.from.owner_table, c.from.owner_column));
        add_schema(e.releases, c.from.name);
    }
    void operator()(const diff::AlterSequence& c) {
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
    void operator()(const diff::CreateTable& c) {
        e.priority = create_table;
        add_table(e.provides, e.needs, c.to);
        for (const ObjectName& parent : c.to.inherits)
            for (const Column& each : c.to.columns) e.needs.push_back(column_settings(parent, each.name));
        if (!c.to.partition_bound.empty()) {
            add_partition(e.removes, c.to);
            e.provides.push_back({Kind::attached, c.to.name, {}});
        }
    }
    void operator()(const diff::DropTable& c) {
        e.priority = drop_table;
        add_table(e.removes, e.releases, c.from);
        if (c.interim) add_relation(e.needs, c.from.name);
        add_partition(e.releases, c.from);
    }
    void operator()(const diff::AlterTable& c) {
        e.priority = alter_table;
        add_referenced_index(e.needs, c.from, c.to);
        if (sets_toast(c.from, c.to)) e.needs.push_back({Kind::toast, c.to.name, {}});
        if (c.from.of_type != c.to.of_type) {
            // The columns of a typed table can't be altered.
            if (!c.to.of_type.empty()) {
                e.needs.push_back(type(c.to.of_type));
                e.needs.push_back({Kind::settled, c.to.name, {}});
            }
            if (!c.from.of_type.empty()) {
                e.releases.push_back(type(c.from.of_type));
                e.provides.push_back({Kind::left, c.from.name, {}});
            }
        }
        if (c.from.access_method != c.to.access_method) {
            add_access_method(e.needs, c.to.access_method);
            add_access_method(e.releases, c.from.access_method);
        }
        add_log(e, c.from, c.to);
        const bool moves = c.from.partition_of != c.to.partition_of || c.from.partition_bound != c.to.partition_bound;
        if (moves) {
            add_partition(e.releases, c.from);
            add_partition(e.removes, c.to);
        }
        if (c.from.name == c.to.name) {
            if (moves || c.from.inherits != c.to.inherits) {
                add_parents(e.releases, c.from);
                add_parents(e.needs, c.to);
                add_move(e, c.from, c.to);
            }
            const bool joins = moves || c.from.inherits != c.to.inherits || c.from.of_type != c.to.of_type;
            if (!joins) e.needs.push_back(rows(c.to.name));
            return within(e, c.to.name);
        }
        e.priority = renames;
        e.in_turn = true;
        add_relation(e.removes, c.from.name);
        add_relation(e.provides, c.to.name);
        e.provides.push_back({Kind::renamed, c.to.name, {}});
        add_schema(e.needs, c.to.name);
        add_schema(e.releases, c.from.name);
    }
    void operator()(const diff::AddColumn& c) {
        e.priority = add_column;
        within(e, c.table);
        e.provides.push_back(column(c.table, c.to.name));
        e.provides.push_back({Kind::added, c.table, {}});
        e.provides.push_back({Kind::toast, c.table, {}});
        add_own_sequence(e.provides, c.table, c.to);
        add_column_needs(e.needs, c.table, c.to);
        if (c.to.generated) e.needs.push_back({Kind::generated, c.table, "added"});
        e.provides.push_back(row_type(c.table));
        if (c.to.generated || c.to.default_sql) add_current_casts(e, c.to.depends_on);
    }
    void operator()(const diff::DropColumn& c) {
        e.priority = drop_column;
        within(e, c.table);
        e.removes.push_back(column(c.table, c.from.name));
        e.provides.push_back(row_type(c.table));
        if (c.interim) e.needs.push_back(column(c.table, c.from.name));
        if (c.from.generated) e.provides.push_back({Kind::generated, c.table, "dropped"});
        add_own_sequence(e.removes, c.table, c.from);
        add_column_needs(e.releases, c.table, c.from);
    }
    void operator()(const diff::AlterColumn& c) {
        e.in_turn = c.from.name != c.to.name;
        e.priority = e.in_turn ? renames : alter_column;
        within(e, c.table);
        if (only_settings_differ(c.from, c.to)) {
            e.needs.push_back(column(c.table, c.to.name));
            e.provides.push_back(column_settings(c.table, c.to.name));
            return;
        }
        e.removes.push_back(column(c.table, c.from.name));
        e.provides.push_back(column(c.table, c.to.name));
        if (c.from.name != c.to.name) return;
        if (c.from.nullable && !c.to.nullable) e.soft_references.push_back({Kind::added, c.table, {}});
        if (!c.to.identity) add_own_sequence(e.removes, c.table, c.from);
        if (!c.from.identity) add_own_sequence(e.provides, c.table, c.to);
        if (!c.from.identity && c.to.identity) e.provides.push_back(owned_sequence(c.table, c.to.name));
        const bool retyped = c.from.type != c.to.type;
        if (retyped) e.provides.push_back({Kind::toast, c.table, {}});
        if (retyped) e.provides.push_back(row_type(c.table));
        // Indexes and foreign keys, which read all rows, are created after the rewrite.
        if (retyped || c.from.collation != c.to.collation) e.provides.push_back(rows(c.table));
        if (retyped) e.removes.push_back(key_indexes(c.table));
        if (retyped && !c.to.type.user_type.empty()) e.needs.push_back(type(c.to.type.user_type));
        if (!c.to.generated) add_generated_needs(e.releases, c.table, c.from);
        if (c.from.generated && !c.to.generated) e.provides.push_back({Kind::generated, c.table, "dropped"});
        if (!c.to.type.user_type.empty()) e.soft_references.push_back(type(c.to.type.user_type));
        if (retyped || c.from.default_sql != c.to.default_sql) {
            // The default is dropped temporarily while the type changes.
            add_default_needs(e.needs, c.to);
            add_default_needs(e.releases, c.from);
            if (c.to.default_sql) add_current_casts(e, c.to.depends_on);
        }
        // The backfill value is written in the type's new state, so the change does not run before the type is altered;
        // a dropped default does not block a new attribute.
        if (!retyped && !c.to.default_sql && c.from.nullable && !c.to.nullable)
            std::erase(e.releases, type(c.from.type.user_type));
        if (c.from.type.user_type != c.to.type.user_type && !c.from.type.user_type.empty())
            e.releases.push_back(type(c.from.type.user_type));
        if (c.from.collation != c.to.collation) {
            add_collation(e.needs, c.to.collation);
            add_collation(e.releases, c.from.collation);
        }
    }
    void operator()(const diff::AddConstraint& c) {
        e.priority = std::holds_alternative<ForeignKey>(c.to) ? add_foreign_key : add_constraint;
        within(e, c.table);
        // A valid check does not wait for the rows: it is checked for rows that are moved later, and a new partition
        // must inherit it.
        const auto* check = std::get_if<Check>(&c.to);
        if (!check || check->not_valid) e.needs.push_back(rows(c.table));
        std::visit(AddCreated{e.provides, c.table}, c.to);
        std::visit(AddReferenced{e.needs, c.table}, c.to);
        append(e.needs, log_of_tables(c.table, c.to, "turned"));
        add_parts(e, c.table, c.ancestors);
        if (check) add_current_casts(e, check->depends_on);
        if (const auto* exclusion = std::get_if<Exclusion>(&c.to)) add_current_casts(e, exclusion->depends_on);
    }
    void operator()(const diff::DropConstraint& c) {
        e.priority = std::holds_alternative<ForeignKey>(c.from) ? drop_foreign_key : drop_constraint;
        within(e, c.table);
        std::visit(AddCreated{e.removes, c.table}, c.from);
        std::visit(AddReferenced{e.releases, c.table}, c.from);
        append(e.provides, log_of_tables(c.table, c.from, "dropped keys"));
    }
    void operator()(const diff::AlterConstraint& c) {
        e.priority = alter_table;
        within(e, c.table);
        if (!c.inherited_from.empty()) e.needs.push_back({Kind::constraint, c.inherited_from, diff::name_of(c.to)});
        if (diff::name_of(c.from) == diff::name_of(c.to)) return;
        e.in_turn = true;
        std::visit(AddCreated{e.removes, c.table}, c.from);
        std::visit(AddCreated{e.provides, c.table}, c.to);
        for (Resources* names : {&e.removes, &e.provides})  // the key still exists after a rename
            std::erase_if(*names, [](const Resource& each) { return each.kind == Kind::key; });
        std::visit(AddReferenced{e.needs, c.table}, c.to);
    }
    void operator()(const diff::CreateIndex& c) {
        e.priority = create_index;
        within(e, c.table);
        e.needs.push_back(rows(c.table));
        add_index(e.provides, e.needs, c.table, c.to);
        add_parts(e, c.table, c.ancestors);
        if (!c.to.depends_on.list.empty()) add_current_casts(e, c.to.depends_on);
    }
    void operator()(const diff::DropIndex& c) {
        e.priority = drop_index;
        within(e, c.table);
        add_index(e.removes, e.releases, c.table, c.from);
        for (const diff::DropConstraint& each : c.taken) {
            within(e, each.table);
            std::visit(AddCreated{e.removes, each.table}, each.from);
            std::visit(AddReferenced{e.releases, each.table}, each.from);
        }
    }
    void operator()(const diff::AlterIndex& c) {
        e.priority = alter_table;
        within(e, c.table);
        if (c.from.name == c.to.name) return;
        e.in_turn = true;
        e.removes.push_back(relation({c.table.schema, c.from.name}));
        e.provides.push_back(relation({c.table.schema, c.to.name}));
    }
    void operator()(const diff::CreateDefinition& c) {
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
    void operator()(const diff::DropDefinition& c) {
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
    void operator()(const diff::AlterDefinition& c) {
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
        e.keeps_uses =
            is_domain || replacement == Replacement::same_signature || replacement == Replacement::alterations;
        add_definition(e.removes, e.releases, c.from);
        add_definition(e.provides, e.needs, c.to);
        add_body_references(e.soft_references, c.to);
        add_current_casts(e, c.to);
    }
    void operator()(const diff::AlterOwner& c) {
        e.priority = alter_owner;
        e.needs.push_back(existence(c.object));
        e.provides.push_back(owner(c.object.name));
    }
    void operator()(const diff::AlterPrivileges& c) {
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
    void operator()(const RebuildType& c) {
        e.priority = create_type;
        e.interim_provides.push_back(type(c.interim));
        make(c.from, e.removes, e.releases);
        e.releases.clear();  // the old type still uses them under its interim name
        make(c.to, e.provides, e.needs);
    }
    void operator()(const DropOldType& c) {
        e.priority = drop_type;
        e.removes.push_back(type(c.interim));
        for (const ObjectName& each : c.components) e.releases.push_back(type(each));
        if (const auto* definition = std::get_if<Definition>(&c.from))
            for (const std::string& collation : diff::collations_of(*definition)) add_collation(e.releases, collation);
    }
    void operator()(const DetachPartition& c) {
        e.priority = alter_table;
        within(e, c.from.name);
        add_partition(e.releases, c.from);
        for (const ObjectName& each : c.ancestors) {
            e.removes.push_back(rows(each));
            // A partition key of a partition blocks retyping the column in its ancestors.
            for (const Column& own : c.from.columns) e.releases.push_back(column(each, own.name));
        }
    }
    void operator()(const AttachPartition& c) {
        e.priority = alter_table;
        within(e, c.to.name);
        e.needs.push_back(rows(c.to.name));
        e.needs.push_back(relation(c.to.partition_of));
        for (const Column& each : c.to.columns) e.needs.push_back(column(c.to.partition_of, each.name));
        e.needs.push_back({Kind::settled, c.to.name, {}});
        add_partition(e.removes, c.to);
        e.provides.push_back({Kind::attached, c.to.name, {}});
        for (const ObjectName& each : c.ancestors) e.provides.push_back(rows(each));
    }
    void operator()(const MoveRows& c) {
        e.priority = alter_table;
        for (const Table& each : c.dropped) {
            add_relation(e.needs, each.name);
            add_table(e.removes, e.releases, each);
        }
        for (const Column& each : c.from.columns) e.needs.push_back(column(c.from.name, each.name));
        for (const ObjectName& each : c.filled) {
            e.needs.push_back(relation(each));
            e.provides.push_back(rows(each));
        }
        for (const ObjectName& each : c.awaited) e.needs.push_back({Kind::attached, each, {}});
        for (const Column& each : c.to.columns) {
            e.needs.push_back(column(c.to.name, each.name));
            if (c.from.find_column(each.name)) add_own_sequence(e.provides, c.to.name, each);
        }
    }

    // The UPDATE runs triggers, whose functions may name any new column.
    void operator()(const FillColumn& c) {
        e.priority = alter_column;
        within(e, c.table);
        e.removes.push_back(column(c.table, c.to.name));
        e.provides.push_back(column(c.table, c.to.name));
        e.soft_references.push_back({Kind::added, c.table, {}});
    }

    static void make(const UserType& each, Resources& made, Resources& used) {
        if (const auto* definition = std::get_if<Definition>(&each)) return add_definition(made, used, *definition);
        made.push_back(type(name_of(each)));
        add_schema(used, name_of(each));
    }
};

}  // namespace

Effects effects_of(const Step& change) {
    Effect effect;
    std::visit(effect, change);
    return std::move(effect.e);
}

ObjectName worked_on(const Step& change) {
    return std::visit(
        [](const auto& c) -> ObjectName {
            using T = std::decay_t<decltype(c)>;
            if constexpr (std::is_same_v<T, diff::AlterColumn>)
                return c.from.name == c.to.name ? c.table : ObjectName{};
            else if constexpr (std::is_same_v<T, diff::CreateDefinition>)
                return c.to.table;
            else if constexpr (std::is_same_v<T, diff::DropDefinition>)
                return c.from.table;
            else if constexpr (requires { c.table; })
                return c.table;
            else
                return {};
        },
        change);
}

bool moves_table(const Step& change) {
    if (std::holds_alternative<AttachPartition>(change)) return true;
    const auto* alter = std::get_if<diff::AlterTable>(&change);
    return alter && (alter->from.of_type != alter->to.of_type || alter->from.inherits != alter->to.inherits ||
                     alter->from.partition_of != alter->to.partition_of ||
                     alter->from.partition_bound != alter->to.partition_bound);
}

bool only_drops_default(const Step& change) {
    const auto* alter = std::get_if<diff::AlterColumn>(&change);
    if (!alter || alter->to.default_sql || !alter->from.default_sql) return false;
    Column bare = alter->from;
    bare.default_sql.reset();
    return same_state(bare, alter->to);
}

}  // namespace retort::plan
