#pragma once

#include <string>
#include <vector>

#include "emit/script.hpp"
#include "introspect/database.hpp"
#include "schema/error.hpp"
#include "schema/schema.hpp"

namespace retort::desired {

/// The statements that create `declared` in an empty database, from its SQL files and its models. Each comes after the
/// objects that it references, as far as names show; statements in a cycle keep their order.
emit::Script build_script(const Schema& declared);

/// A statement that the engine rejected.
struct Rejected {
    emit::Statement statement;
    const SqlStatement* source = nullptr;  ///< in `declared`; null: generated from the models
    introspect::StatementFailure failure;
};

/// Creates `declared` in an empty database, inside an open transaction. Runs the statements of `build_script`, and
/// failed ones again after the others until none succeeds, since names do not show the whole order. Returns the failed
/// statements, without those that depend on another failed one.
std::vector<Rejected> build(introspect::Database& database, const Schema& declared);

/// The engine's error for a statement of an SQL file, RT180, with its position in the file.
Diagnostic diagnostic_of(Dialect dialect, const Rejected& rejected);

}  // namespace retort::desired
