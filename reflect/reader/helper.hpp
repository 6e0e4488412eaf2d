#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "reflect/reader/request.hpp"

namespace retort::reflect {

/// The program that runs Clang, retort-read-models: RETORT_READER in the environment, beside this program, in
/// ../libexec/retort or ../lib/retort of it, or where it was built.
/// Throws Error RT243 when there is none.
std::string reader_program();

/// Runs `program` once for each request, at most `at_once` of them at the same time, and waits for them.
/// Throws Error RT245 when one ends without an answer: Clang did not survive a header. None of them outlives the call.
std::vector<UnitResult> run_reader(const std::string& program, const std::vector<UnitRequest>& requests,
                                   std::size_t at_once);

}  // namespace retort::reflect
