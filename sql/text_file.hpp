#pragma once

#include <string>
#include <string_view>

namespace retort::sql {

/// Throws Error RT060: the operating system rejects what the program does with a file or folder. `what` is "can't
/// read", `error` a value of errno.
[[noreturn]] void reject_path(const std::string& what, const std::string& path, int error, std::string hint = {});

/// The content of a file. Throws Error RT060 if it can't be read.
std::string read_file(const std::string& path);

/// Writes a new file completely or not at all: a temporary file in the same folder, fsync, rename,
/// fsync of the folder. Throws Error RT226 if the file already exists (it stays unchanged) or can't
/// be written (no partial file remains).
void write_new_file(const std::string& path, std::string_view content);

}  // namespace retort::sql
