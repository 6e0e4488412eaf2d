#pragma once

#include <map>
#include <string>

#include "schema/object_id.hpp"

namespace retort {

/// The owners of objects. An object that belongs to the role which read the schema is not listed: on another database
/// it belongs to the role that runs the plan.
struct Owners {
    std::string reader{};                     ///< the role that read the schema
    bool compared = false;                    ///< false: read only to restore them on recreated objects
    std::map<ObjectId, std::string> roles{};  ///< schemas too, except the default schema

    bool operator==(const Owners&) const = default;
};

}  // namespace retort
