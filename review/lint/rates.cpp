#include "review/lint/rates.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

namespace retort::hazards {

namespace {

constexpr int blocks = 2048;  ///< 16 MB of the usual size

// The largest ordinary table of at least that many blocks that the role may read without a policy.
constexpr const char* largest_query = R"(
SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname), current_setting('block_size')
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind = 'r' AND c.relpersistence <> 't'
   AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
   AND c.relpages >= {0}
   AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') AND NOT row_security_active(c.oid)
   AND pg_relation_size(c.oid) >= {0} * current_setting('block_size')::bigint
 ORDER BY c.relpages DESC, n.nspname, c.relname
 LIMIT 1)";

/// Ends the transaction when it goes.
class ReadOnly {
public:
    explicit ReadOnly(introspect::Database& database) : database_(database) {
        database_.execute("BEGIN READ ONLY");
        database_.execute("SET LOCAL lock_timeout = '200ms'; SET LOCAL statement_timeout = '1s'; SET LOCAL jit = off");
        // One process, which writes what it copies and sorts into files.
        database_.execute("SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL work_mem = '1MB'");
    }
    ReadOnly(const ReadOnly&) = delete;
    ReadOnly& operator=(const ReadOnly&) = delete;
    ~ReadOnly() {
        try {
            database_.execute("ROLLBACK");
        } catch (const Error&) {
            // The connection is lost, and with it the transaction.
        }
    }

private:
    introspect::Database& database_;
};

double seconds_of(introspect::Database& database, const std::string& sql) {
    const auto start = std::chrono::steady_clock::now();
    database.query(sql);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

Rates measure_rates(introspect::Database& database) {
    Rates rates;
    if (!info(database.dialect()).server || database.in_transaction()) return rates;
    try {
        const std::vector<introspect::Row> found = database.query(fmt::format(largest_query, blocks));
        if (found.empty()) return rates;
        const std::string table = found[0][0].value_or(""), size = found[0][1].value_or("8192");
        double bytes = 8192;
        std::from_chars(size.data(), size.data() + size.size(), bytes);
        bytes *= blocks;
        const ReadOnly transaction(database);
        // A scan of a range of row ids reads these pages and no others (PostgreSQL, 5.5 System Columns; TID Range Scan,
        // 14 and later). The first reading may come from the disk, as that of the statements will.
        const std::string pages = fmt::format("FROM {} WHERE ctid < '({},0)'", table, blocks);
        rates.read = bytes / seconds_of(database, "SELECT count(*) " + pages);
        rates.copy = bytes / seconds_of(database, "WITH copied AS MATERIALIZED (SELECT * " + pages +
                                                      ") SELECT count(*) FROM copied");
        // An index sorts a key of each row; this one is in no order of the table.
        rates.sort = bytes / seconds_of(database, "SELECT count(*) FROM (SELECT hashtext(ctid::text) AS key, ctid " +
                                                      pages + " ORDER BY key, ctid OFFSET 0) sorted");
    } catch (const Error&) {
        // An estimate is not worth an error.
    }
    return rates;
}

}  // namespace retort::hazards
