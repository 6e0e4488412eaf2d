#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace retort::reflect {

/// Splits a command line as a POSIX shell would, without expansions.
std::vector<std::string> split_command(const std::string& text);

/// Replaces each `@file` by the words in that file, as compilers do. A file that cannot be read is omitted. The files
/// that were read are added to `files`.
std::vector<std::string> with_response_files(const std::vector<std::string>& words, const std::filesystem::path& folder,
                                             std::vector<std::string>& files);

/// The arguments of a compiler's command line that affect the meaning of a header, with absolute paths: include
/// folders, macros, forced includes, the standard and the like. All others are dropped, for any compiler: input files,
/// outputs, dependency files, optimisation, warnings.
std::vector<std::string> relevant(const std::vector<std::string>& words, const std::filesystem::path& folder);

/// True for an argument whose value is the next one.
bool takes_value(const std::string& argument);

/// Splits each joined path option into two words: "-Iinclude" becomes "-I", "include".
std::vector<std::string> separated(const std::vector<std::string>& words);

/// The include folders among arguments that `relevant` or `separated` returned.
std::vector<std::string> include_folders(const std::vector<std::string>& arguments);

/// The arguments without their include folders.
std::vector<std::string> without_include_folders(const std::vector<std::string>& arguments);

}  // namespace retort::reflect
