#pragma once

#include <memory>

#include "scratch/scratch.hpp"

namespace retort::scratch::postgres {

/// scratch::open_scratch for PostgreSQL.
std::unique_ptr<Scratch> open_scratch(const ScratchOptions& options);

}  // namespace retort::scratch::postgres
