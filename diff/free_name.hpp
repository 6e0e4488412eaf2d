#pragma once

#include <functional>
#include <string>

#include "schema/schema.hpp"

namespace retort::diff {

/// A name for an object that is renamed while the new object of its name is created: "name__old", or "name__old1" and
/// so on. No relation, type, collation or other named object of the schemas has it, and `reserved` is false for it.
ObjectName free_name(const ObjectName& name, const Schema& from, const Schema& to,
                     const std::function<bool(const ObjectName&)>& reserved = {});

/// The same for the name of a column or label: one for which `is_taken` is false.
std::string free_name(const std::string& name, const std::function<bool(const std::string&)>& is_taken);

}  // namespace retort::diff
