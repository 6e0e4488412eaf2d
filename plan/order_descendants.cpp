#include "plan/order_descendants.hpp"

#include <algorithm>
#include <string>

#include "plan/dropped_partitions.hpp"
#include "plan/effects.hpp"

namespace retort::plan {

namespace {

const Table* created_in_descendant(const Step& step) {
    const auto* create = std::get_if<diff::CreateTable>(&step);
    return create && (!create->to.partition_of.empty() || !create->to.inherits.empty()) ? &create->to : nullptr;
}

const Table* dropped_in_descendant(const Step& step) {
    const auto* drop = std::get_if<diff::DropTable>(&step);
    return drop && (!drop->from.partition_of.empty() || !drop->from.inherits.empty()) ? &drop->from : nullptr;
}

/// A new child is created after the columns and checks of its parents have changed; a dropped child is dropped before
/// they change.
void add_children(Roles& roles, const Steps& steps, const Children& children) {
    static const std::string columns = "columns";
    if (std::none_of(steps.begin(), steps.end(),
                     [](const Step& each) { return created_in_descendant(each) || dropped_in_descendant(each); }))
        return;
    const auto resources = [](Resource::Kind kind, const auto& tables) {
        std::vector<Resource> all;
        for (const ObjectName& each : tables)
            if (!each.empty()) all.push_back({kind, each, columns});
        return all;
    };
    const auto parents = [](const Table& table) {
        std::vector<ObjectName> all = table.inherits;
        all.push_back(table.partition_of);
        return all;
    };
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (const Table* made = created_in_descendant(steps[i]))
            roles.add(i, &Participants::needers, resources(Resource::Kind::settled, parents(*made)));
        if (const Table* removed = dropped_in_descendant(steps[i]))
            roles.add(i, &Participants::providers, resources(Resource::Kind::left, parents(*removed)));
        const auto* add = std::get_if<diff::AddConstraint>(&steps[i]);
        const auto* drop = std::get_if<diff::DropConstraint>(&steps[i]);
        const auto* rename = std::get_if<diff::AlterConstraint>(&steps[i]);
        const bool shapes =
            std::holds_alternative<diff::AddColumn>(steps[i]) || std::holds_alternative<diff::DropColumn>(steps[i]) ||
            std::holds_alternative<diff::AlterColumn>(steps[i]) || (add && std::holds_alternative<Check>(add->to)) ||
            (drop && std::holds_alternative<Check>(drop->from)) ||
            (rename && std::holds_alternative<Check>(rename->to));
        const ObjectName table = shapes ? worked_on(steps[i]) : ObjectName{};
        if (table.empty()) continue;
        std::vector<ObjectName> touched{table};
        if (const auto found = children.find(table); found != children.end())
            touched.insert(touched.end(), found->second.begin(), found->second.end());
        roles.add(i, &Participants::providers, resources(Resource::Kind::settled, touched));
        roles.add(i, &Participants::needers, resources(Resource::Kind::left, touched));
    }
}

/// Tables that get a new child by inheritance.
std::set<ObjectName> entered_tables(const Steps& steps) {
    std::set<ObjectName> entered;
    for (const Step& step : steps)
        if (const auto* alter = std::get_if<diff::AlterTable>(&step))
            for (const ObjectName& each : alter->to.inherits)
                if (std::find(alter->from.inherits.begin(), alter->from.inherits.end(), each) ==
                    alter->from.inherits.end())
                    entered.insert(each);
    return entered;
}

/// True for a local constraint or index of a partition that is created after the partition is attached.
bool follows_attach(const Step& step) {
    const auto* constraint = std::get_if<diff::AddConstraint>(&step);
    const auto* index = std::get_if<diff::CreateIndex>(&step);
    return (constraint && !constraint->ancestors.empty()) || (index && !index->ancestors.empty());
}

/// Changes inside a table run after other tables have left it, and before new children join it.
void add_moves(Roles& roles, const Steps& steps, const Children& children) {
    if (std::none_of(steps.begin(), steps.end(), moves_table)) return;
    const std::set<ObjectName> entered = entered_tables(steps);
    const auto ancestors_entered = [&](const ObjectName& table) {
        const auto found = children.find(table);
        return entered.contains(table) ||
               (found != children.end() && std::any_of(found->second.begin(), found->second.end(),
                                                       [&](const ObjectName& each) { return entered.contains(each); }));
    };
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const ObjectName table = worked_on(steps[i]);
        if (table.empty() || follows_attach(steps[i])) continue;
        if (const auto* add = std::get_if<diff::AddConstraint>(&steps[i]);
            add && std::holds_alternative<Check>(add->to) && !std::get<Check>(add->to).no_inherit &&
            ancestors_entered(table)) {
            std::vector<Resource> joined{{Resource::Kind::attached, table, {}}};
            if (const auto found = children.find(table); found != children.end())
                for (const ObjectName& child : found->second) joined.push_back({Resource::Kind::attached, child, {}});
            roles.add(i, &Participants::needers, std::move(joined));
            continue;
        }
        std::vector<Resource> left{{Resource::Kind::left, table, {}}}, settled{{Resource::Kind::settled, table, {}}};
        if (const auto found = children.find(table); found != children.end())
            for (const ObjectName& child : found->second) {
                left.push_back({Resource::Kind::left, child, {}});
                settled.push_back({Resource::Kind::settled, child, {}});
            }
        roles.add(i, &Participants::needers, std::move(left));
        roles.add(i, &Participants::providers, std::move(settled));
    }
}

