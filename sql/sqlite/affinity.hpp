#pragma once

#include <string>
#include <string_view>

namespace retort::sql::sqlite {

/// What a column converts values to when they are stored (datatype3.html, section 3). INTEGER and NUMERIC differ in
/// CAST alone and not in what they store.
enum class Affinity { none, text, numeric, real };

/// The affinity of a column with this declared type. `none` is SQLite's BLOB affinity; a STRICT table's ANY has it, too
/// (stricttables.html).
Affinity affinity_of(std::string_view type, bool strict);

/// An expression for the value that a column with `affinity` stores for the expression `value`. Unlike CAST, a text
/// that is no number stays as it is. `value` occurs several times in it.
std::string stored_value(const std::string& value, Affinity affinity);

}  // namespace retort::sql::sqlite
