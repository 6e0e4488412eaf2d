#pragma once

#include <string>
#include <string_view>

#include "diff/renames.hpp"
#include "schema/schema.hpp"

namespace retort::emit::sqlite {

/// The schema without what SQLite has no place for and nobody would miss: comments, storage
/// settings. Throws Error RT055 for what would be missed: enum types, sequences, extensions,
/// named schemas, exclusion constraints, identity columns.
Schema storable(const Schema& schema);

/// Tables and columns that are written in another case on the two sides. To SQLite they are the
/// same, so they can't be dropped and made; they are renamed.
diff::Renames case_renames(const Schema& from, const Schema& to);

/// `prefix` + `name`, or the like, that no table, index, view or trigger of either schema is called.
std::string free_name(const std::string& prefix, const std::string& name, const Schema& from, const Schema& to);

std::string to_lower(std::string_view text);

/// True when `sql` holds `name` as a whole word, in any case and any quotes. It errs on the side
/// of true: in a string, say.
bool mentions(std::string_view sql, std::string_view name);

}  // namespace retort::emit::sqlite
