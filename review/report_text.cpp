#include "review/report_text.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "schema/json_text.hpp"

namespace retort::review {

namespace {

std::string percent(char c) { return fmt::format("%{:02X}", static_cast<unsigned char>(c)); }

}  // namespace

std::string uri_of(std::string_view path) {
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    std::string uri = path.starts_with('/') ? "file://" : "";
    for (const char c : path) uri += plain.find(c) != plain.npos ? std::string(1, c) : percent(c);
    return uri;
}

std::string workflow_escaped(std::string_view text, bool property) {
    const std::string_view special = property ? "%\r\n:," : "%\r\n";
    std::string escaped;
    for (const char c : text) escaped += special.find(c) != special.npos ? percent(c) : std::string(1, c);
    return escaped;
}

std::string sarif_log(std::string_view tool_version, std::string_view column_kind, nlohmann::ordered_json rules,
                      nlohmann::ordered_json results) {
    using Json = nlohmann::ordered_json;
    Json driver{{"name", "retort"}, {"version", tool_version}, {"rules", std::move(rules)}};
    Json run{{"tool", {{"driver", std::move(driver)}}}, {"columnKind", column_kind}, {"results", std::move(results)}};
    return to_utf8({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", Json::array({std::move(run)})}});
}

}  // namespace retort::review
