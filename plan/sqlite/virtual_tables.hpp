#pragma once

#include <string>
#include <vector>

#include "schema/schema.hpp"

namespace retort::plan::sqlite {

/// The table whose rows a full-text index of FTS4 or FTS5 stores no copy of: content='notes'. Empty for any other
/// virtual table (fts5.html, section 4.4.3; fts3.html, section 6.2.2).
std::string content_table(const Definition& virtual_table);

/// The columns in which a changed virtual table keeps the rows that it stores itself: those of both definitions. Empty:
/// no rows are copied, because one of them stores none (content='…'), they are not two full-text indexes or two R-trees
/// (rtree.html), or R-trees whose first columns differ.
std::vector<std::string> kept_columns(const Definition& before, const Definition& after);

/// True for a full-text index, whose rowid is no column.
bool is_full_text(const Definition& virtual_table);

}  // namespace retort::plan::sqlite
