#pragma once

#include <string>
#include <string_view>

namespace retort::sql {

/// The whole of a file. Throws Error RT060.
std::string read_file(const std::string& path);

/// Writes a new file whole or not at all: a temporary file in the same folder, fsync, rename,
/// fsync of the folder. Throws Error RT226 when the file exists already (it is left alone)
/// or can't be written (nothing is left behind).
void write_new_file(const std::string& path, std::string_view content);

}  // namespace retort::sql
