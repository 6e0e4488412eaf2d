#pragma once

#include <string>
#include <vector>

namespace retort::emit {

/// One statement of a plan.
struct Statement {
    std::string sql;      ///< without the semicolon
    std::string comment;  ///< a note for the reader, printed above the SQL as "-- …"; may be empty
};

/// Statements in execution order.
struct Script {
    std::vector<Statement> statements;
    /// False when a statement can't run in a transaction, or when the statements open and close their own transaction
    /// (SQLite's table rebuild sets a PRAGMA before BEGIN).
    bool transactional = true;

    bool empty() const { return statements.empty(); }
};

/// The script as text: each statement after its comment and followed by ";\n".
std::string to_text(const Script& script);

}  // namespace retort::emit
