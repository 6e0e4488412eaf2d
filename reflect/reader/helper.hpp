#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "reflect/reader/request.hpp"

namespace retort::reflect {

/// Finds the program that runs Clang, retort-read-models: RETORT_READER in the environment, next to this program, in
/// ../libexec/retort or ../lib/retort relative to it, or in the build folder.
/// Throws Error RT243 if there is none.
std::string reader_program();

/// Runs `program` once for each request, at most `at_once` of them at the same time, and waits for them. No process
/// outlives the call.
/// Throws Error RT261 if `program` cannot be started, RT245 if a process exits without an answer, for example because
/// Clang crashed on a header.
std::vector<UnitResult> run_reader(const std::string& program, const std::vector<UnitRequest>& requests,
                                   std::size_t at_once);

}  // namespace retort::reflect
