#pragma once

#include <map>
#include <string>
#include <vector>

#include "declare/names.hpp"
#include "declare/rules.hpp"
#include "declare/write.hpp"

namespace retort::declare {

/// A header: its enums, then its structs in the order in which C++ needs them.
struct HeaderPlan {
    std::string path{};
    std::vector<ObjectName> enums{};
    std::vector<ObjectName> tables{};
    std::set<ObjectName> deferred{};   ///< tables that reference a later one of this header
    std::vector<std::string> needs{};  ///< paths of other headers
};

/// What a table's struct needs: the tables and enums that it names.
struct Needs {
    std::set<ObjectName> tables{};
    std::set<ObjectName> enums{};
};

/// The headers, sorted by path. No header includes itself, directly or not.
std::vector<HeaderPlan> plan_headers(const Schema& declared, const Names& names,
                                     const std::map<ObjectName, Needs>& needs, Layout layout);

}  // namespace retort::declare
