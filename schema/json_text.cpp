#include "schema/json_text.hpp"
#include "schema/error.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include <optional>

namespace retort {

namespace {

using Json = nlohmann::ordered_json;

bool is_utf8(const std::string& text) {
    try {
        static_cast<void>(Json(text).dump());
        return true;
    } catch (const Json::type_error&) {
        return false;
    }
}

/// A name, with U+FFFD for what is not UTF-8.
std::string printable(const std::string& text) {
    const std::string quoted = Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
    return quoted.substr(1, quoted.size() - 2);
}

/// The location of a member of an object, or of an element of an array: by its name, if it has one.
std::string step(const Json& json, const std::string& key, const Json& each) {
    if (json.is_object()) return "." + printable(key);
    if (each.is_object() && each.contains("name") && each["name"].is_string())
        return "." + printable(each["name"].get<std::string>());
    return fmt::format("[{}]", key);
}

/// The location of the first string that is not valid UTF-8, as ".tables.users.columns.email.default".
std::optional<std::string> first_invalid(const Json& json) {
    if (json.is_string() && !is_utf8(json.get_ref<const std::string&>())) return "";
    if (!json.is_structured()) return std::nullopt;
    for (const auto& [key, each] : json.items()) {
        const bool is_invalid_key = json.is_object() && !is_utf8(key);
        const std::optional<std::string> inside = is_invalid_key ? "" : first_invalid(each);
        if (inside) return step(json, key, each) + *inside;
    }
    return std::nullopt;
}

}  // namespace

std::string to_utf8(const nlohmann::ordered_json& json) {
    try {
        return json.dump(2) + "\n";
    } catch (const Json::type_error&) {
        const std::string location = first_invalid(json).value_or(".").substr(1);
        throw Error("RT296", location + " is not valid UTF-8, so the schema has no snapshot",
                    "give it a valid text in the database, or exclude it with [filter] in retort.toml");
    }
}

}  // namespace retort
