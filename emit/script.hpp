#pragma once

#include <string>
#include <vector>

namespace retort::emit {

/// One statement of a plan.
struct Statement {
    std::string sql;      ///< without the semicolon
    std::string comment;  ///< what a reader must know, printed above it as "-- …"; may be empty
};

/// Statements in the order in which they run.
struct Script {
    std::vector<Statement> statements;
    /// False when a statement can't run in a transaction, or when the statements open and
    /// close their own (SQLite's table rebuild sets a PRAGMA before BEGIN).
    bool transactional = true;

    bool empty() const { return statements.empty(); }
};

/// The script as text, each statement with its comment above and ";\n" behind.
std::string to_text(const Script& script);

}  // namespace retort::emit
