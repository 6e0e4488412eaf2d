#pragma once

#include <optional>
#include <string>

#include "emit/postgres/conversion.hpp"
#include "emit/postgres/type_shape.hpp"

namespace retort::emit::postgres {

/// The conversion of `value` between scalar types; no value when there is none. `type` is the new type as SQL names it.
std::optional<Conversion> cast(const std::string& value, const Shape& from, const Shape& to, const std::string& type,
                               Direction direction);

}  // namespace retort::emit::postgres
