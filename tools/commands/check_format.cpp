#include "tools/commands/check_format.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>
#include <utility>
#include <vector>

#include "review/github.hpp"
#include "review/json.hpp"
#include "review/junit.hpp"
#include "review/markdown.hpp"
#include "review/sarif.hpp"
#include "review/text.hpp"
#include "schema/error.hpp"
#include "tools/version.hpp"

namespace retort::tools {

namespace {

constexpr std::pair<std::string_view, std::string (*)(const review::Report&)> formats[] = {
    {"text", review::to_text},   {"json", review::to_json},         {"github", review::to_github},
    {"junit", review::to_junit}, {"markdown", review::to_markdown}, {"sarif", nullptr}};

}  // namespace

CheckFormat check_format(const std::string& word, const std::string& fallback) {
    if (word == "sarif")
        return [fallback](const review::Report& report) { return review::to_sarif(report, version(), fallback); };
    std::vector<std::string_view> all;
    for (const auto& [name, write] : formats) {
        if (name == word) return write;
        all.push_back(name);
    }
    throw Error("RT362", fmt::format("unknown format '{}' of a check", word),
                fmt::format("the formats are {}", fmt::join(all, ", ")));
}

}  // namespace retort::tools
