#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.hpp"

namespace retort::desired {

/// Reads the SQL files next to the models that are for `dialect`. A file is for every dialect unless a comment above
/// its first statement is `-- dialect: NAME`.
///
/// Throws Error with all errors in the files: RT181 for a statement that is not allowed there, RT182 for an object that
/// is defined twice, RT183 for a syntax error.
SqlObjects read_sql_files(const std::vector<std::string>& paths, Dialect dialect);

/// The position after `text`, which starts at `start`. Columns count bytes.
Position position_after(Position start, std::string_view text);

}  // namespace retort::desired
