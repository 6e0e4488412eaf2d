#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "schema/error.hpp"
#include "schema/schema.hpp"

namespace retort::desired {

/// Makes a schema where it leaves no trace; the engine's message when it refuses.
using Attempt = std::function<std::optional<std::string>(const Schema& schema)>;

/// What of `declared` the engine refuses, each part with the model's place. Parts are tried from nothing
/// upwards, by halves: with one fault among n parts about log n attempts. Empty when all is
/// accepted after all.
std::vector<Diagnostic> find_rejected_parts(const Schema& declared, const Attempt& attempt);

}  // namespace retort::desired
