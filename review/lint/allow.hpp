#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "review/hazards/judge.hpp"
#include "review/lint/place.hpp"

namespace retort::hazards {

/// A comment that silences rules for one statement:
///
///     -- retort: allow RT400, drop-table because the table is empty
struct Allow {
    std::vector<Rule> rules{};
    std::string reason{};
    std::size_t offset = 0;     ///< of the comment in the script
    std::size_t statement = 0;  ///< the number of the statement that it belongs to; past the last one: none
};

/// The allow comments of a script. One above a statement, inside of it or at the end of its last line belongs to it.
/// Throws Error RT380 for one without a reason, RT381 for an unknown rule. The script begins at byte `start` of the
/// file of `places`.
std::vector<Allow> read_allows(std::string_view script, const std::vector<JudgedStatement>& statements,
                               const Places& places, std::size_t start);

}  // namespace retort::hazards
