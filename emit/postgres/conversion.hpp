#pragma once

#include <string>
#include <vector>

#include "emit/plan.hpp"
#include "schema/schema.hpp"

namespace retort::emit::postgres {

/// The conversion of a column's values from one type to another.
struct Conversion {
    /// A function that the expression calls, since USING can't contain a subquery (ALTER TABLE).
    struct Helper {
        std::string create;
        std::string drop;

        bool operator==(const Helper&) const = default;
    };

    std::string using_sql;          ///< empty: the engine's assignment cast applies
    std::string note;               ///< a note for the reader; may be empty
    std::string loss{};             ///< a comment on values that change without an error (ValueLoss); may be empty
    std::string element_sql{};      ///< the last helper's expression for an array element, held[i]; may be empty
    std::vector<Helper> helpers{};  ///< created before the statement in this order, dropped after it in reverse
};

/// Follows pg_cast for built-in types (PostgreSQL manual, 10.4 value storage, 52.10 pg_cast): implicit and assignment
/// casts need no USING, other casts get one. `to.transition.using_sql` takes precedence.
/// Throws Error RT050 with the model's position where no cast exists.
Conversion conversion(const ObjectName& table, const Column& from, const Column& to, const Schema& from_schema,
                      const Schema& to_schema, Direction direction);

}  // namespace retort::emit::postgres
