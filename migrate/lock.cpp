#include "migrate/lock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "introspect/session_handle.hpp"
#include "migrate/digest.hpp"

namespace retort::migrate {

namespace {

/// The version table, whether or not its configured name has the schema: runs on schemas of one database do not exclude
/// each other. `public` is left out.
std::int64_t key_of(introspect::Database& database, ObjectName version_table) {
    if (!info(database.dialect()).server) return 0;
    if (version_table.schema.empty()) version_table.schema = database.default_schema();
    if (version_table.schema == "public") version_table.schema.clear();
    return sha256_key("retort run " + display(version_table));
}

/// Error RT323, with the reason.
Error no_second_connection(const std::string& section, const Diagnostic& reason) {
    Diagnostic diagnostic{
        .code = "RT323",
        .message = fmt::format("{} is transaction:false and needs two connections at once, and there is no second one: "
                               "{}",
                               section, reason.message),
        .hint =
            "nothing of it was run: let the role have at least two connections (CONNECTION LIMIT, "
            "max_connections), and run the command again"};
    diagnostic.notes = reason.notes;
    return Error(std::move(diagnostic));
}

}  // namespace

RunLock::RunLock(introspect::Database& database, const VersionStore& store, std::chrono::milliseconds timeout,
                 std::function<void(const std::string& reason)> waiting, Stop stop)
    : database_(database),
      store_(store),
      timeout_(timeout),
      waiting_(std::move(waiting)),
      stop_(std::move(stop)),
      key_(key_of(database, store.version_table())) {
    database.wait_for_locks({timeout, waiting_});
}

RunLock::~RunLock() {
    // The connection may outlive what `waiting` refers to.
    database_.wait_for_locks({timeout_});
}

void RunLock::take() { take(database_); }

RunLock::Held::~Held() {
    try {
        connection_->execute("ROLLBACK");
    } catch (const std::exception&) {
        // The connection is lost, and the lock released with it.
    }
}

std::unique_ptr<RunLock::Held> RunLock::hold(const std::string& section) {
    if (!info(database_.dialect()).server) return nullptr;
    std::unique_ptr<introspect::Database> other;
    try {
        other = introspect::open(database_.url());
    } catch (const Error& error) {
        throw no_second_connection(section, error.diagnostics().front());
    }
    other->execute("BEGIN");
    take(*other);
    if (database_.pooled()) require_session(*other, section);
    // The portal of the last query keeps its snapshot until the next one, and CREATE INDEX CONCURRENTLY would wait for
    // it.
    other->execute("SET LOCAL idle_in_transaction_session_timeout = 0");
    return std::make_unique<Held>(std::move(other));
}

void RunLock::require_session(introspect::Database& other, const std::string& section) {
    constexpr std::chrono::milliseconds most{5000};
    const auto wait = std::min(timeout_, most);
    if (introspect::answers(database_, std::min<std::chrono::milliseconds>(wait, std::chrono::seconds(1)))) return;
    stop_if(stop_);
    waiting_("a second session of the pooler, for " + section);
    if (introspect::answers(database_, wait)) return stop_if(stop_);
    other.execute("ROLLBACK");
    introspect::answers(database_, std::chrono::seconds(1));  // it has a session again
    throw Error("RT321",
                fmt::format("{} is transaction:false and needs two sessions of the server at once, but the pooler at "
                            "{} has one for Retort; waited {} s for the second",
                            section, database_.describe(), std::chrono::duration<double>(wait).count()),
                "nothing of it was run: connect to the server itself for this revision, or let the pooler have at "
                "least two sessions for this database and user (PgBouncer: default_pool_size, pool_size)");
}

void RunLock::take(introspect::Database& database) {
    if (!info(database.dialect()).server) return;
    const auto start = std::chrono::steady_clock::now();
    const auto end = start + timeout_;
    auto pause = std::chrono::milliseconds(20);
    bool reported = false;
    while (database.query("SELECT pg_try_advisory_xact_lock($1::bigint)", {fmt::to_string(key_)}).at(0).at(0) != "t") {
        const auto now = std::chrono::steady_clock::now();
        if (now >= end)
            throw Error("RT072",
                        fmt::format("{} is locked by another run (version table {}): {}; waited {} s",
                                    database_.describe(), display(store_.version_table()), holder(database),
                                    std::chrono::duration<double>(timeout_).count()),
                        "wait until it ends, or, if it hangs, terminate it with 'SELECT pg_terminate_backend(PID)'");
        stop_if(stop_);
        if (!reported && now - start >= std::chrono::seconds(1)) {
            waiting_("another run is under way: " + holder(database));
            reported = true;
        }
        // Behind a pooler an open transaction occupies a session, which the run that has the lock may need.
        database.execute("ROLLBACK");
        std::this_thread::sleep_for(std::min<std::chrono::steady_clock::duration>(pause, end - now));
        pause = std::min(pause * 2, std::chrono::milliseconds(500));
        database.execute("BEGIN");
    }
}

std::string RunLock::holder(introspect::Database& database) {
    const auto rows = database.query(
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
