#pragma once

#include <set>
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

/// The names that tables, indexes, views and triggers of some schemas have.
class TakenNames {
public:
    void add(const Schema& schema);
    /// `prefix` + "_" + `name`, or the like, that is not taken.
    std::string free_name(const std::string& prefix, const std::string& name) const;

private:
    std::set<std::string> names_;  ///< folded
};

std::string to_lower(std::string_view text);

/// True when `sql` holds `name` as a whole word, in any case and any quotes. It errs on the side
/// of true: in a string, say.
bool references_name(std::string_view sql, std::string_view name);

/// The same for a text that is asked often: `folded` and `folded_name` in lower case.
bool references_folded(std::string_view folded, std::string_view folded_name);

}  // namespace retort::emit::sqlite
