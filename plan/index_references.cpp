#include "plan/index_references.hpp"

#include <set>

namespace retort::plan {

namespace {

bool has_index_reference(const Table& table) { return !table.clustered_on.empty() || !replica_index(table).empty(); }

void clear_index_references(Table& table) {
    table.clustered_on.clear();
    if (!replica_index(table).empty()) table.replica_identity.clear();
}

/// The change that only sets CLUSTER ON and REPLICA IDENTITY.
diff::AlterTable sets_index_reference(const Table& table) {
    Table after;
    after.name = table.name;
    after.clustered_on = table.clustered_on;
    after.replica_identity = table.replica_identity;
    Table before = after;
    clear_index_references(before);
    return {std::move(before), std::move(after)};
}

}  // namespace

Steps add_index_references(Steps steps, const Schema& from, const Schema& to) {
    std::set<ObjectName> cleared;
    Steps added;
    const auto made = [&](const ObjectName& name, const std::string& index) {
        const Table* before = from.find_table(name);
        const Table* after = to.find_table(name);
        if (!before || !after) return;
        const bool clustered = after->clustered_on == index && before->clustered_on == index;
        const bool identity = replica_index(*after) == index && replica_index(*before) == index;
        if ((clustered || identity) && cleared.insert(name).second) {
            Table table = *after;
            if (!clustered) table.clustered_on.clear();
            if (!identity && !replica_index(table).empty()) table.replica_identity.clear();
            added.push_back(sets_index_reference(table));
        }
    };
    for (Step& step : steps) {
        if (auto* create = std::get_if<diff::CreateTable>(&step); create && has_index_reference(create->to)) {
            added.push_back(sets_index_reference(create->to));
            clear_index_references(create->to);
        } else if (const auto* index = std::get_if<diff::CreateIndex>(&step)) {
            made(index->table, index->to.name);
        } else if (const auto* constraint = std::get_if<diff::AddConstraint>(&step)) {
            made(constraint->table, diff::name_of(constraint->to));
        }
    }
    steps.insert(steps.end(), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
    return steps;
}

}  // namespace retort::plan
