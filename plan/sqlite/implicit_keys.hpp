#pragma once

#include "diff/change.hpp"
#include "schema/schema.hpp"

namespace retort::plan::sqlite {

/// True for a foreign key that is written without the columns that it references, if the primary key of its table has
/// other columns in `to`: the text, unchanged, then means these (foreignkeys.html, section 3).
bool changes_meaning(const ForeignKey& key, const Schema& to);

/// Changes that write out such foreign keys, where both schemas have the same one: their tables are rebuilt. `from` has
/// the names of `to`.
diff::Differences written_out_keys(const Schema& from, const Schema& to);

}  // namespace retort::plan::sqlite
