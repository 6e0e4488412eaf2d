#pragma once

#include <string>
#include <string_view>

#include "sql/sqlite/tokens.hpp"

/// Questions about the text of an expression or a definition.
namespace retort::plan::sqlite {

using sql::sqlite::to_lower;

/// True when `sql` contains `name` as a whole word, in any case and any quotes. False positives are possible: a string
/// literal counts, too.
bool references_name(std::string_view sql, std::string_view name);

/// The same for a text that is searched often: `folded` and `folded_name` are in lower case.
bool references_folded(std::string_view folded, std::string_view folded_name);

/// True for a literal, a signed number, NULL, TRUE and FALSE. CURRENT_TIME, CURRENT_DATE and CURRENT_TIMESTAMP are not
/// constants: ADD COLUMN rejects them.
bool is_constant(std::string_view expression);

}  // namespace retort::plan::sqlite
