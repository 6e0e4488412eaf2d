#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "plan/online_kinds.hpp"
#include "plan/postgres/online.hpp"
#include "schema/schema.hpp"

/// A column that changes its type or its name while programs use it. It is replaced by a new one in three phases:
///
///     expand    the new column is added, and a trigger keeps both equal
///     backfill  the rows that exist are filled; indexes and constraints are built on the new column
///     contract  the old column is dropped, and the new one takes its place
///
/// Each phase is a revision of its own, since programs are deployed between them.
namespace retort::plan::postgres {

/// A column that is replaced in phases.
struct PhasedColumn {
    ObjectName table;
    Column from;
    Column to;          ///< as the contract leaves it
    std::string added;  ///< the name of the new column until the contract: an interim name, or the new name
    std::string trigger;
    ObjectName function;  ///< of the trigger

    bool renamed() const { return from.name != to.name; }
};

using Part = std::variant<PrimaryKey, Unique, Check, ForeignKey, Index>;
const std::string& name_of(const Part& part);

/// An index or constraint over phased columns, of their table or of one that references it.
struct PhasedPart {
    ObjectName table;
    Part before;
    std::optional<Part> after{};  ///< as the contract leaves it; unset: it is not built on the new column
    /// On the new column until the contract, under an interim name. Of a primary key: its unique index.
    std::optional<Part> interim{};
};

struct Phases {
    std::vector<PhasedColumn> columns;
    std::vector<PhasedPart> parts;
    PlainChanges plain;

    bool empty() const { return columns.empty(); }
};

/// The columns that change their type in a way that rewrites the table, or their name, of the kinds that are chosen.
/// `from` is without renames: they are those that the schemas declare.
Phases phases(const Schema& from, const Schema& to, const OnlineKinds& kinds);

/// The changes of the same kinds in a plan of one script, which has no phases, each with the reason.
PlainChanges plain_changes(const Schema& from, const Schema& to, const OnlineKinds& kinds);

/// The state after each phase, without the functions and triggers that keep columns equal.
struct PhaseStates {
    Schema expanded;
    Schema backfilled;
    Schema contracted;
};
PhaseStates states_of(const Phases& phases, const Schema& from);

/// The way back from the contract up to the swap of the names: the same phases in the other direction, in which the old
/// columns are added under interim names, so that programs read and write the new ones until all is filled and built.
/// `from`: the state before the expansion.
Phases reversed(const Phases& phases, const Schema& from, const PhaseStates& states);

/// A primary key over phased columns, and the foreign keys that reference it.
struct SwappedKey {
    const PhasedPart* key;
    std::vector<const PhasedPart*> references;
};
std::vector<SwappedKey> swapped_keys(const Phases& phases);

}  // namespace retort::plan::postgres
