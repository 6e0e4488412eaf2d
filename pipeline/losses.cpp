#include "pipeline/losses.hpp"

#include <cstdlib>

namespace retort::pipeline {

namespace {

using preflight::Loss;

void count(introspect::Database& live, const std::string& sql, Loss& loss) {
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

std::vector<Loss> count_losses(const std::vector<preflight::LossQuery>& queries, introspect::Database* live,
                               const std::string& why, std::chrono::milliseconds limit) {
    std::vector<Loss> losses;
    if (queries.empty()) return losses;
    if (live != nullptr) live->begin_reading(limit);
    for (const preflight::LossQuery& each : queries) {
        Loss& loss = losses.emplace_back(Loss{each.table, each.column, {}, why});
        if (live != nullptr) count(*live, each.sql, loss);
    }
    if (live != nullptr) live->execute("ROLLBACK");
    return losses;
}

}  // namespace retort::pipeline
