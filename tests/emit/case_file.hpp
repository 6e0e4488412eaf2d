#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "schema/schema.hpp"

namespace retort::test {

/// One case of tests/cases: two schemas as SQL, and the expectations for migrations between them.
/// Lines of the form "--- name" divide a file into sections:
///
///     # the subject of the case
///     --- before      SQL that creates the first schema
///     --- rows        SQL that inserts rows into it (optional)
///     --- after       SQL that creates the second schema
///     --- up          the expected upgrade script (optional)
///     --- down        the expected downgrade script (optional)
///     --- renames     "table.old -> table.new", "old -> new", "enum:label -> enum:label" (optional)
///     --- lossy       "table.column" whose values, or "table" whose rows, upgrade and downgrade lose (optional)
///     --- works       SQL that must run after the upgrade; rolled back (optional)
///     --- works back  SQL that must run after the downgrade; rolled back (optional)
///     --- requires    "server 15": the lowest server version; "extension citext";
///                     "privileges": privileges are compared (optional)
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

/// Throws std::runtime_error that names the file for an unknown section.
CaseFile read_case(const std::filesystem::path& path);

/// All files below a folder, sorted by path.
std::vector<std::filesystem::path> case_files(const std::filesystem::path& folder);

/// Declares the case's renames in the second schema, as a model does. Throws
/// std::runtime_error for a rename of a missing object.
void declare_renames(Schema& after, const CaseFile& file);

}  // namespace retort::test
