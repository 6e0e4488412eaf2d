#pragma once

#include <string>

#include "schema/error.hpp"

namespace retort::tools {

/// Error RT358: a file of --databases, --retry or --report can't be used. `position` names the file.
Error unusable(const Position& position, const std::string& why, const std::string& hint);

}  // namespace retort::tools
