#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "introspect/database.hpp"
#include "introspect/postgres/libpq.hpp"

namespace retort::introspect::postgres {

class LockWatch;

/// A session with a PostgreSQL server through libpqxx. Notices are dropped. A lost connection is never re-established:
/// Error RT032.
class Connection {
public:
    /// Throws Error RT031 that names the setting to fix.
    explicit Connection(const sql::Url& url);

    /// Works on a connection that the caller opens and closes (see introspect::borrow), without libpqxx, which would
    /// replace the connection's notice processor and could not restore it.
    explicit Connection(pg_conn* borrowed);

    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    std::unique_ptr<Canceller> canceller() const { return handle_.canceller(); }

    /// Runs one or several statements in one round trip; rows are dropped.
    void execute(std::string_view sql);

    /// Runs one or several statements in one round trip. `take` receives each result that has rows, as it arrives. When
    /// it throws, the rest is still run.
    void fetch(std::string_view sql, const TakeResult& take);

    /// Runs one statement with text parameters.
    std::vector<Row> query(std::string_view sql, const std::vector<std::string>& parameters = {});

    bool in_transaction() const { return handle_.in_transaction(); }
    /// True when a statement failed in the open transaction block.
    bool in_failed_transaction() const { return handle_.in_failed_transaction(); }

    /// Reports waits for locks to `wait.waiting`; see Database::wait_for_locks.
    void wait_for_locks(LockWait wait);

    /// See Database::pooled; one query, at the first call.
    bool pooled();

    pg_conn* handle() const { return handle_.get(); }

    /// As PQserverVersion has it: 150020.
    int version() const { return version_; }
    const sql::Url& url() const { return url_; }

private:
    class Session;

    void check_alive() const;
    /// Error RT032.
    static Error lost(const std::string& message);
    /// Throws the error of the round trip, if there is one.
    void check(const RoundTrip& trip, const std::string& awaited = {}) const;
    /// Runs `send` with what it has to call each second; without libpqxx. Returns for which lock it waited.
    template <class Send>
    std::string watched(Send send);
    /// The process of the server that runs the next statement; 0: not known.
    int server_process();

    sql::Url url_;
    std::unique_ptr<Session> session_;  ///< null: borrowed
    Handle handle_;
    std::unique_ptr<LockWatch> lock_watch_;  ///< null: waits are not reported
    std::optional<bool> pooled_;
    int transaction_process_ = 0;    ///< of a pooled session, in the open transaction
    std::string borrowed_encoding_;  ///< restored by the destructor; empty: not changed
    int version_ = 0;
};

/// The Error RT031 for a connection that could not be made, from libpq's message.
Error connect_error(const sql::Url& url, std::string message);

}  // namespace retort::introspect::postgres
