#pragma once

#include <array>
#include <compare>

#include "schema/object_id.hpp"

namespace retort::plan {

/// What a plan does to an object that others depend on. A rename is none: the engine stores references by identity.
enum class Impact {
    retyped,     ///< a column is altered in place to another type
    resized,     ///< a column is altered in place to another length or precision of the same type
    recollated,  ///< a column is altered in place to another collation
    nullable,    ///< a column loses NOT NULL in place
    reshaped,    ///< a composite type loses attributes in place
    recreated    ///< an object is dropped and created again; a column, or an attribute of a type, dropped and added
};
inline constexpr std::array all_impacts = {Impact::retyped,  Impact::resized,  Impact::recollated,
                                           Impact::nullable, Impact::reshaped, Impact::recreated};

struct Impacted {
    ObjectId object{};
    Impact impact{};

    auto operator<=>(const Impacted&) const = default;
};

}  // namespace retort::plan
