#pragma once

#include "review/hazards/postgres/knowledge.hpp"

namespace retort::hazards::postgres {

/// How values of one type become values of another.
struct TypeChange {
    bool rewrites = true;      ///< the stored values differ, so that every row is written
    std::string narrows = {};  ///< the reason why a value may not fit: "numbers above 2147483647"; empty: all fit
};

/// ALTER COLUMN TYPE without a USING that changes values. `from` without a name: not known, so that the table is taken
/// to be rewritten (PostgreSQL: ALTER TABLE, Notes; binary-coercible casts, CREATE CAST).
TypeChange type_change(const KnownType& from, const KnownType& to);

}  // namespace retort::hazards::postgres
