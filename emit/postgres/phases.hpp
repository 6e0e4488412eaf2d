#pragma once

#include <vector>

#include "emit/phases.hpp"

namespace retort::emit::postgres {

/// See emit::phases.
std::vector<Phase> phases(const Schema& from, const Schema& to, const plan::OnlineKinds& kinds);

}  // namespace retort::emit::postgres
