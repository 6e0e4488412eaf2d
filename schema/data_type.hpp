#pragma once

#include <string>
#include <string_view>

#include "schema/type.hpp"

namespace retort {

/// The text of a built-in type, parsed: "numeric(10,2)[]" is {"numeric", "10,2", 1}. A modifier may stand in the middle
/// of the name: "timestamp(3) with time zone" is {"timestamp with time zone", "3", 0}. The fields of an interval are
/// part of its modifier: "interval day to second(3)" is {"interval", "day to second(3)", 0}.
struct DataType {
    std::string name{};      ///< as written, a quoted name with its quotes
    std::string modifier{};  ///< without the outer brackets; numbers without spaces; empty: none
    int dimensions = 0;      ///< of an array

    bool operator==(const DataType&) const = default;
};

/// Bounds in the brackets of an array are dropped, as PostgreSQL does (PostgreSQL, Arrays).
DataType parse_data_type(std::string_view text);

std::string to_sql(const DataType& type);

/// True if only the modifiers of the texts differ.
bool same_but_for_modifier(std::string_view a, std::string_view b);

/// True for an array of a built-in or of a user-defined type.
bool is_array(const Type& type);

}  // namespace retort
