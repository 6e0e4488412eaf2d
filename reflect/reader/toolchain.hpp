#pragma once

#include <string>
#include <vector>

#include "reflect/reader.hpp"

namespace retort::reflect {

/// The folder with Clang's own headers (stddef.h …): RETORT_CLANG_RESOURCES in the
/// environment, or beside the installed libclang. Throws Error RT115 that says what to install.
std::string clang_resource_directory();

/// The folder that has retort/model.hpp: RETORT_INCLUDE_DIR in the environment, the one
/// installed beside this program, or the one that it was built from.
/// Throws Error RT115 when there is none.
std::string model_include_directory();

/// The compiler's arguments for these headers: what compile_commands.json says of the
/// sources nearest to them, then `options.flags`. Absolute paths.
/// Throws Error RT115 for a compile_commands.json that can't be read.
std::vector<std::string> compiler_arguments(const ReadOptions& options, const std::vector<std::string>& headers);

}  // namespace retort::reflect
