#pragma once

#include <string>
#include <vector>

#include "emit/sqlite/alterable.hpp"

namespace retort::emit::sqlite {

/// How the rows of a table get into its successor.
struct RowCopy {
    std::string sql;                 ///< INSERT INTO successor (…) SELECT … FROM table
    std::vector<std::string> notes;  ///< what a reader must know, one a line
};

/// Every column that both tables have is copied. A change of type needs no CAST: the new column's
/// affinity converts a value where that loses nothing and leaves it as it is elsewhere
/// (datatype3.html, section 3), while CAST('abc' AS INTEGER) makes 0 of it. Only STRICT tables,
/// which refuse what does not fit, get CASTs between TEXT and BLOB, which keep every byte.
/// What the model declares goes first: `using_sql` for a changed type, `old_labels` where the
/// type or a check of the column changes, `backfill_sql` or the default where NULL is no longer
/// allowed. On the way down such columns get a neutral value.
RowCopy copy_rows(const TableDelta& delta, const Context& context, const std::string& successor);

}  // namespace retort::emit::sqlite
