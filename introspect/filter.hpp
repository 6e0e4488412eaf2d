#pragma once

#include <vector>

#include "schema/name.hpp"

namespace retort::introspect {

/// What introspection leaves out, and so what is never changed or dropped.
struct Filter {
    std::vector<ObjectName> ignored_tables;  ///< the version and history tables, say
};

}  // namespace retort::introspect
