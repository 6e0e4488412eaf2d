#pragma once

#include <memory>

#include "review/hazards/judge.hpp"

namespace retort::hazards::postgres {

/// Judges statements by the parse trees of libpg_query.
std::unique_ptr<Judge> open_judge();

}  // namespace retort::hazards::postgres
