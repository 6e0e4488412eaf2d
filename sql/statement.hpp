#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/dialect.hpp"
#include "schema/name.hpp"

namespace retort::sql {

/// The object that one statement creates and the names that it references, read from the text alone;
/// no server is queried. PostgreSQL: the parse tree of libpg_query; SQLite: the tokens.
struct Made {
    /// A word of [filter] kinds ("view", "function", …), or "schema", "comment", "index",
    /// "privileges", "setting" (ALTER TABLE for row level security, triggers and rules).
    std::string kind{};
    ObjectName name{};
    ObjectName table{};       ///< triggers, rules, policies, indexes, settings: their table
    std::string arguments{};  ///< routines: the types of the arguments, as written
    std::string server{};     ///< foreign tables, user mappings: their server

    std::vector<ObjectName> makes{};  ///< the names that the statement creates
    std::vector<ObjectName> needs{};  ///< the names that it references; not all are objects

    /// The reason why an SQL file next to the models can't contain it; empty: it can.
    std::string rejection{};
    std::string hint{};
    int offset = -1;  ///< byte offset of the syntax error; -1: none

    bool readable() const { return offset < 0; }
};

/// `sql` is one statement without its semicolon.
Made read_statement(Dialect dialect, std::string_view sql);

/// How a statement of a .sql source, such as a dump, is run on a scratch database.
struct SourceStatement {
    std::string sql{};         ///< the statement to run instead of the written one; empty: the written one
    bool passed_over = false;  ///< it is not run: it is about the engine's own tables, which no schema contains
    /// A query that has a row if the statement is passed over on this database; empty: it is run.
    std::string passed_over_if{};
    std::string rejection{};  ///< the reason why a source can't contain it; empty: it can
    std::string hint{};
};

/// `sql` is one statement without its semicolon.
SourceStatement read_source_statement(Dialect dialect, std::string_view sql);

/// "view audit.log", "function touch(integer)", "trigger stamp on users".
std::string describe(const Made& made);

/// The statements of a script; see Database::split.
std::vector<std::string_view> split(Dialect dialect, std::string_view script);

}  // namespace retort::sql
