#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "introspect/database.hpp"
#include "migrate/stop.hpp"
#include "migrate/version_store.hpp"

namespace retort::migrate {

/// Held while revisions run, so that one run at a time changes a database.
/// PostgreSQL: a session-level advisory lock, keyed by the version table's name.
/// SQLite locks per transaction; there RunLock only sets how the connection waits for another one's transaction, and
/// the Runner reads the state again in each of its own.
class RunLock {
public:
    /// Waits at most `timeout`, and calls `waiting` once with the lock's holder. Throws Error RT072 after that, and
    /// RT299 when `stop` is true.
    RunLock(introspect::Database& database, const VersionStore& store, std::chrono::milliseconds timeout,
            const std::function<void(const std::string& holder)>& waiting, const Stop& stop = {});
    ~RunLock();
    RunLock(const RunLock&) = delete;
    RunLock& operator=(const RunLock&) = delete;

private:
    bool try_lock();
    std::string holder();

    introspect::Database& database_;
    std::chrono::milliseconds timeout_;
    std::int64_t key_ = 0;
    bool held_ = false;
};

}  // namespace retort::migrate
