#pragma once

#include <string>
#include <vector>

#include "migrate/chain.hpp"

namespace retort::tools {

class Program;

/// The revisions that 'upgrade A:B' runs, in order: those after A up to B. An empty A is base, an empty B the head. The
/// live database is queried for a range that counts from its revision: "current", "+1". Throws Error RT067.
std::vector<const migrate::Revision*> revisions_after(Program& program, const migrate::Chain& chain,
                                                      const std::string& range);

}  // namespace retort::tools
