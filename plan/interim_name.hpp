#pragma once

#include <functional>

#include "schema/schema.hpp"

namespace retort::plan {

/// A name for an object that is renamed while the new object of its name is created: "name__old", or "name__old1" and
/// so on. No relation, type, collation or other named object of the schemas has it, and `reserved` is false for it.
ObjectName interim_name(const ObjectName& name, const Schema& from, const Schema& to,
                        const std::function<bool(const ObjectName&)>& reserved = {});

}  // namespace retort::plan
