#include "retort/describe.hpp"

namespace retort::reflect {

namespace {

void erase_all(std::string& text, std::string_view part) {
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at))
        text.erase(at, part.size());
}

}  // namespace

std::string name_in(std::string_view pretty) {
    const std::size_t begin = pretty.find("T = ");
    std::string name(begin == std::string_view::npos ? pretty : pretty.substr(begin + 4));
    if (!name.empty() && name.back() == ']') name.pop_back();
    erase_all(name, "{anonymous}::");
    erase_all(name, "(anonymous namespace)::");
    erase_all(name, "__cxx11::");
    // nlohmann's inline namespace contains its version.
    for (std::size_t at = name.find("json_abi"); at != std::string::npos; at = name.find("json_abi", at)) {
        const std::size_t end = name.find("::", at);
        if (end == std::string::npos) break;
        name.erase(at, end + 2 - at);
    }
    return name;
}

TypeKind kind_by_name(const std::string& name) {
    const std::string plain = name.substr(0, name.find('<'));
    if (plain == "boost::uuids::uuid") return TypeKind::uuid;
    if (plain == "nlohmann::basic_json" || plain == "boost::json::value" || plain == "boost::json::object" ||
        plain == "boost::json::array")
        return TypeKind::json;
    if (plain == "std::filesystem::path") return TypeKind::text;
    if (plain == "std::chrono::year_month_day") return TypeKind::date;
    if (plain == "std::chrono::hh_mm_ss") return TypeKind::time_of_day;
    return TypeKind::unmapped;
}

std::vector<Fact> decode(const rule& from, const Tags* tags) {
    std::vector<Fact> facts;
    for (int i = 0; i < from.count; ++i) {
        const fact& one = from.facts[i];
        Fact made;
        made.kind = one.kind;
        made.on = one.on;
        if (one.text != nullptr) made.text = one.text;
        if (one.more != nullptr) made.more = one.more;
        made.number = one.number;
        made.real = one.real;
        if (one.ref != nullptr && tags != nullptr) {
            if (const auto member = tags->members.find(one.ref); member != tags->members.end())
                made.member = member->second;
            if (const auto type = tags->types.find(one.ref); type != tags->types.end()) made.type = type->second;
        }
        facts.push_back(std::move(made));
    }
    return facts;
}

}  // namespace retort::reflect
