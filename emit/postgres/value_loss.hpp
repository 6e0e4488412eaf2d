#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schema/schema.hpp"

namespace retort::emit::postgres {

/// How a conversion changes values without an error.
struct ValueLoss {
    /// Which values are changed.
    enum class Changed {
        by_round_trip,  ///< those that differ after the conversion to the new type and back
        by_text,        ///< those whose text differs, white space aside
        all,            ///< all that are not NULL
        none            ///< no value that the engine tells from the old one
    };

    std::string_view what;  ///< "are rounded"
    Changed changed = Changed::by_round_trip;
};

/// The loss in a conversion by the engine's casts (emit::postgres::conversion), of scalars or of the elements of
/// arrays; none for a conversion that keeps every value or fails.
std::optional<ValueLoss> value_loss(const Type& from, const Schema& from_schema, const Type& to,
                                    const Schema& to_schema);

/// The comment for a statement: "values of fee.price are rounded: numeric(12,2) → integer".
std::string comment_on(const ValueLoss& loss, const ObjectName& table, const std::string& column, const Type& from,
                       const Type& to);

}  // namespace retort::emit::postgres
