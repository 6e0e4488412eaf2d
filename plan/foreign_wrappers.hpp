#pragma once

#include <vector>

#include "plan/resources.hpp"

namespace retort::plan {

/// For each step that creates or alters an object of a foreign server, the server's wrapper if the plan alters it: its
/// validator checks the options of every such object (PostgreSQL, CREATE FOREIGN DATA WRAPPER). Nothing, if no wrapper
/// is altered.
std::vector<Resources> foreign_wrappers(const Steps& steps, const Schema& to);

}  // namespace retort::plan
