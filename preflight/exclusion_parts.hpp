#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace retort::preflight {

/// What an exclusion constraint says: no two rows may have all of `elements` in such a relation.
struct ExclusionParts {
    struct Element {
        std::string expression;  ///< a column or an expression, with its COLLATE
        std::string relation;    ///< "=", "&&", "OPERATOR(public.=)"
    };
    std::vector<Element> elements;
    std::string predicate;  ///< WHERE, with its brackets; empty: none
};

/// Takes apart "EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (…)", as pg_get_constraintdef
/// prints it; no elements where it is something else.
ExclusionParts exclusion_parts(std::string_view definition);

}  // namespace retort::preflight
