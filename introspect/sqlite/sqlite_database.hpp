#pragma once

#include <memory>

#include "introspect/database.hpp"

struct sqlite3;

namespace retort::introspect::sqlite {

/// Opens a SQLite database (see introspect::open). `url.target` is a path or ":memory:".
///
/// With `read_write` a missing file is made; with `read_only` a missing file is an empty
/// database in memory. Foreign keys are enforced (PRAGMA foreign_keys=ON), and a lock held by
/// others is waited for, ten seconds at most.
/// An error's offset counts from the start of the text given to execute or query.
/// Throws Error RT212 for a folder, a file that is no database, or one that can't be opened
/// or, with `read_write`, written.
std::unique_ptr<Database> open_sqlite(const sql::Url& url, Access access);

/// A database that somebody else opened and closes (see introspect::borrow).
std::unique_ptr<Database> borrow_sqlite(sqlite3* handle);

}  // namespace retort::introspect::sqlite
