#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "schema/error.hpp"
#include "schema/schema.hpp"

namespace retort::desired {

/// Creates a schema without a lasting trace. Returns the engine's message if it rejects the schema.
using Attempt = std::function<std::optional<std::string>(const Schema& schema)>;

/// The parts of `declared` that the engine rejects, each with the model's position. Adds the parts to an empty schema,
/// by halves: one error among n parts takes about log n attempts. Empty when the engine accepts all parts after all.
std::vector<Diagnostic> find_rejected_parts(const Schema& declared, const Attempt& attempt);

}  // namespace retort::desired
