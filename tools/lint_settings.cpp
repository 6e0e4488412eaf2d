#include "tools/lint_settings.hpp"

#include <fmt/format.h>

// As in tools/config.cpp.
#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_ASSERT(condition) static_assert(true)
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

#include <optional>
#include <string>
#include <vector>

#include "review/lint/place.hpp"
#include "schema/error.hpp"
#include "sql/text_file.hpp"
#include "tools/config.hpp"

namespace retort::tools {

namespace {

std::optional<hazards::Severity> parse_severity(std::string_view word) {
    for (const auto each : {hazards::Severity::off, hazards::Severity::warning, hazards::Severity::error})
        if (to_string(each) == word) return each;
    return std::nullopt;
}

class Reader {
public:
    Reader(std::string file, std::string text) : file_(std::move(file)), text_(std::move(text)) {}

    std::map<hazards::Rule, hazards::Severity> read() {
        const toml::table root = toml::parse(text_, file_);
        if (const toml::table* section = root["lint"].as_table())
            for (const auto& [key, value] : *section) read_key(std::string(key.str()), key.source(), value);
        if (!errors_.empty()) throw Error(std::move(errors_));
        return std::move(severities_);
    }

private:
    void add(ErrorCode code, const toml::source_region& region, std::string message, std::string hint) {
        const Position position{file_, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
        errors_.push_back({code, std::move(message), position, line_of(text_, position.line), std::move(hint), {}});
    }

    void read_key(const std::string& key, const toml::source_region& region, const toml::node& value) {
        const hazards::RuleEntry* rule = hazards::find_rule(key);
        const auto severity = parse_severity(value.value_or(std::string()));
        if (rule == nullptr)
            add("RT384", region, fmt::format("[lint] has no rule '{}'", key), hazards::meant_rule(key));
        else if (!severity)
            add("RT382", value.source(), fmt::format("[lint] {} is no severity", key),
                "the severities are \"error\", \"warning\" and \"off\"");
        else if (!severities_.emplace(rule->rule, *severity).second)
            add("RT383", region, fmt::format("[lint] sets {} twice, by its code and by its name", rule->code),
                "remove one");
    }

    std::string file_;
    std::string text_;
    std::map<hazards::Rule, hazards::Severity> severities_{};
    std::vector<Diagnostic> errors_{};
};

}  // namespace

std::map<hazards::Rule, hazards::Severity> lint_severities(const Config& config) {
    if (config.file.empty()) return {};
    const std::string path = config.file.string();
    return Reader(path, sql::read_file(path)).read();
}

}  // namespace retort::tools
