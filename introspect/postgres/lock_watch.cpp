#include "introspect/postgres/lock_watch.hpp"

#include <fmt/format.h>

#include <chrono>
#include <utility>

#include "introspect/postgres/answer.hpp"
#include "introspect/postgres/connection.hpp"
#include "sql/masked.hpp"

namespace retort::introspect::postgres {

namespace {

/// One row for each holder: the lock, the holder, what it does and since when, its query. A prepared transaction has
/// the pid 0. The query of another user's session is hidden from a role without pg_read_all_stats.
constexpr std::string_view holders = R"(
SELECT coalesce((SELECT CASE
                     WHEN l.locktype = 'relation' THEN
                         (SELECT CASE WHEN left(m, 1) IN ('A', 'E') THEN 'an ' ELSE 'a ' END || m
                            FROM upper(regexp_replace(replace(l.mode, 'Lock', ''),
                                                      '([a-z])([A-Z])', '\1 \2', 'g')) m)
                         || ' lock on ' || l.relation::regclass || ', held by '
                     WHEN l.locktype IN ('transactionid', 'virtualxid') THEN 'the end of the transaction of '
                     ELSE 'a lock (' || l.locktype || '), held by ' END
                   FROM pg_locks l WHERE l.pid = $1::int AND NOT l.granted LIMIT 1), 'a lock, held by '),
       b.pid, a.usename, a.application_name, a.state,
       extract(epoch FROM clock_timestamp() - a.xact_start)::bigint, regexp_replace(left(a.query, 200), '\s+', ' ', 'g')
  FROM (SELECT DISTINCT pid FROM unnest(pg_blocking_pids($1::int)) pid) b
  LEFT JOIN pg_stat_activity a ON a.pid = b.pid
 ORDER BY a.xact_start NULLS LAST, b.pid)";

/// The holder without what changes while it waits.
std::string holder(const Row& row) {
    if (row.at(1) == "0") return "a prepared transaction (pg_prepared_xacts)";
    std::string text = fmt::format("pid {}", row[1].value_or("?"));
    if (row[2]) text += fmt::format(" ({}{})", *row[2], row[3].value_or("").empty() ? "" : ", " + *row[3]);
    return text;
}

std::string doing(const Row& row) {
    std::string text;
    if (row.at(4)) text += ", " + *row[4];
    if (row.at(5)) text += fmt::format(" for {} s", *row[5]);
    std::string query = row.at(6).value_or("");
    if (query.empty() || query == "<insufficient privilege>") return text;
    constexpr std::size_t most = 100;
    if (query.size() > most) {
        std::size_t end = most;
        while (end > 0 && (static_cast<unsigned char>(query[end]) & 0xC0U) == 0x80U) --end;
        query = query.substr(0, end) + " …";
    }
    return text + ": " + sql::masked(query);
}

}  // namespace

LockWatch::LockWatch(sql::Url url, std::function<void(const std::string&)> waiting)
    : url_(std::move(url)), waiting_(std::move(waiting)) {}

LockWatch::~LockWatch() = default;

void LockWatch::look(int pid) {
    try {
        if (!tried_) connection_ = std::make_unique<Connection>(url_);
        tried_ = true;
        if (connection_ == nullptr) return;
        // Behind a pooler there may be no session for it until the statement ends.
        if (!answers(connection_->handle(), std::chrono::milliseconds(500))) return connection_.reset();
        const std::vector<Row> rows = connection_->query(holders, {fmt::to_string(pid)});
        if (rows.empty()) return;
        std::string who = rows.front().at(0).value_or("") + holder(rows.front());
        const std::string more = rows.size() == 1 ? "" : fmt::format("; and {} more", rows.size() - 1);
        last_ = who + doing(rows.front()) + more;
        if (reported_.insert(who).second && waiting_) waiting_(last_);
    } catch (const std::exception&) {
        connection_.reset();
        tried_ = true;
    }
}

std::string LockWatch::end() {
    connection_.reset();
    tried_ = false;
    reported_.clear();
    return std::exchange(last_, {});
}

}  // namespace retort::introspect::postgres
