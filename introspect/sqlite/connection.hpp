#pragma once

#include <SQLiteCpp/Database.h>

#include <chrono>
#include <optional>
#include <string>

struct sqlite3;

namespace retort::introspect::sqlite {

/// A SQLite::Database with functions that SQLiteCpp does not offer.
class Connection {
public:
    /// Opens `file` with SQLite::OPEN_… flags. Waits at most `busy_timeout` for a lock of another connection.
    /// Throws SQLite::Exception.
    Connection(const std::string& file, int flags, std::chrono::milliseconds busy_timeout);
    /// Works on a handle that the caller opens and closes.
    explicit Connection(sqlite3* borrowed);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    SQLite::Database& database() { return database_; }

    /// The file of the main database; empty in memory (c3ref/db_filename.html).
    std::string file() const;
    /// True while a transaction is open (c3ref/get_autocommit.html).
    bool in_transaction() const;
    /// True when the main database cannot be written (c3ref/db_readonly.html).
    bool is_read_only() const;
    /// Bytes from the start of the last statement to the token that its error names, -1 if it names none. Valid until
    /// the next call on the connection (c3ref/errcode.html).
    int error_offset() const;

private:
    SQLite::Database database_;
    bool borrowed_;
};

/// Interrupts the statements of the connection from `limit` after its construction until its destruction
/// (c3ref/progress_handler.html).
class Deadline {
public:
    Deadline(Connection& connection, std::optional<std::chrono::milliseconds> limit);
    ~Deadline();
    Deadline(const Deadline&) = delete;
    Deadline& operator=(const Deadline&) = delete;

private:
    sqlite3* handle_ = nullptr;  ///< null without a limit
    std::chrono::steady_clock::time_point end_;
};

}  // namespace retort::introspect::sqlite
