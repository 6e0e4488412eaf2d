#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace retort::test {

/// One case of tests/cases: two schemas as SQL, and what is known of the way between them.
/// A file is cut into sections by lines of the form "--- name":
///
///     # what the case is about
///     --- before      SQL that makes the first schema
///     --- rows        rows in it (optional)
///     --- after       SQL that makes the second schema
///     --- up          the expected script (optional)
///     --- down        the expected script back (optional)
///     --- renames     "table.old -> table.new", "old -> new" (optional)
struct CaseFile {
    std::string name;
    std::string before, rows, after, up, down;
    bool has_up = false, has_down = false;
    std::vector<std::pair<std::string, std::string>> renames;
};

/// Throws std::runtime_error that names the file for a section that it does not know.
CaseFile read_case(const std::filesystem::path& path);

/// All files below a folder, sorted by path.
std::vector<std::filesystem::path> case_files(const std::filesystem::path& folder);

}  // namespace retort::test