/// The table on which a step creates an index, of a constraint or by itself; null for other steps.
const ObjectName* index_created_on(const Step& step) {
    if (const auto* index = std::get_if<diff::CreateIndex>(&step)) return &index->table;
    const auto* constraint = std::get_if<diff::AddConstraint>(&step);
    const bool has_index = constraint && !std::holds_alternative<Check>(constraint->to) &&
                           !std::holds_alternative<ForeignKey>(constraint->to);
    return has_index ? &constraint->table : nullptr;
}

/// An index of a partition is created before those of its ancestors: for these the server generates a name in the
/// partition, which is any free one (PostgreSQL, CREATE INDEX, name).
void add_index_names(Roles& roles, const Steps& steps, const Children& children) {
    if (children.empty()) return;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const ObjectName* table = index_created_on(steps[i]);
        if (!table) continue;
        roles.add(i, &Participants::providers, {{Resource::Kind::index_names, *table, {}}});
        const auto found = children.find(*table);
        if (found == children.end()) continue;
        std::vector<Resource> below;
        for (const ObjectName& child : found->second) below.push_back({Resource::Kind::index_names, child, {}});
        roles.add(i, &Participants::soft_dependents, std::move(below));
    }
}

/// The partitions of each old table that is rebuilt with them.
Children old_partitions(const Steps& steps) {
    Children partitions;
    for (const Step& step : steps)
        if (const auto* move = std::get_if<MoveRows>(&step))
            for (std::size_t i = 1; i < move->dropped.size(); ++i)  // a parent precedes its partitions
                for (std::size_t j = 0; j < i; ++j)
                    if (move->dropped[j].name == move->dropped[i].partition_of ||
                        partitions[move->dropped[j].name].contains(move->dropped[i].partition_of))
                        partitions[move->dropped[j].name].insert(move->dropped[i].name);
    return partitions;
}

