#pragma once

#include <filesystem>
#include <string>

namespace retort::test {

/// Expects `text` to equal the file's content byte for byte. With RETORT_UPDATE_GOLDENS=1 in the environment, or
/// --update for a test program that calls `accept_update`, the file is written instead.
void expect_golden(const std::filesystem::path& file, const std::string& text);

/// True when goldens are to be written.
bool updates_goldens();

/// Removes --update from a test program's arguments and applies it.
void accept_update(int& argc, char** argv);

/// The up and down scripts of a plan in the format of a golden file.
std::string golden_text(const std::string& up, const std::string& down);

}  // namespace retort::test
