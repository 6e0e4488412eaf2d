#pragma once

#include <string>
#include <vector>

#include "emit/script.hpp"
#include "emit/sqlite/alterable.hpp"

namespace retort::emit::sqlite {

/// Appends the statements that create the new table, copy the rows, replace the old table and create the indexes
/// (lang_altertable.html, section 7, steps 4 to 8). The caller adds the other steps: foreign keys off, triggers, views.
/// `reasons` are the changes that require the rebuild, for the comment.
void rebuild(const TableDelta& delta, const Context& context, const std::vector<const diff::Change*>& reasons,
             std::vector<Statement>& script);

}  // namespace retort::emit::sqlite
