#pragma once

#include <filesystem>

namespace retort::tools {

/// `path` as a person in the working folder would write it: relative when it is below it,
/// absolute otherwise.
std::filesystem::path shown(const std::filesystem::path& path);

}  // namespace retort::tools
