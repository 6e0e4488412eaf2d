#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "introspect/database.hpp"
#include "migrate/version_store.hpp"

namespace retort::migrate {

/// Held while revisions run, so that one run is at work on a database at a time.
/// PostgreSQL: an advisory lock of the session, keyed by the version table's name.
/// SQLite locks with each transaction; there this only says how long to wait for one.
class RunLock {
public:
    /// Waits at most `timeout`; `waiting` is told once who holds it. Throws Error RT072.
    RunLock(introspect::Database& database, const VersionStore& store, std::chrono::milliseconds timeout,
            const std::function<void(const std::string& holder)>& waiting);
    ~RunLock();
    RunLock(const RunLock&) = delete;
    RunLock& operator=(const RunLock&) = delete;

private:
    bool try_lock();
    std::string holder();

    introspect::Database& database_;
    std::int64_t key_ = 0;
    bool held_ = false;
};

}  // namespace retort::migrate
