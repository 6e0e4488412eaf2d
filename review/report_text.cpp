#include "review/report_text.hpp"

#include <fmt/format.h>

#include <algorithm>
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

std::string markdown_escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '<') {
            result += "&lt;";
            continue;
        }
        if (c == '&') {
            result += "&amp;";
            continue;
        }
        if (std::string_view("\\`*_{}[]()#+!|~>").find(c) != std::string_view::npos) result += '\\';
        result += c == '\n' || c == '\r' ? ' ' : c;
    }
    return result;
}

std::string markdown_fenced(std::string_view language, std::string_view text) {
    std::size_t longest = 2, run = 0;
    for (const char c : text) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const std::string fence(longest + 1, '`');
    return fmt::format("{0}{1}\n{2}{3}{0}\n", fence, language, text, text.ends_with('\n') || text.empty() ? "" : "\n");
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
