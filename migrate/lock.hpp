#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "introspect/database.hpp"
#include "migrate/stop.hpp"
#include "migrate/version_store.hpp"

namespace retort::migrate {

/// The lock by which one run at a time changes a database. It ends with a transaction, never with a session: behind a
/// pooler the session is that of other clients too.
/// PostgreSQL: an advisory lock of the transaction, keyed by the version table's schema and name. It orders the
/// transactions of several runs, and each run reads the state again after it has the lock. SQLite: BEGIN IMMEDIATE is
/// the lock.
class RunLock {
public:
    /// For `database`, until destruction: how it waits for locks. `waiting` is called with the reason of each wait that
    /// lasts longer than a second; a run waits at most `timeout` for another one.
    RunLock(introspect::Database& database, const VersionStore& store, std::chrono::milliseconds timeout,
            std::function<void(const std::string& reason)> waiting, Stop stop = {});
    ~RunLock();
    RunLock(const RunLock&) = delete;
    RunLock& operator=(const RunLock&) = delete;

    /// Takes the lock until the end of the transaction that is open, in which nothing has run yet: while it waits, it
    /// is ended and begun again. Throws Error RT072 after the timeout, RT299 when `stop` is true.
    void take();

    /// Has the lock until destruction.
    class Held {
    public:
        explicit Held(std::unique_ptr<introspect::Database> connection) : connection_(std::move(connection)) {}
        ~Held();
        Held(const Held&) = delete;
        Held& operator=(const Held&) = delete;

    private:
        std::unique_ptr<introspect::Database> connection_;
    };

    /// PostgreSQL: takes the lock for a section that is not one transaction, in a transaction of another connection.
    /// Null on SQLite. `section` is for messages: "the upgrade of 0003 email (9b2f)". Throws the errors of `take`,
    /// RT321 when a pooler has no session for the first connection any more, RT323 when there is no second connection.
    std::unique_ptr<Held> hold(const std::string& section);

private:
    void take(introspect::Database& database);
    /// Throws Error RT321 if the pooler has no session for the first connection while `other` occupies one.
    void require_session(introspect::Database& other, const std::string& section);
    std::string holder(introspect::Database& database);

    introspect::Database& database_;
    const VersionStore& store_;
    std::chrono::milliseconds timeout_;
    std::function<void(const std::string&)> waiting_;
    Stop stop_;
    std::int64_t key_ = 0;
};

}  // namespace retort::migrate
