#pragma once

#include <memory>

#include "introspect/scratch.hpp"

namespace retort::introspect::postgres {

/// PostgreSQL's part of introspect::open_scratch.
std::unique_ptr<Scratch> open_scratch(const ScratchOptions& options);

}  // namespace retort::introspect::postgres
