#pragma once

#include <memory>

#include "scratch/scratch.hpp"

namespace retort::scratch::postgres {

/// PostgreSQL's part of introspect::open_scratch.
std::unique_ptr<Scratch> open_scratch(const ScratchOptions& options);

}  // namespace retort::scratch::postgres
