#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace retort::sql::postgres {

// Members of a node of libpg_query's parse tree.

/// The member `key`; null for a missing one.
inline const nlohmann::json& at(const nlohmann::json& node, const char* key) {
    static const nlohmann::json nothing;
    if (!node.is_object()) return nothing;
    const auto found = node.find(key);
    return found != node.end() ? *found : nothing;
}

/// The member as a text; empty for any other.
inline std::string text(const nlohmann::json& node, const char* key) {
    const nlohmann::json& value = at(node, key);
    return value.is_string() ? value.get<std::string>() : std::string();
}

}  // namespace retort::sql::postgres
