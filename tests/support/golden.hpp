#pragma once

#include <filesystem>
#include <string>

namespace retort::test {

/// Expects `text` to be, byte for byte, what the file holds. With RETORT_UPDATE_GOLDENS=1 in the environment, or
/// --update given to a test program that calls `accept_update`, the file is written instead.
void expect_golden(const std::filesystem::path& file, const std::string& text);

/// True when goldens are to be written.
bool updates_goldens();

/// Takes --update out of a test program's arguments.
void accept_update(int& argc, char** argv);

/// The up and down scripts of a plan as a golden holds them.
std::string golden_text(const std::string& up, const std::string& down);

}  // namespace retort::test
