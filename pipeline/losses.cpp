#include "pipeline/losses.hpp"

#include <cstdlib>

namespace retort::pipeline {

namespace {

using preflight::CountedLoss;

void count(introspect::Database& live, const std::string& sql, CountedLoss& loss) {
    live.execute("SAVEPOINT retort_count");
    try {
        const std::vector<introspect::Row> rows = live.query(sql);
        if (!rows.empty() && rows.front().at(0)) loss.rows = std::strtoll(rows.front().at(0)->c_str(), nullptr, 10);
    } catch (const introspect::StatementError& error) {
        live.execute("ROLLBACK TO SAVEPOINT retort_count");
        loss.why = error.what();
    }
    live.execute("RELEASE SAVEPOINT retort_count");
}

}  // namespace

std::vector<CountedLoss> count_losses(const std::vector<preflight::Loss>& losses, introspect::Database* live,
                                      const std::string& why, std::chrono::milliseconds limit) {
    std::vector<CountedLoss> counted;
    if (losses.empty()) return counted;
    if (live != nullptr) live->begin_reading(limit);
    for (const preflight::Loss& each : losses) {
        CountedLoss& loss = counted.emplace_back(CountedLoss{each.table, each.drop.column, {}, why});
        if (live != nullptr) count(*live, each.count().sql, loss);
    }
    if (live != nullptr) live->execute("ROLLBACK");
    return counted;
}

}  // namespace retort::pipeline
