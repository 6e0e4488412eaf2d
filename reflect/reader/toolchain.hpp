#pragma once

#include <string>

namespace retort::reflect {

/// The folder with Clang's own headers (stddef.h …): RETORT_CLANG_RESOURCES in the
/// environment, or beside the installed libclang. Throws Error RT115 that says what to install.
std::string clang_resource_directory();

/// The folder that has retort/model.hpp: RETORT_INCLUDE_DIR in the environment, the one
/// installed beside this program, or the one that it was built from.
/// Throws Error RT242 when there is none.
std::string model_include_directory();

}  // namespace retort::reflect
