#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace retort::test {

/// The folders that each folder may include, including itself.
using FolderRules = std::map<std::string, std::set<std::string>>;

/// Reads docs/design/folders.txt. Throws std::runtime_error for a line that is not a rule.
FolderRules read_rules(const std::filesystem::path& file);

/// Every `#include "folder/…"` below `root` that the rules do not allow, as "file:line: text", sorted. A folder of the
/// rules that is missing is reported too.
std::vector<std::string> forbidden_includes(const std::filesystem::path& root, const FolderRules& rules);

/// The sources in the rules' folders below `root` with a line `#include <header>`, sorted.
std::vector<std::string> files_that_include(const std::filesystem::path& root, const FolderRules& rules,
                                            const std::string& header);

/// The files between backquotes in the table "Where is …" of a Markdown page, one a row: the last cell.
std::vector<std::string> files_of_table(const std::filesystem::path& page);

}  // namespace retort::test
