#pragma once

#include <memory>

#include "introspect/database.hpp"

struct sqlite3;

namespace retort::introspect::sqlite {

/// Opens a SQLite database (see introspect::open). `url.target` is a path or ":memory:".
///
/// Foreign keys are enforced (PRAGMA foreign_keys=ON). A transaction that a killed program left is rolled back.
/// An error's offset counts from the start of the text given to execute or query.
/// Throws Error RT212 for a folder, a file that is no database, or one that can't be opened
/// or, with `read_write`, written; RT290 for an extension that can't be loaded; RT291 for a missing file. These, and
/// the functions of the Database, throw RT274 for a file that stays locked, RT288 for a damaged one, and RT289 for a
/// full or failing disk.
std::unique_ptr<Database> open_sqlite(const sql::Url& url, Access access, const OpenOptions& options = {});

/// A database that somebody else opened and closes (see introspect::borrow).
std::unique_ptr<Database> borrow_sqlite(sqlite3* handle);

/// The handle of a SQLite database.
sqlite3* handle_of(Database& database);

}  // namespace retort::introspect::sqlite
