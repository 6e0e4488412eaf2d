#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "preflight/losses.hpp"
#include "schema/error.hpp"

namespace retort::pipeline {

/// What an upgrade drops, in words: "column users.nick with its values in 3 rows". `rows`: their number; unset: they
/// were not counted.
std::string describe(const preflight::Loss& loss, std::optional<long long> rows);

/// Permits an upgrade to drop a table or a column, whose `rows` are as above.
using MayDrop = std::function<bool(const preflight::Loss& loss, std::optional<long long> rows)>;

/// Error RT461 for each loss that neither the models declare nor `may_drop` permits. An empty `may_drop` permits all.
std::vector<Diagnostic> unpermitted_drops(const std::vector<preflight::Loss>& losses,
                                          const std::map<Drop, long long>& rows, const std::set<Drop>& declared,
                                          const MayDrop& may_drop);

}  // namespace retort::pipeline
