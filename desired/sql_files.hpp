#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.hpp"

namespace retort::desired {

/// Reads the SQL files that stand beside the models, as far as they are for `dialect`: a file is
/// for every dialect unless a comment above its first statement says `-- dialect: NAME`.
///
/// Throws Error with all that is wrong in them: RT181 for a statement that has no place there,
/// RT182 for an object that is made twice, RT183 for what the grammar does not read.
SqlObjects read_sql_files(const std::vector<std::string>& paths, Dialect dialect);

/// The place that is behind `text`, which starts at `start`. Columns count bytes.
Position position_after(Position start, std::string_view text);

}  // namespace retort::desired
