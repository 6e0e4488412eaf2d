#include "emit/postgres/phases.hpp"

#include <fmt/format.h>

#include <utility>

#include "emit/postgres/phase_scripts.hpp"
#include "emit/postgres/script.hpp"

namespace retort::emit::postgres {

using plan::postgres::PhasedColumn;

namespace {

/// "orders.id becomes bigint", "people.email becomes people.mail".
std::string change_of(const PhasedColumn& column) {
    if (!column.renamed())
        return fmt::format("{}.{} becomes {} instead of {}", display(column.table), column.from.name,
                           to_sql(column.to.type), to_sql(column.from.type));
    std::string text = fmt::format("{}.{} is renamed to {}", display(column.table), column.from.name, column.to.name);
    if (column.from.type != column.to.type) text += ", " + to_sql(column.to.type);
    return text;
}

std::vector<std::string> notes_on_expand(const PhasedColumn& column) {
    std::vector<std::string> notes{
        fmt::format("{}: 1 of 3, expand. The trigger {} keeps {} and the new column {} equal.", change_of(column),
                    column.trigger, column.from.name, column.added)};
    if (!column.renamed())
        notes.push_back(fmt::format("Programs go on with {}; {} is not for them.", column.from.name, column.added));
    else
        notes.push_back(
            fmt::format("Programs may write {} or {} from here on. {} of older rows is NULL until the "
                        "backfill has run: programs read {}.",
                        column.from.name, column.added, column.added, column.from.name));
    if (column.renamed() && column.from.default_sql && column.from.nullable)
        notes.push_back(
            fmt::format("A NULL that is inserted into {} becomes the default of {}.", column.added, column.from.name));
    return notes;
}

std::vector<std::string> notes_on_backfill(const PhasedColumn& column) {
    return {fmt::format("{}: 2 of 3, backfill. Rows are filled in batches.", change_of(column)),
            column.renamed()
                ? fmt::format("Programs may use both {} and {} from here on.", column.from.name, column.added)
                : fmt::format("Programs go on with {}.", column.from.name)};
}

std::vector<std::string> notes_on_contract(const PhasedColumn& column) {
    return {fmt::format("{}: 3 of 3, contract.", change_of(column)),
            column.renamed() ? fmt::format("Deploy the programs that use {} before this revision: {} is dropped.",
                                           column.added, column.from.name)
                             : fmt::format("Deploy the programs that expect {} in {} before this revision.",
                                           to_sql(column.to.type), column.from.name)};
}

/// Adds the functions and triggers to the states.
void add_syncs(const PhasedChange& change, plan::postgres::PhaseStates& states) {
    for (std::size_t i = 0; i < change.values.size(); ++i)
        for (Schema* state : {&states.expanded, &states.backfilled})
            add_sync(*state, change.phases.columns[i], change.values[i]);
}

using Notes = std::vector<std::string> (*)(const PhasedColumn&);
std::vector<std::string> notes_on(const plan::postgres::Phases& phases, Notes notes) {
    std::vector<std::string> all;
    for (const PhasedColumn& each : phases.columns)
        for (std::string& line : notes(each)) all.push_back(std::move(line));
    return all;
}

}  // namespace

std::vector<Phase> phases(const Schema& from, const Schema& to, const plan::OnlineKinds& kinds) {
    const plan::postgres::Phases found = plan::postgres::phases(from, to, kinds);
    if (found.empty()) return {};
    plan::postgres::PhaseStates states = plan::postgres::states_of(found, from);
    PhasedChange change{found, states, {}};
    for (const PhasedColumn& each : found.columns) change.values.push_back(values_of(each, from, to));
    const plan::postgres::Phases reversed = plan::postgres::reversed(found, from, states);
    plan::postgres::PhaseStates states_back = plan::postgres::states_of(reversed, states.contracted);
    PhasedChange back{reversed, states_back, {}};
    for (std::size_t i = 0; i < found.columns.size(); ++i)
        back.values.push_back(values_back(found.columns[i], reversed.columns[i], from, to));
    add_syncs(change, states);
    add_syncs(back, states_back);
    std::vector<Phase> all;
    all.push_back({"expand", notes_on(found, notes_on_expand), from, states.expanded, expand_script(change, from),
                   unexpand_script(change, from)});
    all.push_back({"backfill", notes_on(found, notes_on_backfill), states.expanded, states.backfilled,
                   backfill_script(change),
                   online_plan(states.backfilled, states.expanded, Direction::down, plan::all_online_kinds()).script});
    all.push_back({"contract", notes_on(found, notes_on_contract), states.backfilled, states.contracted,
                   contract_script(change), reopen_script(change, back)});
    return all;
}

}  // namespace retort::emit::postgres
