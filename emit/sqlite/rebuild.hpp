#pragma once

#include <string>
#include <vector>

#include "emit/script.hpp"
#include "emit/sqlite/alterable.hpp"

namespace retort::emit::sqlite {

/// The statements that build a table anew, fill it from the old one and put it in its place, with
/// its indexes (lang_altertable.html, section 7, steps 4 to 8). What surrounds them is the
/// caller's: foreign keys off, triggers and views. `reasons` says why, for the reader.
void rebuild(const TableDelta& delta, const Context& context, const std::vector<const diff::Change*>& reasons,
             std::vector<Statement>& script);

}  // namespace retort::emit::sqlite
