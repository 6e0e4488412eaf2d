#pragma once

#include <string>

namespace retort::migrate {

/// Retort's own version, "0.1.0": what the history table keeps.
std::string version();

}  // namespace retort::migrate
