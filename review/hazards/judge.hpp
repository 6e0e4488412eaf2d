#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "review/hazards/rules.hpp"
#include "schema/dialect.hpp"
#include "schema/name.hpp"

namespace retort::hazards {

/// The table-level locks of PostgreSQL, weakest first (chapter 13.3.1 Table-Level Locks).
enum class Lock {
    access_share,
    row_share,
    row_exclusive,
    share_update_exclusive,
    share,
    share_row_exclusive,
    exclusive,
    access_exclusive
};

/// "ACCESS EXCLUSIVE"
std::string_view to_string(Lock lock);

/// True if the lock conflicts with that of INSERT, UPDATE and DELETE; and with that of SELECT.
constexpr bool blocks_writes(Lock lock) { return lock >= Lock::share; }
constexpr bool blocks_reads(Lock lock) { return lock == Lock::access_exclusive; }

/// How much of a table a statement reads or writes, least first.
enum class Work {
    catalog,  ///< nothing of it
    rows,     ///< the rows that a query finds
    scan,     ///< every row is read
    rewrite,  ///< every row is copied into new files
    empty     ///< new, empty files
};

/// "catalog only", "reads rows", "scan", "rewrite", "empties the table"
std::string_view to_string(Work work);

/// The effect of one statement on a table that existed before the script.
struct TableEffect {
    ObjectName table;
    Lock lock{};
    Work work{};

    bool operator==(const TableEffect&) const = default;
};

/// A hazard of one statement.
struct Finding {
    Rule rule{};
    std::size_t offset = 0;  ///< bytes from the start of the script
    std::string message;     ///< names the object; no final stop
    std::string hint;        ///< the safer way for this statement; empty: that of the rule
    ObjectName table;        ///< the table that is locked, read or lost; may be empty
};

/// One statement of a script.
struct JudgedStatement {
    std::size_t offset = 0;            ///< bytes from the start of the script
    std::size_t length = 0;            ///< without the semicolon
    std::vector<TableEffect> effects;  ///< by table; SQLite locks the whole database, and has none
    std::vector<Finding> findings;     ///< in the order of their offsets

    bool has(Harm harm) const;
};

/// A text of SQL statements, and how it is run.
struct Script {
    std::string_view sql;
    bool transaction = true;    ///< one transaction around all statements
    bool lock_timeout = false;  ///< lock_timeout is set when the script begins
};

/// Judges scripts in the order in which they run, by their text alone. What it has seen of tables (column types, NOT
/// NULL, validated constraints) holds for the scripts that follow; a table is new, and its locks and rows harm nobody,
/// only in the script that creates it.
class Judge {
public:
    virtual ~Judge() = default;

    /// Throws Error RT033 or RT271 for text that can't be split.
    virtual std::vector<JudgedStatement> judge(const Script& script) = 0;
};

std::unique_ptr<Judge> open_judge(Dialect dialect);

}  // namespace retort::hazards
