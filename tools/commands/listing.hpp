#pragma once

#include <string>
#include <vector>

#include "migrate/chain.hpp"

namespace retort::tools {

class Program;

/// Where the live database stands, for a listing that can do without it: when it can't be asked,
/// says so on standard error and returns nothing.
migrate::Heads current_if_reachable(Program& program);

/// "3f2a9c1d7e40  0003  convert role to enum  (head, current)", with a line end.
std::string listing_line(const migrate::Chain& chain, const migrate::Revision& revision, const migrate::Heads& current);

/// Where a database stands, for a sentence: "0003 convert role to enum (3f2a9c1d7e40)", "base".
std::string titles(const migrate::Chain& chain, const migrate::Heads& heads);

}  // namespace retort::tools
