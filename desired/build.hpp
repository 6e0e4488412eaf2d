#pragma once

#include <string>
#include <vector>

#include "emit/script.hpp"
#include "introspect/database.hpp"
#include "schema/error.hpp"
#include "schema/schema.hpp"

namespace retort::desired {

/// The statements that make `declared` from nothing, those of its SQL files among those of its
/// models, each behind what it mentions as far as names tell that; what goes in a circle stays in
/// the order in which it stands.
emit::Script build_script(const Schema& declared);

/// A statement that the engine refused.
struct Rejected {
    emit::Statement statement;
    const SqlStatement* source = nullptr;  ///< in `declared`; null: made out of the models
    introspect::StatementFailure failure;
};

/// Makes `declared` in an empty database, inside a transaction that is open: in the order of
/// `build_script`, and what fails again after the rest, until nothing more can be made, since
/// names alone do not tell the whole order. Returns what is left over, without what only waits for
/// something else that is left over.
std::vector<Rejected> build(introspect::Database& database, const Schema& declared);

/// What an engine says against a statement of an SQL file, RT180, at the place in the file.
Diagnostic diagnostic_of(Dialect dialect, const Rejected& refused);

}  // namespace retort::desired
