#pragma once

#include <string>

namespace retort::migrate {

/// Retort's version for the history table: "0.1.0".
std::string version();

}  // namespace retort::migrate
