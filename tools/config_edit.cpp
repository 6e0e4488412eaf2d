#include "tools/config_edit.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "schema/error.hpp"

namespace retort::tools {

namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

struct Line {
    std::size_t start = 0;
    std::size_t next = 0;  ///< of the next line
};

std::vector<Line> lines_of(const std::string& text) {
    std::vector<Line> lines;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t next = std::min(text.find('\n', start), text.size() - 1) + 1;
        lines.push_back({start, next});
        start = next;
    }
    return lines;
}

/// The value of a line "key = value"; nothing for any other line.
std::optional<std::string_view> value_of(std::string_view line, std::string_view key) {
    line = trimmed(line);
    if (!line.starts_with(key)) return std::nullopt;
    line = trimmed(line.substr(key.size()));
    if (!line.starts_with('=')) return std::nullopt;
    return trimmed(line.substr(1));
}

[[noreturn]] void reject(const Config& config, const ConfigEdit& edit) {
    throw Error("RT484",
                fmt::format("{} can't be changed: {} has a form that is not edited", config.file.string(), edit.key),
                fmt::format("nothing was written: set {} yourself, and run the command again", edit.describe()));
}

/// The present values of a list that a command extends.
std::vector<std::string> present(const Config& config, const ConfigEdit& edit) {
    const std::vector<Setting>& settings =
        edit.key == "exclude_schemas" ? config.exclude_schemas : config.exclude_tables;
    std::vector<std::string> values;
    for (const Setting& each : settings) values.push_back(each.text);
    return values;
}

std::string as_toml(const std::vector<std::string>& values, bool list) {
    std::vector<std::string> quoted;
    for (const std::string& each : values) quoted.push_back(toml_string(each));
    return list ? fmt::format("[{}]", fmt::join(quoted, ", ")) : quoted.front();
}

std::string edited(const Config& config, std::string text, const ConfigEdit& edit) {
    std::vector<std::string> values = edit.values;
    if (edit.list) {
        values = present(config, edit);
        for (const std::string& each : edit.values)
            if (std::find(values.begin(), values.end(), each) == values.end()) values.push_back(each);
    }
    const std::string line = fmt::format("{} = {}\n", edit.key, as_toml(values, edit.list));
    std::optional<std::size_t> below;
    for (const Line& each : lines_of(text)) {
        const std::string_view content = std::string_view(text).substr(each.start, each.next - each.start);
        if (trimmed(content).starts_with('[')) {
            if (below) break;
            if (trimmed(content).starts_with(fmt::format("[{}]", edit.section))) below = each.next;
            continue;
        }
        const auto value = below ? value_of(content, edit.key) : std::nullopt;
        if (!value) continue;
        if (edit.list ? !value->ends_with(']') : !value->ends_with('"')) reject(config, edit);
        return text.replace(each.start, each.next - each.start, line);
    }
    if (below) return text.insert(*below, (*below > 0 && text[*below - 1] != '\n' ? "\n" : "") + line);
    if (!text.empty() && !text.ends_with('\n')) text += '\n';
    return text + fmt::format("\n[{}]\n{}", edit.section, line);
}

}  // namespace

std::string toml_string(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + '"';
}

std::string ConfigEdit::describe() const { return fmt::format("[{}] {} = {}", section, key, as_toml(values, list)); }

std::string edited_config(const Config& config, std::string text, const std::vector<ConfigEdit>& edits) {
    for (const ConfigEdit& each : edits) {
        std::string changed = edited(config, text, each);
        try {
            parse_config(config.file, changed);
        } catch (const Error&) {
            reject(config, each);
        }
        text = std::move(changed);
    }
    return text;
}

}  // namespace retort::tools
