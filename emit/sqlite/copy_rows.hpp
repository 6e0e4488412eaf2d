#pragma once

#include <string>
#include <vector>

#include "emit/plan.hpp"
#include "plan/sqlite/alterable.hpp"

namespace retort::emit::sqlite {

/// The statement that copies the rows of a table into the new table that replaces it, its successor.
struct RowCopy {
    std::string sql;                 ///< INSERT INTO successor (…) SELECT … FROM table
    std::vector<std::string> notes;  ///< notes for the reader, one per line
};

/// Copies every column that both tables have. A type change needs no CAST: the new column's affinity converts a text
/// that reads as a number, and keeps any other (datatype3.html, section 3), while CAST('abc' AS INTEGER) yields 0. A
/// note names the conversions that change values, such as '0049' to 49 (value_loss.hpp).
/// The model's declarations take precedence: `using_sql` for a changed type, `old_labels` where the type or a check of
/// the column changes, `backfill_sql` or the default where NULL is no longer allowed. In a downgrade such columns get a
/// neutral value.
/// `source` and `successor`: the names of the old and the new table at this point.
RowCopy copy_rows(const plan::sqlite::TableDelta& delta, Direction direction, const std::string& source,
                  const std::string& successor);

}  // namespace retort::emit::sqlite
