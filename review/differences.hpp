#pragma once

#include <string>
#include <vector>

#include "emit/plan.hpp"
#include "review/finding.hpp"
#include "schema/schema.hpp"

namespace retort::review {

/// The differences of a plan from `from` to `to`, with the positions of those objects that `to` declares.
std::vector<Difference> differences(const Schema& from, const Schema& to, const emit::Plan& plan);

/// The same for schemas between which no plan can be made.
std::vector<Difference> differences(const Schema& from, const Schema& to);

/// A difference between the migrations and a live database, in the words of who changed it: "table audit (1 column)
/// added by hand", "column people.nick dropped by hand".
std::string by_hand(const Difference& difference);

}  // namespace retort::review
