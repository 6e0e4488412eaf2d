#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "schema/error.hpp"
#include "schema/schema.hpp"

namespace retort::desired {

/// Error RT180: the engine of `dialect` rejects `what`, a part of the declared schema. Has no source line.
Diagnostic rejection_of(Dialect dialect, const std::string& what, const std::string& message,
                        const Position& declared = {});

/// Creates a schema without a lasting trace. Returns the engine's message if it rejects the schema.
using Attempt = std::function<std::optional<std::string>(const Schema& schema)>;

/// The parts of `declared` that the engine rejects, each with the model's position. Adds the parts to an empty schema,
/// by halves: one error among n parts takes about log n attempts. Empty when the engine accepts all parts after all.
std::vector<Diagnostic> find_rejected_parts(const Schema& declared, const Attempt& attempt);

}  // namespace retort::desired
