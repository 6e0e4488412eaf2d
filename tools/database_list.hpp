#pragma once

#include <string>
#include <vector>

#include "sql/url.hpp"

namespace retort::tools {

/// The URLs of a file: one a line, without spaces around it; `${NAME}` is the environment variable NAME; empty lines
/// and lines that begin with '#' do not count. The path of a SQLite file is relative to the folder of the list. Throws
/// Error with all errors found, each with line and column: RT005, RT202, RT030, RT358 for a database that is listed
/// twice and for a file without a URL. RT060 if the file can't be read.
std::vector<sql::Url> read_database_list(const std::string& file);

}  // namespace retort::tools
