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

/// Writes `content`, synced, to a hidden temporary file in the folder of `path`; returns its path. The file has the
/// permissions of the file `like`, or, if that is empty, those of a new file. Throws Error RT060; no file remains then.
std::string write_temporary(const std::string& path, std::string_view content, const std::string& like = {});

/// Gives a temporary file its name, which no file must have. Throws Error RT226 or RT060.
void publish_new(const std::string& temporary, const std::string& path);

/// Makes created, renamed and removed files of a folder durable. Throws Error RT060.
void sync_folder(const std::string& folder);

/// The folder of a file: "." for a name alone.
std::string folder_of(const std::string& path);

}  // namespace retort::sql
