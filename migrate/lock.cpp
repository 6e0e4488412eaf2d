#include "migrate/lock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "migrate/digest.hpp"

namespace retort::migrate {

RunLock::RunLock(introspect::Database& database, const VersionStore& store, std::chrono::milliseconds timeout,
                 const std::function<void(const std::string& holder)>& waiting, const Stop& stop)
    : database_(database), timeout_(timeout) {
    if (!info(database.dialect()).server) {
        database.wait_for_locks({timeout, waiting});
        return;
    }
    key_ = sha256_key("retort run " + display(store.version_table()));
    const auto end = std::chrono::steady_clock::now() + timeout;
    auto pause = std::chrono::milliseconds(20);
    bool reported = false;
    while (!try_lock()) {
        const auto now = std::chrono::steady_clock::now();
        if (now >= end)
            throw Error(
                "RT072",
                fmt::format("{} is locked by another run (version table {}): {}; waited {} s", database.describe(),
                            display(store.version_table()), holder(), std::chrono::duration<double>(timeout).count()),
                "wait until it ends, or, if it hangs, terminate it with 'SELECT pg_terminate_backend(PID)'");
        stop_if(stop);
        if (!reported) waiting(holder());
        reported = true;
        std::this_thread::sleep_for(std::min<std::chrono::steady_clock::duration>(pause, end - now));
        pause = std::min(pause * 2, std::chrono::milliseconds(500));
    }
    held_ = true;
}

RunLock::~RunLock() {
    // The connection may outlive what `waiting` refers to.
    if (!info(database_.dialect()).server) database_.wait_for_locks({timeout_});
    if (!held_) return;
    try {
        database_.query("SELECT pg_advisory_unlock($1::bigint)", {fmt::to_string(key_)});
    } catch (const std::exception&) {
        // The connection is lost, and the lock released with it.
    }
}

bool RunLock::try_lock() {
    return database_.query("SELECT pg_try_advisory_lock($1::bigint)", {fmt::to_string(key_)}).at(0).at(0) == "t";
}

std::string RunLock::holder() {
    const auto rows = database_.query(
        "SELECT l.pid, coalesce(a.usename, '?'), coalesce(nullif(a.application_name, ''), 'no application name')\n"
        "FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid\n"
        "WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1\n"
        "  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())\n"
        "  AND l.classid::bigint = ($1::bigint >> 32) & 4294967295 AND l.objid::bigint = $1::bigint & 4294967295",
        {fmt::to_string(key_)});
    if (rows.empty()) return "it has just ended";
    const auto& row = rows.front();
    return fmt::format("pid {} ({}, {})", row[0].value_or("?"), row[1].value_or("?"), row[2].value_or("?"));
}

}  // namespace retort::migrate
