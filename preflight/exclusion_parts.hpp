#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace retort::preflight {

/// A parsed exclusion constraint: no two rows may satisfy the relations of all `elements`.
struct ExclusionParts {
    struct Element {
        std::string expression;  ///< a column or an expression, with its COLLATE
        std::string relation;    ///< "=", "&&", "OPERATOR(public.=)"
    };
    std::vector<Element> elements;
    std::string predicate;  ///< the WHERE condition with its parentheses; empty: none
};

/// Parses "EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (…)" as pg_get_constraintdef prints it. Any other
/// text gives no elements.
ExclusionParts exclusion_parts(std::string_view definition);

}  // namespace retort::preflight
