#include <algorithm>
#include <utility>

#include "plan/postgres/phases.hpp"
#include "schema/parts.hpp"

// The states between the phases, as values: each is what the revision before it must leave.
namespace retort::plan::postgres {

namespace {

/// Columns are granted to roles one by one.
void copy_grants(Schema& schema, const ObjectName& table, const std::string& from, const std::string& to) {
    std::map<GrantTarget, std::vector<Grant>> copies;
    for (const auto& [target, grants] : schema.privileges->grants)
        if (target.kind == GrantKind::table && target.name == table && target.column == from) {
            GrantTarget copy = target;
            copy.column = to;
            copies.emplace(std::move(copy), grants);
        }
    schema.privileges->grants.merge(copies);
}

void erase_grants(Schema& schema, const ObjectName& table, const std::string& column) {
    std::erase_if(schema.privileges->grants, [&](const auto& entry) {
        return entry.first.kind == GrantKind::table && entry.first.name == table && entry.first.column == column;
    });
}

Column added_column(const PhasedColumn& phased) {
    Column column = phased.to;
    column.name = phased.added;
    column.nullable = true;
    column.default_sql.reset();
    column.identity.reset();
    column.depends_on = {};
    return column;
}

void add(Table& table, const Part& part) {
    std::visit([&](const auto& each) { add_part(table, each); }, part);
}
void erase(Table& table, const Part& part) {
    std::visit(
        [&]<class T>(const T& each) {
            erase_parts_of<T>(table, [&](const T& other) { return other.name == each.name; });
        },
        part);
}

Schema contracted_state(const Phases& phases, const Schema& from) {
    Schema state = from;
    for (const PhasedPart& each : phases.parts) erase(state.tables.at(each.table), each.before);
    for (const PhasedColumn& each : phases.columns) {
        Table& table = state.tables.at(each.table);
        std::erase_if(table.columns, [&](const Column& column) { return column.name == each.from.name; });
        table.columns.push_back(each.to);
        for (auto& [name, sequence] : state.sequences)
            if (sequence.owner_table == each.table && sequence.owner_column == each.from.name)
                sequence.owner_column = each.to.name;
        if (!each.renamed()) continue;
        copy_grants(state, each.table, each.from.name, each.to.name);
        erase_grants(state, each.table, each.from.name);
    }
    for (const PhasedPart& each : phases.parts)
        if (each.after) add(state.tables.at(each.table), *each.after);
    sort(state);
    return state;
}

}  // namespace

PhaseStates states_of(const Phases& phases, const Schema& from) {
    PhaseStates states;
    states.expanded = from;
    for (const PhasedColumn& each : phases.columns) {
        states.expanded.tables.at(each.table).columns.push_back(added_column(each));
        copy_grants(states.expanded, each.table, each.from.name, each.added);
    }
    states.backfilled = states.expanded;
    for (const PhasedColumn& each : phases.columns)
        states.backfilled.tables.at(each.table).find_column(each.added)->nullable = each.to.nullable;
    for (const PhasedPart& each : phases.parts)
        if (each.interim) add(states.backfilled.tables.at(each.table), *each.interim);
    sort(states.backfilled);
    states.contracted = contracted_state(phases, from);
    return states;
}

std::vector<SwappedKey> swapped_keys(const Phases& phases) {
    std::vector<SwappedKey> keys;
    for (const PhasedPart& each : phases.parts) {
        const auto* key = std::get_if<PrimaryKey>(&each.before);
        if (key == nullptr) continue;
        SwappedKey swapped{&each, {}};
        for (const PhasedPart& other : phases.parts)
            if (const auto* reference = std::get_if<ForeignKey>(&other.before);
                reference != nullptr && reference->table == each.table &&
                std::is_permutation(reference->references.begin(), reference->references.end(), key->columns.begin(),
                                    key->columns.end()))
                swapped.references.push_back(&other);
        keys.push_back(std::move(swapped));
    }
    return keys;
}

}  // namespace retort::plan::postgres
