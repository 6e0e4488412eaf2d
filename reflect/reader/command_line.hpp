#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace retort::reflect {

/// Splits a command line as a POSIX shell would, without expansions.
std::vector<std::string> split_command(const std::string& text);

/// The words with each `@file` replaced by the words in that file, as compilers do; a file that can't be read
/// is left out. The files that were read are added to `files`.
std::vector<std::string> with_response_files(const std::vector<std::string>& words, const std::filesystem::path& folder,
                                             std::vector<std::string>& files);

/// Of a compiler's command line, what the meaning of a header depends on, with absolute paths: include folders, macros,
/// forced includes, the standard and the like. Everything else, whatever the compiler, is left out: what to
/// compile, outputs, dependency files, optimisation, warnings.
std::vector<std::string> relevant(const std::vector<std::string>& words, const std::filesystem::path& folder);

/// True for an argument whose value is the next one.
bool takes_value(const std::string& argument);

/// The words with each joined path option as two: "-Iinclude" is "-I", "include".
std::vector<std::string> separated(const std::vector<std::string>& words);

/// The folders in which `#include` looks, of arguments that `relevant` or `separated` has made.
std::vector<std::string> include_folders(const std::vector<std::string>& arguments);

/// The arguments without their include folders.
std::vector<std::string> without_include_folders(const std::vector<std::string>& arguments);

}  // namespace retort::reflect
