#pragma once

#include <filesystem>

namespace retort::tools {

/// `path` for messages: relative when it is below the working folder, absolute otherwise.
std::filesystem::path shown(const std::filesystem::path& path);

}  // namespace retort::tools
