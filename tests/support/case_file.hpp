#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "schema/schema.hpp"

namespace retort::test {

/// One case of tests/cases: two schemas as SQL, and what holds for the migration between them. Lines of the form
/// "--- name" divide a file into sections:
///
///     # the subject of the case
///     --- before      SQL that creates the first schema
///     --- rows        rows in it (optional)
///     --- after       SQL that creates the second schema
///     --- up          the expected upgrade script (optional)
///     --- down        the expected downgrade script (optional)
///     --- renames     "table.old -> table.new", "old -> new", "enum:label -> enum:label" (optional)
///     --- lossy       "table.column" or "table": values or rows that upgrade and downgrade do not keep (optional)
///     --- works       SQL that must succeed after the upgrade; rolled back (optional)
///     --- works back  the same after the downgrade (optional)
///     --- requires    "server 15": the server's lowest version; "extension citext";
///                     "privileges", "owners": they are compared (optional)
struct CaseFile {
    std::string name;
    std::string before, rows, after, up, down, works, works_back;
    bool has_up = false, has_down = false;
    std::vector<std::pair<std::string, std::string>> renames;
    std::set<std::string> lossy;
    int server = 0;
    bool privileges = false;
    bool owners = false;
    std::vector<std::string> extensions;
};

/// Throws std::runtime_error, with the path, for an unknown section.
CaseFile read_case(const std::filesystem::path& path);

/// All files below a folder, sorted by path.
std::vector<std::filesystem::path> case_files(const std::filesystem::path& folder);

/// Declares the case's renames on the second schema, as a model does. Throws std::runtime_error for a rename of an
/// object that does not exist.
void declare_renames(Schema& after, const CaseFile& file);

}  // namespace retort::test
