#pragma once

#include <utility>

#include "review/page/page.hpp"

namespace retort::page {

/// The upgrade and the downgrade of a file that was judged, `report` being about it and perhaps others.
std::pair<Script, Script> scripts_of(const hazards::LintFile& file, const hazards::LintReport& report);

/// The comment lines of a script, without "-- ": what its author, or the planner, says about it. Comments that silence
/// rules are left out.
std::vector<std::string> comments_of(const Script& script);

}  // namespace retort::page
