#pragma once

#include "schema/schema.hpp"

namespace retort::desired {

/// Adds what the filter excludes from the SQLite database `found` to both sides, so that a plan keeps it working:
/// tables as external ones, views, triggers and virtual tables as adopted ones (SQLite: lang_altertable.html, section
/// 7, step 3). A trigger on a table that `desired` lacks is dropped with the table.
void adopt_excluded(Schema& found, Schema& desired);

}  // namespace retort::desired
