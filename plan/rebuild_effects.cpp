#include "plan/rebuild_effects.hpp"

#include "diff/type_parts.hpp"
#include "plan/effect_parts.hpp"
#include "plan/effect_priority.hpp"
#include "plan/resources.hpp"

namespace retort::plan {

namespace {

using Kind = Resource::Kind;

void make(const UserType& each, Resources& made, Resources& used) {
    if (const auto* definition = std::get_if<Definition>(&each)) return add_definition(made, used, *definition);
    made.push_back(type(name_of(each)));
    add_schema(used, name_of(each));
}

}  // namespace

void add_effects(Effects& e, const RebuildType& c) {
    e.priority = create_type;
    e.interim_provides.push_back(type(c.interim));
    make(c.from, e.removes, e.releases);
    e.releases.clear();  // the old type still uses them under its interim name
    make(c.to, e.provides, e.needs);
}

void add_effects(Effects& e, const DropOldType& c) {
    e.priority = drop_type;
    e.removes.push_back(type(c.interim));
    for (const ObjectName& each : c.components) e.releases.push_back(type(each));
    if (const auto* definition = std::get_if<Definition>(&c.from))
        for (const std::string& collation : diff::collations_of(*definition)) add_collation(e.releases, collation);
}

void add_effects(Effects& e, const DetachPartition& c) {
    e.priority = alter_table;
    within(e, c.from.name);
    add_partition(e.releases, c.from);
    for (const ObjectName& each : c.ancestors) {
        e.removes.push_back(rows(each));
        // A partition key of a partition blocks retyping the column in its ancestors.
        for (const Column& own : c.from.columns) e.releases.push_back(column(each, own.name));
    }
}

void add_effects(Effects& e, const AttachPartition& c) {
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

void add_effects(Effects& e, const MoveRows& c) {
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
void add_effects(Effects& e, const FillColumn& c) {
    e.priority = alter_column;
    within(e, c.table);
    e.removes.push_back(column(c.table, c.to.name));
    e.provides.push_back(column(c.table, c.to.name));
    e.soft_references.push_back({Kind::added, c.table, {}});
}

}  // namespace retort::plan
