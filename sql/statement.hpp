#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/dialect.hpp"
#include "schema/name.hpp"

namespace retort::sql {

/// What one statement makes and what it mentions, as the engine's grammar reads it; no database
/// is asked. PostgreSQL: the parse tree of libpg_query; SQLite: its tokens.
struct Made {
    /// As [filter] kinds has it ("view", "function", …); "schema", "comment", "index" and
    /// "setting" (of a table's row security or a trigger) for what belongs to something else.
    std::string kind{};
    ObjectName name{};
    ObjectName table{};       ///< triggers, rules, policies, indexes, settings: what they are on
    std::string arguments{};  ///< routines: the types of the arguments, as written

    std::vector<ObjectName> makes{};  ///< the names that others can mention once it is run
    std::vector<ObjectName> needs{};  ///< the names that it mentions; not all of them are objects

    /// Why it can't stand in an SQL file beside the models; empty: it can.
    std::string rejection{};
    std::string hint{};
    int offset = -1;  ///< bytes to the fault, of a statement that can't be read

    bool readable() const { return offset < 0; }
};

/// `sql` is one statement without its semicolon.
Made read_statement(Dialect dialect, std::string_view sql);

/// "view audit.log", "function touch(integer)", "trigger stamp on users".
std::string describe(const Made& made);

/// The statements of a script; see Database::split.
std::vector<std::string_view> split(Dialect dialect, std::string_view script);

}  // namespace retort::sql
