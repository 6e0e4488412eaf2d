#pragma once

#include <memory>

#include "review/hazards/judge.hpp"

namespace retort::hazards::sqlite {

/// Judges statements by their tokens.
std::unique_ptr<Judge> open_judge();

}  // namespace retort::hazards::sqlite
