#pragma once

#include <SQLiteCpp/Database.h>

#include <atomic>
#include <chrono>
#include <optional>
#include <string>

#include "introspect/database.hpp"

struct sqlite3;

namespace retort::introspect::sqlite {

/// What a failed call says about the database file itself, by its extended result code (rescode.html).
enum class FileFailure {
    none,          ///< the statement is wrong, not the file
    locked,        ///< another connection holds a lock
    damaged,       ///< the file does not have the format of a database
    no_database,   ///< it has another format from its first byte on, or is encrypted
    full,          ///< no space on the disk, or max_page_count is reached
    input_output,  ///< the operating system reports an error
    not_writable,  ///< the file or its folder cannot be written, or a file cannot be opened
    interrupted,   ///< a transaction that its program did not end must be rolled back, which needs write access
};

/// A SQLite::Database with functions that SQLiteCpp does not offer.
class Connection {
public:
    /// Opens `file`, a path or a URI file name (uri.html), with SQLite::OPEN_… flags. Throws SQLite::Exception.
    Connection(const std::string& file, int flags, LockWait wait);
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

    /// From now on SQL statements cannot open other files (c3ref/set_authorizer.html): ATTACH and VACUUM INTO fail.
    void reject_other_files();
    /// True if the last statement failed for that reason.
    bool rejected_file() const;

    /// Loads an extension (c3ref/load_extension.html). SQL statements can load none at any time.
    /// Returns SQLite's reason if that fails.
    std::optional<std::string> load_extension(const std::string& path);

    /// Interrupts statements, and ends a wait for a lock.
    std::unique_ptr<Canceller> canceller();

    /// Replaces how the connection waits for locks. A borrowed handle keeps its busy handler, which SQLite cannot
    /// return to be restored; its caller tries again with wait_again().
    void wait_for_locks(LockWait wait);
    /// On a borrowed handle, after a call that a lock has ended: pauses, and returns false when the time of
    /// wait_for_locks is over or was not given.
    bool wait_again();
    /// The connection that holds the lock, as text: "another connection (pid 4711, app)".
    std::string lock_holder() const;
    /// How long the connection has waited for a lock, since the call of start_call.
    std::chrono::milliseconds waited() const;
    void start_call() {
        wait_began_ = wait_ended_ = {};
        tries_ = 0;
    }

private:
    using Clock = std::chrono::steady_clock;

    void install_busy_handler();
    /// SQLite's callback (c3ref/busy_handler.html); `calls` counts from 0 in each wait.
    static int on_busy(void* connection, int calls);
    bool wait_longer(int calls);

    SQLite::Database database_;
    bool borrowed_;
    bool waits_ = false;  ///< a borrowed handle: by wait_again()
    int tries_ = 0;       ///< of one call
    LockWait wait_;
    Clock::time_point wait_began_;
    Clock::time_point wait_ended_;
    bool reported_ = false;               ///< in this wait
    std::atomic<bool> cancelled_{false};  ///< by a canceller: no further wait
};

FileFailure file_failure(int extended_code);

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
