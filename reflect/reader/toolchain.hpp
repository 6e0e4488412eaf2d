#pragma once

#include <string>

namespace retort::reflect {

/// The folder of Clang's own headers (stddef.h …): RETORT_CLANG_RESOURCES in the environment, or the one next to the
/// installed libclang. Throws Error RT115, which names the package to install.
std::string clang_resource_directory();

/// The folder that has retort/model.hpp: RETORT_INCLUDE_DIR in the environment, the one installed with this program,
/// or that of the source tree. Throws Error RT242 if there is none.
std::string model_include_directory();

}  // namespace retort::reflect
