#pragma once

#include <string>

#include "schema/schema.hpp"

namespace retort::plan::sqlite {

/// The table whose rows a full-text index of FTS4 or FTS5 stores no copy of: content='notes'. Empty for any other
/// virtual table (fts5.html, section 4.4.3; fts3.html, section 6.2.2).
std::string content_table(const Definition& virtual_table);

}  // namespace retort::plan::sqlite
