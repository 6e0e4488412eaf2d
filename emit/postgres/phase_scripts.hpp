#pragma once

#include <vector>

#include "emit/postgres/phased_column.hpp"
#include "emit/script.hpp"
#include "plan/postgres/phases.hpp"

/// The scripts of the phases that no plan between two schemas gives: rows are filled, and the new columns take the
/// place of the old ones.
namespace retort::emit::postgres {

struct PhasedChange {
    const plan::postgres::Phases& phases;
    const plan::postgres::PhaseStates& states;  ///< with functions and triggers
    std::vector<PhasedValues> values;           ///< of each column
};

/// From the state without the new columns, and back to it. Without a lock that waits for long.
Script expand_script(const PhasedChange& change, const Schema& from);
Script unexpand_script(const PhasedChange& change, const Schema& from);

/// Fills the new columns, and builds their indexes and constraints.
Script backfill_script(const PhasedChange& change);

/// The new columns take the place of the old ones, in one transaction that reads no rows.
Script contract_script(const PhasedChange& change);

/// The way back from the contract. `back`: the change that plan::postgres::reversed describes. The old columns are
/// added and filled under interim names, with their indexes and constraints; then they take their place again.
Script reopen_script(const PhasedChange& change, const PhasedChange& back);

}  // namespace retort::emit::postgres
