#pragma once

#include <string>
#include <vector>

#include "migrate/chain.hpp"

namespace retort::tools {

class Program;

/// The current revisions of the live database, for a listing. When the database can't be queried, warns on
/// standard error and returns none.
migrate::Heads current_if_reachable(Program& program);

/// The line of one revision: "3f2a9c1d7e40  0003  convert role to enum  (head, current)", with a line end.
std::string listing_line(const migrate::Chain& chain, const migrate::Revision& revision, const migrate::Heads& current);

/// The titles of `heads` for a message: "0003 convert role to enum (3f2a9c1d7e40)", "base".
std::string titles(const migrate::Chain& chain, const migrate::Heads& heads);

}  // namespace retort::tools
