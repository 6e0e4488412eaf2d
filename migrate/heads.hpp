#pragma once

#include <string>
#include <vector>

namespace retort::migrate {

/// The current revisions of a database: the ids in its version table. Empty at base; more than one only when
/// branches have been applied.
using Heads = std::vector<std::string>;

/// The ids of `all` that are not in `taken`.
Heads without(const Heads& all, const Heads& taken);

/// The ids for a message: "3f2a, 808b"; "base" for none.
std::string listed(const Heads& heads);

}  // namespace retort::migrate
