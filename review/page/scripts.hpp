#pragma once

#include <utility>

#include "review/page/page.hpp"

namespace retort::page {

/// The upgrade and the downgrade of a file that was judged, `report` being about it and perhaps others.
std::pair<Script, Script> scripts_of(const hazards::LintFile& file, const hazards::LintReport& report);

/// The comment lines of a script, without "-- ", that say what is lost or not restored: what its author, or the
/// planner, knows about it.
std::vector<std::string> comments_on_losses(const Script& script);

}  // namespace retort::page
