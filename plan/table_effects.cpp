#include "plan/table_effects.hpp"

#include <vector>

#include "plan/effect_parts.hpp"
#include "plan/effect_priority.hpp"
#include "plan/resources.hpp"

namespace retort::plan {

namespace {

using Kind = Resource::Kind;

}  // namespace

void add_effects(Effects& e, const diff::CreateTable& c) {
    e.priority = create_table;
    add_table(e.provides, e.needs, c.to);
    for (const ObjectName& parent : c.to.inherits)
        for (const Column& each : c.to.columns) e.needs.push_back(column_settings(parent, each.name));
    if (!c.to.partition_bound.empty()) {
        add_partition(e.removes, c.to);
        e.provides.push_back({Kind::attached, c.to.name, {}});
    }
}

void add_effects(Effects& e, const diff::DropTable& c) {
    e.priority = drop_table;
    add_table(e.removes, e.releases, c.from);
    if (c.interim) add_relation(e.needs, c.from.name);
    add_partition(e.releases, c.from);
}

void add_effects(Effects& e, const diff::AlterTable& c) {
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

void add_effects(Effects& e, const diff::AddColumn& c) {
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

void add_effects(Effects& e, const diff::DropColumn& c) {
    e.priority = drop_column;
    within(e, c.table);
    e.removes.push_back(column(c.table, c.from.name));
    e.provides.push_back(row_type(c.table));
    if (c.interim) e.needs.push_back(column(c.table, c.from.name));
    if (c.from.generated) e.provides.push_back({Kind::generated, c.table, "dropped"});
    add_own_sequence(e.removes, c.table, c.from);
    add_column_needs(e.releases, c.table, c.from);
}

void add_effects(Effects& e, const diff::AlterColumn& c) {
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

void add_effects(Effects& e, const diff::AddConstraint& c) {
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

void add_effects(Effects& e, const diff::DropConstraint& c) {
    e.priority = std::holds_alternative<ForeignKey>(c.from) ? drop_foreign_key : drop_constraint;
    within(e, c.table);
    std::visit(AddCreated{e.removes, c.table}, c.from);
    std::visit(AddReferenced{e.releases, c.table}, c.from);
    append(e.provides, log_of_tables(c.table, c.from, "dropped keys"));
}

void add_effects(Effects& e, const diff::AlterConstraint& c) {
    e.priority = alter_table;
    within(e, c.table);
    if (!c.inherited_from.empty()) e.needs.push_back({Kind::constraint, c.inherited_from, diff::name_of(c.to)});
    if (diff::name_of(c.from) == diff::name_of(c.to)) {
        e.needs.push_back({Kind::constraint, c.table, diff::name_of(c.to)});
        return;
    }
    e.in_turn = true;
    std::visit(AddCreated{e.removes, c.table}, c.from);
    std::visit(AddCreated{e.provides, c.table}, c.to);
    for (Resources* names : {&e.removes, &e.provides})  // the key still exists after a rename
        std::erase_if(*names, [](const Resource& each) { return each.kind == Kind::key; });
    std::visit(AddReferenced{e.needs, c.table}, c.to);
}

void add_effects(Effects& e, const diff::CreateIndex& c) {
    e.priority = create_index;
    within(e, c.table);
    e.needs.push_back(rows(c.table));
    add_index(e.provides, e.needs, c.table, c.to);
    add_parts(e, c.table, c.ancestors);
    if (!c.to.depends_on.list.empty()) add_current_casts(e, c.to.depends_on);
}

void add_effects(Effects& e, const diff::DropIndex& c) {
    e.priority = drop_index;
    within(e, c.table);
    add_index(e.removes, e.releases, c.table, c.from);
    for (const diff::DropConstraint& each : c.taken) {
        within(e, each.table);
        std::visit(AddCreated{e.removes, each.table}, each.from);
        std::visit(AddReferenced{e.releases, each.table}, each.from);
    }
}

void add_effects(Effects& e, const diff::AlterIndex& c) {
    e.priority = alter_table;
    within(e, c.table);
    if (c.from.name == c.to.name) return;
    e.in_turn = true;
    e.removes.push_back(relation({c.table.schema, c.from.name}));
    e.provides.push_back(relation({c.table.schema, c.to.name}));
}

}  // namespace retort::plan
