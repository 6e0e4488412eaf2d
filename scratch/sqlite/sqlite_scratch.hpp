#pragma once

#include <memory>

#include "scratch/scratch.hpp"

namespace retort::scratch::sqlite {

/// scratch::open_scratch for SQLite: databases in memory.
std::unique_ptr<Scratch> open_scratch(const ScratchOptions& options);

}  // namespace retort::scratch::sqlite
