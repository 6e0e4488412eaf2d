#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "introspect/database.hpp"
#include "preflight/losses.hpp"

namespace retort::pipeline {

/// Counts on `live` what the queries count, in one read-only transaction. A query that takes longer than `limit`, or
/// that the database rejects, has no count. Without a database none has, because of `why`.
std::vector<preflight::CountedLoss> count_losses(const std::vector<preflight::Loss>& losses, introspect::Database* live,
                                                 const std::string& why,
                                                 std::chrono::milliseconds limit = std::chrono::seconds(10));

}  // namespace retort::pipeline
