#pragma once

#include <set>
#include <string>
#include <string_view>

#include "diff/renames.hpp"
#include "schema/schema.hpp"

namespace retort::emit::sqlite {

/// The schema without comments and storage settings, which SQLite can't store. Throws Error RT055 for objects that have
/// no equivalent in SQLite: enum types, sequences, extensions, named schemas, exclusion constraints, identity columns.
Schema storable(const Schema& schema);

/// Tables and columns whose names differ in case alone. SQLite treats such names as equal, so the objects are renamed,
/// not dropped and created.
diff::Renames case_renames(const Schema& from, const Schema& to);

/// The names of tables, indexes, views and triggers in the added schemas.
class TakenNames {
public:
    void add(const Schema& schema);
    /// A free name: `prefix` + "_" + `name`, with a number after the prefix if that name is taken.
    std::string free_name(const std::string& prefix, const std::string& name) const;

private:
    std::set<std::string> names_;  ///< folded
};

std::string to_lower(std::string_view text);

/// True when `sql` contains `name` as a whole word, in any case and any quotes. False positives are possible: a string
/// literal counts, too.
bool references_name(std::string_view sql, std::string_view name);

/// The same for a text that is searched often: `folded` and `folded_name` are in lower case.
bool references_folded(std::string_view folded, std::string_view folded_name);

}  // namespace retort::emit::sqlite
