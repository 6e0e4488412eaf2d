#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "schema/schema.hpp"

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
///     --- renames     "table.old -> table.new", "old -> new", "enum:label -> enum:label" (optional)
///     --- lossy       "table.column" whose values the way there and back can't keep, "table" whose rows (optional)
///     --- works       SQL that must run once the plan is applied; rolled back (optional)
///     --- works back  the same after the plan back (optional)
///     --- requires    "server 15": the server's lowest version; "extension citext";
///                     "privileges": they are compared (optional)
struct CaseFile {
    std::string name;
    std::string before, rows, after, up, down, works, works_back;
    bool has_up = false, has_down = false;
    std::vector<std::pair<std::string, std::string>> renames;
    std::set<std::string> lossy;
    int server = 0;
    bool privileges = false;
    std::vector<std::string> extensions;
};

/// Throws std::runtime_error that names the file for a section that it does not know.
CaseFile read_case(const std::filesystem::path& path);

/// All files below a folder, sorted by path.
std::vector<std::filesystem::path> case_files(const std::filesystem::path& folder);

/// Declares the case's renames on the later schema, as a model would. Throws
/// std::runtime_error for one that names nothing.
void declare_renames(Schema& after, const CaseFile& file);

}  // namespace retort::test
