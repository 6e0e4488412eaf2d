#pragma once

#include <string>

#include "schema/schema.hpp"

namespace retort::emit::postgres {

/// The types between which conversions follow the same rules.
enum class Family {
    text,
    integer,
    number,
    boolean,
    uuid,
    date,
    timestamp,
    timestamptz,
    time,
    interval,
    json,
    bytea,
    network,
    enumeration,
    other
};

/// The name of a type without its modifier, and the family of the name.
struct Shape {
    std::string base;
    Family family = Family::other;
    bool array = false;
};

/// The shape of a type. A domain has the shape of its underlying type.
Shape shape_of(const Type& declared, const Schema& schema);

}  // namespace retort::emit::postgres
