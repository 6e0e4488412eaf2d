#include "sql/sqlite/affinity.hpp"

#include <fmt/format.h>

#include "sql/sqlite/tokens.hpp"

namespace retort::sql::sqlite {

Affinity affinity_of(std::string_view type, bool strict) {
    const std::string upper = to_upper(type);
    const auto has = [&](std::string_view word) { return upper.find(word) != std::string::npos; };
    if (strict && upper == "ANY") return Affinity::none;
    if (has("INT")) return Affinity::numeric;
    if (has("CHAR") || has("CLOB") || has("TEXT")) return Affinity::text;
    if (upper.empty() || has("BLOB")) return Affinity::none;
    if (has("REAL") || has("FLOA") || has("DOUB")) return Affinity::real;
    return Affinity::numeric;
}

std::string stored_value(const std::string& value, Affinity affinity) {
    // The comparison applies NUMERIC affinity to the text (datatype3.html, section 4.2), so it is true for a text that
    // is a number as a whole.
    const std::string is_number = fmt::format("typeof({0}) = 'text' AND CAST({0} AS NUMERIC) = {0}", value);
    switch (affinity) {
        case Affinity::none: break;
        case Affinity::text:
            return fmt::format("CASE WHEN typeof({0}) IN ('integer', 'real') THEN CAST({0} AS TEXT) ELSE {0} END",
                               value);
        case Affinity::real:
            return fmt::format("CASE WHEN typeof({0}) = 'integer' OR {1} THEN CAST({0} AS REAL) ELSE {0} END", value,
                               is_number);
        case Affinity::numeric:
            return fmt::format(
                "CASE WHEN {1} THEN CAST({0} AS NUMERIC) WHEN typeof({0}) = 'real' AND CAST({0} AS INTEGER) = {0} THEN "
                "CAST({0} AS INTEGER) ELSE {0} END",
                value, is_number);
    }
    return value;
}

}  // namespace retort::sql::sqlite
