#pragma once

#include <variant>
#include <vector>

#include "diff/change.hpp"

namespace retort::diff {

/// A constraint or index that has two names, not both explicit, and is otherwise equal on both sides. It keeps its name
/// unless another object needs that, or CLUSTER ON or REPLICA IDENTITY names it. Upgrade and downgrade give up the same
/// names, so that a downgrade finds the names that the upgrade left.
struct KeptName {
    ObjectName table{};
    std::variant<Constraint, Index> from{};
    std::variant<Constraint, Index> to{};
};

/// Decides for each of `kept`, with all names of both states, and adds the renames to `changes`.
/// Indexes, tables, sequences and views share the names of a schema, constraints those of
/// their table (PostgreSQL manual, 53.11 pg_class and 53.13 pg_constraint).
void resolve_names(std::vector<KeptName> kept, const Schema& from, const Schema& to, Differences& changes);

/// Marks every name as explicit. For a target state that must be reached with its exact names, that of another
/// database; a model may leave names to the server.
void treat_names_as_explicit(Schema& schema);

}  // namespace retort::diff
