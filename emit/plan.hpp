#pragma once

#include <string>
#include <vector>

#include "diff/renames.hpp"
#include "emit/script.hpp"
#include "plan/direction.hpp"
#include "plan/foreign_keys.hpp"
#include "plan/step.hpp"
#include "schema/error.hpp"
#include "schema/schema.hpp"

namespace retort::emit {

using plan::Direction;
using plan::ForeignKeys;

/// The steps and the SQL that turn one schema into another.
struct Plan {
    plan::Steps steps;                     ///< in execution order
    std::vector<std::string> differences;  ///< the differences as text (diff/summary.hpp)
    diff::Renames renames;                 ///< the renames that the schemas declare
    diff::Renames case_renames;            ///< of names that differ in case alone, made before `renames` (SQLite)
    Script script;
    std::vector<Diagnostic> errors{};  ///< why the script must not run although the engine accepts it (SQLite)
    ForeignKeys foreign_keys = ForeignKeys::off;  ///< during the script (SQLite)
    std::vector<ObjectName> checked_tables{};  ///< of which the script checks the foreign keys (SQLite); earlier names

    bool empty() const { return steps.empty(); }
};

/// Plans the changes from `from` to `to`. Both have the same dialect and are in the form in which the engine stores
/// them. The same two schemas give the same bytes.
/// Throws Error (RT05x) for a change that can't be planned, such as a conversion with no cast and no `using_sql`.
Plan plan(const Schema& from, const Schema& to, Direction direction = Direction::up,
          ForeignKeys foreign_keys = ForeignKeys::off);

/// The declared renames between two schemas (diff::find_renames) and nothing else.
Script rename_script(const diff::Renames& renames, const Schema& from, const Schema& to);

/// The script that creates `schema` in an empty database.
Script create_script(const Schema& schema);

}  // namespace retort::emit
