#pragma once

#include <string>
#include <vector>

#include "declare/write.hpp"

namespace retort::tools {

/// Writes files below a folder, all of them or none. Throws Error RT464 if one of them exists, unless `replace`, and
/// RT060 if one can't be written.
void write_files(const std::string& folder, const std::vector<declare::WrittenFile>& files, bool replace);

/// Formats C++ files with clang-format if it is on PATH and a .clang-format applies to `folder`; otherwise, and where
/// it fails, they stay as they are.
void format_files(const std::string& folder, const std::vector<std::string>& paths);

}  // namespace retort::tools