/// A default blocks retyping the column in an ancestor, if no assignment cast converts it. So an old table that is
/// rebuilt with its partitions is retyped after these have lost theirs.
void add_defaults(Roles& roles, const Steps& steps) {
    const Children partitions = old_partitions(steps);
    if (partitions.empty()) return;
    const auto default_of = [](const ObjectName& table, const std::string& column) {
        return Resource{Resource::Kind::left, table, "default " + quote(column)};
    };
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto* alter = std::get_if<diff::AlterColumn>(&steps[i]);
        if (!alter) continue;
        if (only_drops_default(steps[i]))
            roles.add(i, &Participants::providers, {default_of(alter->table, alter->from.name)});
        const auto below = partitions.find(alter->table);
        if (below == partitions.end() || alter->from.type == alter->to.type) continue;
        std::vector<Resource> defaults;
        for (const ObjectName& each : below->second) defaults.push_back(default_of(each, alter->from.name));
        roles.add(i, &Participants::needers, std::move(defaults));
    }
}

/// A partition that leaves its parent keeps its copy of the parent's foreign key and drops it itself. So it leaves
/// before the parent's key is dropped, which drops the copies. And the server retypes a column of a partition with its
/// parent's only.
void add_detached(Roles& roles, const Steps& steps) {
    const auto left = [](const ObjectName& table, const char* part) {
        return Resource{Resource::Kind::left, table, part};
    };
    const Children partitions = old_partitions(steps);
    Children detached;  // with the ancestors of each
    std::set<std::pair<ObjectName, std::string>> dropped;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (const auto* detach = std::get_if<DetachPartition>(&steps[i])) {
            detached[detach->from.name].insert(detach->ancestors.begin(), detach->ancestors.end());
            roles.add(i, &Participants::providers, {left(detach->from.name, "detached")});
        }
        if (const auto* drop = std::get_if<diff::DropConstraint>(&steps[i]))
            dropped.emplace(drop->table, diff::name_of(drop->from));
    }
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto* alter = std::get_if<diff::AlterColumn>(&steps[i]);
        const auto* drop = std::get_if<diff::DropConstraint>(&steps[i]);
        const bool retypes =
            alter && (alter->from.type != alter->to.type || alter->from.collation != alter->to.collation);
        const bool drops_key = drop && std::holds_alternative<ForeignKey>(drop->from);
        if (!retypes && !drops_key) continue;
        const ObjectName& table = retypes ? alter->table : drop->table;
        std::vector<Resource> needs;
        if (detached.contains(table)) needs.push_back(left(table, "detached"));
        if (const auto below = partitions.find(table); drops_key && below != partitions.end())
            for (const ObjectName& each : below->second) needs.push_back(left(each, ""));
        for (const auto& [each, ancestors] : detached)
            if (drops_key && ancestors.contains(table) && dropped.contains({each, diff::name_of(drop->from)}))
                needs.push_back(left(each, "detached"));
        roles.add(i, &Participants::needers, std::move(needs));
    }
}

/// A foreign key depends on each partition of the table that it references (PostgreSQL, ALTER TABLE, DETACH PARTITION),
/// so a key that is dropped is dropped before them.
void add_references(Roles& roles, const Steps& steps, const Children& children) {
    const Children dropped = dropped_partitions(steps, children);
    if (dropped.empty()) return;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        std::vector<Resource> partitions;
        const auto add = [&](const ForeignKey& key) {
            if (const auto below = dropped.find(key.table); below != dropped.end())
                for (const ObjectName& each : below->second) partitions.push_back({Resource::Kind::relation, each, {}});
        };
        if (const auto* table = std::get_if<diff::DropTable>(&steps[i]))
            for (const ForeignKey& key : table->from.foreign_keys) add(key);
        if (const auto* constraint = std::get_if<diff::DropConstraint>(&steps[i]))
            if (const auto* key = std::get_if<ForeignKey>(&constraint->from)) add(*key);
        roles.add(i, &Participants::releasers, std::move(partitions));
    }
}

}  // namespace

void add_descendants(Roles& roles, const Steps& steps, const Children& children) {
    add_moves(roles, steps, children);
    add_detached(roles, steps);
    add_defaults(roles, steps);
    add_children(roles, steps, children);
    add_index_names(roles, steps, children);
    add_references(roles, steps, children);
}

}  // namespace retort::plan
