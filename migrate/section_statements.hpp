#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migrate/revision.hpp"

namespace retort::migrate {

/// A section cut into statements and steps.
struct SectionStatement {
    std::string_view sql;                       ///< starts at its first word, after leading comments; a step: its line
    std::size_t offset = 0;                     ///< of `sql` in the section's text
    std::optional<std::string_view> step = {};  ///< the name of a step; unset: a statement
};

/// In the order of the file. Throws Error RT033 or RT271 with the position in the file for text that can't be split,
/// and the errors of steps_of.
std::vector<SectionStatement> statements_of(Dialect dialect, const Revision& revision, Direction direction);

/// The section's text, with a semicolon after its last statement.
std::string closed(const Section& section, const std::vector<SectionStatement>& statements);

/// PostgreSQL: the statements that reset the role and the settings of the session, each ending with ";\n", if one of
/// `statements` may have changed them; empty otherwise.
std::string settings_reset(Dialect dialect, const std::vector<SectionStatement>& statements);

}  // namespace retort::migrate
