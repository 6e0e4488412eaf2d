#pragma once

#include <variant>
#include <vector>

#include "diff/change.hpp"

namespace retort::diff {

/// A constraint or index that is the same on both sides under two names, not both of which
/// somebody chose: it keeps the one that it has, unless another needs that. Either way gives the
/// same names up, so that a way back finds what the way there left.
struct KeptName {
    ObjectName table{};
    std::variant<Constraint, Index> from{};
    std::variant<Constraint, Index> to{};
};

/// Decides for each of `kept` with the whole of both states in view, and adds to `changes` what
/// comes of it.
/// Indexes, tables, sequences and views share the names of a schema, constraints those of
/// their table (PostgreSQL manual, 53.11 pg_class and 53.13 pg_constraint).
void resolve_names(std::vector<KeptName> kept, const Schema& from, const Schema& to, std::vector<Change>& changes);

/// Every name counts, as of a state that is to be reached exactly as it is: another database's, and not a
/// model's, which may leave names to the server.
void treat_names_as_explicit(Schema& schema);

}  // namespace retort::diff
