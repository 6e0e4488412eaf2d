#pragma once

#include <string>
#include <vector>

#include "diff/change.hpp"
#include "emit/script.hpp"
#include "schema/schema.hpp"

namespace retort::emit {

/// Which way a plan goes. On the way back a column that was dropped is made again although
/// its values are gone, so existing rows get a neutral value where NULL is not allowed.
enum class Direction { up, down };

/// The way from one schema to another.
struct Plan {
    std::vector<diff::Change> changes;     ///< in the order in which they are made
    std::vector<std::string> differences;  ///< what the two differ in, in words (diff/summary.hpp)
    Script script;

    bool empty() const { return changes.empty(); }
};

/// Plans the way from `from` to `to`, both of one dialect and both in the form in which the
/// engine stores them. The same two schemas give the same bytes.
/// Throws Error (RT05x) for what can't be planned: a conversion with no cast and no
/// `using_sql`, say.
Plan plan(const Schema& from, const Schema& to, Direction direction = Direction::up);

/// The declared renames between two schemas and nothing else. PostgreSQL; empty on SQLite,
/// which keeps no definition that a plan would have to make anew under other names.
Script rename_script(const Schema& from, const Schema& to);

/// The script that makes `schema` from nothing.
Script create_script(const Schema& schema);

}  // namespace retort::emit
