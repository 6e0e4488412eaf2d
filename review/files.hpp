#pragma once

#include <optional>
#include <vector>

#include "migrate/chain.hpp"
#include "migrate/sum_file.hpp"
#include "review/finding.hpp"

namespace retort::review {

/// What is out of step in the revision files themselves: several heads, a void `verified:`, and other files than those
/// of the checksum file, if there is one.
std::vector<Finding> check_files(const migrate::Chain& chain, const std::optional<migrate::SumFile>& sums);

}  // namespace retort::review
