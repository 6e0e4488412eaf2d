#include "tools/config.hpp"

#include <fmt/format.h>

// toml++ 3.3 asserts, or tells the optimizer with NDEBUG, that a key begins with a letter, digit or quote. Its next
// lines report that error of the file.
#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_ASSERT(condition) static_assert(true)
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <tuple>
#include <utility>

#include "migrate/file_name.hpp"
#include "schema/name.hpp"
#include "sql/encoding.hpp"
#include "sql/text_file.hpp"
#include "tools/glob.hpp"
#include "tools/paths.hpp"

namespace retort::tools {

namespace fs = std::filesystem;

namespace {

Position position_of(const std::string& file, const toml::source_region& region) {
    return {file, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

std::string_view words_for(toml::node_type type) {
    switch (type) {
        case toml::node_type::table: return "a table";
        case toml::node_type::array: return "a list";
        case toml::node_type::string: return "a string";
        case toml::node_type::integer: return "an integer";
        case toml::node_type::floating_point: return "a number";
        case toml::node_type::boolean: return "true or false";
        default: return "a date or time";
    }
}

/// A key of the configuration file, and the member of Config that holds its value.
struct Key {
    std::string_view section;
    std::string_view name;
    Setting Config::* text = nullptr;
    std::vector<Setting> Config::* texts = nullptr;
    bool Config::* flag = nullptr;
    std::optional<std::vector<Setting>> Config::* optional_texts = nullptr;
    Setting Config::* duration = nullptr;                  ///< text, or an integer
    std::vector<Setting> Config::* one_or_more = nullptr;  ///< text, or a list that is not empty
};

const std::vector<Key>& keys() {
    static const std::vector<Key> all = {
        {"models", "headers", nullptr, &Config::headers, nullptr},
        {"models", "sql", nullptr, nullptr, nullptr, &Config::sql},
        {"models", "compile_commands", &Config::compile_commands, nullptr, nullptr},
        {"models", "flags", nullptr, &Config::flags, nullptr},
        {"models", "doc_comments", nullptr, nullptr, &Config::doc_comments},
        {"database", "env_file", &Config::env_file, nullptr, nullptr},
        {"database", "url", &Config::url, nullptr, nullptr},
        {"database", "scratch_url", &Config::scratch_url, nullptr, nullptr},
        {"database", "version_table", &Config::version_table, nullptr, nullptr},
        {"database", "history_table", &Config::history_table, nullptr, nullptr},
        {"database", "busy_timeout", nullptr, nullptr, nullptr, nullptr, &Config::busy_timeout},
        {"database", "lock_timeout", nullptr, nullptr, nullptr, nullptr, &Config::lock_timeout},
        {"database", "lock_retries", nullptr, nullptr, nullptr, nullptr, &Config::lock_retries},
        {"database", "statement_timeout", nullptr, nullptr, nullptr, nullptr, &Config::statement_timeout},
        {"database", "extensions", nullptr, &Config::extensions, nullptr},
        {"database", "trust_sources", nullptr, nullptr, &Config::trust_sources},
        {"migrations", "directory", nullptr, nullptr, nullptr, nullptr, nullptr, &Config::directories},
        {"migrations", "file_name", &Config::file_name, nullptr, nullptr},
        {"migrations", "foreign_keys", &Config::foreign_keys, nullptr, nullptr},
        {"migrations", "allow_drop", nullptr, nullptr, &Config::allow_drop},
        {"migrations", "online", nullptr, &Config::online_kinds, &Config::online},
        {"filter", "schemas", nullptr, &Config::schemas, nullptr},
        {"filter", "tables", nullptr, &Config::tables, nullptr},
        {"filter", "kinds", nullptr, &Config::kinds, nullptr},
        {"filter", "exclude_schemas", nullptr, &Config::exclude_schemas, nullptr},
        {"filter", "exclude_tables", nullptr, &Config::exclude_tables, nullptr},
        {"filter", "exclude_kinds", nullptr, &Config::exclude_kinds, nullptr},
        {"filter", "privileges", nullptr, nullptr, &Config::privileges},
        {"filter", "owners", nullptr, nullptr, &Config::owners},
    };
    return all;
}

class Reader {
public:
    Reader(std::string file, std::string text) : file_(std::move(file)), text_(std::move(text)) {}

    void read(Config& config) {
        toml::table root;
        try {
            root = toml::parse(text_, file_);
        } catch (const toml::parse_error& error) {
            throw Error(at("RT002", std::string(error.description()), error.source()));
        }
        for (const auto& [key, node] : root) {
            read_section(config, key, node);
        }
        if (errors_.empty()) return;
        std::stable_sort(errors_.begin(), errors_.end(), [](const Diagnostic& a, const Diagnostic& b) {
            return std::tie(a.position.line, a.position.column) < std::tie(b.position.line, b.position.column);
        });
        throw Error(std::move(errors_));
    }

private:
    Diagnostic at(ErrorCode code, std::string message, const toml::source_region& region) const {
        Diagnostic diagnostic{code, std::move(message), position_of(file_, region)};
        diagnostic.source_line = line_of(text_, diagnostic.position.line);
        return diagnostic;
    }

    void add_error(ErrorCode code, std::string message, const toml::source_region& region, std::string hint) {
        Diagnostic diagnostic = at(code, std::move(message), region);
        diagnostic.hint = std::move(hint);
        errors_.push_back(std::move(diagnostic));
    }

    template <class Names>
    static std::string suggestion(std::string_view word, const Names& names, std::string_view what) {
        const std::string_view meant = did_you_mean(word, names);
        if (!meant.empty()) return fmt::format("did you mean '{}'?", meant);
        return fmt::format("{}: {}", what, fmt::join(names, ", "));
    }

    void read_section(Config& config, const toml::key& section, const toml::node& node) {
        const std::set<std::string_view> sections = {"models", "database", "migrations", "filter", "lint"};
        if (!sections.contains(section.str())) {
            return unknown(node.is_table() ? "section" : "key", section, {},
                           suggestion(section.str(), sections, "sections"));
        }
        const toml::table* table = node.as_table();
        if (!table) {
            return wrong_type(fmt::format("'{}'", section.str()), "a section", node, section.source(),
                              fmt::format("write [{}] on its own line, its keys below it", section.str()));
        }
        if (section.str() == "lint") return;  // tools/lint_settings.cpp reads it
        for (const auto& [key, value] : *table) {
            read_key(config, section.str(), key, value);
        }
    }

    void read_key(Config& config, std::string_view section, const toml::key& key, const toml::node& value) {
        std::set<std::string_view> names;
        for (const Key& known : keys()) {
            if (known.section != section) continue;
            if (known.name == key.str()) return read_value(config, known, value);
            names.insert(known.name);
        }
        std::string hint = suggestion(key.str(), names, "keys of this section");
        for (const Key& known : keys()) {
            if (known.name == key.str()) hint = fmt::format("'{}' belongs to [{}]", known.name, known.section);
        }
        unknown("key", key, fmt::format(" in [{}]", section), std::move(hint));
    }

    void read_value(Config& config, const Key& key, const toml::node& value) {
        const std::string name = fmt::format("[{}] {}", key.section, key.name);
        if (key.flag && key.texts) {
            read_flag_or_list(config, key, name, value);
        } else if (key.flag) {
            if (const auto flag = value.value_exact<bool>()) {
                config.*key.flag = *flag;
            } else {
                wrong_type(name, "true or false", value);
            }
        } else if (key.duration) {
            if (auto setting = duration_setting(name, value)) config.*key.duration = std::move(*setting);
        } else if (key.one_or_more) {
            read_one_or_more(config.*key.one_or_more, name, value);
        } else if (key.text) {
            if (auto setting = text_setting(name, value)) config.*key.text = std::move(*setting);
        } else {
            const toml::array* list = value.as_array();
            if (!list) return wrong_type(name, "a list of strings", value);
            std::vector<Setting>& texts = key.texts ? config.*key.texts : (config.*key.optional_texts).emplace();
            for (const toml::node& item : *list) {
                if (auto setting = text_setting(name, item)) texts.push_back(std::move(*setting));
            }
        }
    }

    /// A list sets the flag if it is not empty.
    void read_flag_or_list(Config& config, const Key& key, const std::string& name, const toml::node& value) {
        const toml::array* list = value.as_array();
        const auto flag = value.value_exact<bool>();
        if (!list && !flag) return wrong_type(name, "true, false or a list of strings", value);
        config.*key.flag = list ? !list->empty() : *flag;
        if (!list) return;
        for (const toml::node& item : *list)
            if (auto setting = text_setting(name, item)) (config.*key.texts).push_back(std::move(*setting));
    }

    void read_one_or_more(std::vector<Setting>& settings, const std::string& name, const toml::node& value) {
        const toml::array* list = value.as_array();
        if (!list && !value.is_string()) return wrong_type(name, "a string or a list of strings", value);
        if (list && list->empty()) return empty(name, value);
        settings.clear();
        const auto read = [&](const toml::node& item) {
            if (auto setting = text_setting(name, item)) settings.push_back(std::move(*setting));
        };
        if (!list) return read(value);
        for (const toml::node& item : *list) read(item);
    }

    std::optional<Setting> text_setting(const std::string& name, const toml::node& value) {
        const auto text = value.value_exact<std::string>();
        if (!text) {
            wrong_type(name, "a string", value);
            return std::nullopt;
        }
        if (text->empty() && name != "[database] history_table") {  // empty: no history
            empty(name, value);
            return std::nullopt;
        }
        const Position position = position_of(file_, value.source());
        return Setting{name, *text, position, line_of(text_, position.line)};
    }

    std::optional<Setting> duration_setting(const std::string& name, const toml::node& value) {
        const auto milliseconds = value.value_exact<std::int64_t>();
        if (!milliseconds && !value.is_string()) {
            wrong_type(name, "a number of milliseconds, or a string such as \"30s\"", value);
            return std::nullopt;
        }
        if (!milliseconds) return text_setting(name, value);
        const Position position = position_of(file_, value.source());
        return Setting{name, fmt::to_string(*milliseconds), position, line_of(text_, position.line)};
    }

    void unknown(std::string_view what, const toml::key& key, std::string_view in, std::string hint) {
        add_error("RT003", fmt::format("unknown {} '{}'{}", what, key.str(), in), key.source(), std::move(hint));
    }

    void empty(const std::string& name, const toml::node& value) {
        add_error("RT267", fmt::format("{} is empty", name), value.source(), "give it a value, or remove the line");
    }

    void wrong_type(const std::string& name, std::string_view wanted, const toml::node& value) {
        wrong_type(name, wanted, value, value.source(), {});
    }
    void wrong_type(const std::string& name, std::string_view wanted, const toml::node& value,
                    const toml::source_region& region, std::string hint) {
        add_error("RT004", fmt::format("{} must be {}, not {}", name, wanted, words_for(value.type())), region,
                  std::move(hint));
    }

    std::string file_;
    std::string text_;
    std::vector<Diagnostic> errors_;
};

Diagnostic about(const Setting& setting, ErrorCode code, std::string message, std::string hint) {
    return {code, std::move(message), setting.position, setting.source_line, std::move(hint), {}};
}

/// How to set a variable that has no value.
std::string unset_hint(const Setting& setting, const std::string& variable) {
    if (!setting.variables) return fmt::format("export {}=…", variable);
    return fmt::format("export {0}=…, or write {0}=… to {1}{2}", variable, setting.variables->file,
                       setting.variables->exists ? "" : ", which does not exist");
}

Diagnostic no_match(const Setting& pattern, const std::string& text, std::string hint) {
    return about(pattern, "RT006", fmt::format("no file matches '{}'", text), std::move(hint));
}

}  // namespace

std::string describe(const Setting& setting) {
    if (!setting.position.known()) return setting.name;
    return fmt::format("{} in {}", setting.name, setting.position.file);
}

std::string expand(const Setting& setting) {
    std::string result;
    std::string_view rest = setting.text;
    for (std::size_t open = rest.find("${"); open != std::string_view::npos; open = rest.find("${")) {
        result += rest.substr(0, open);
        const std::size_t close = rest.find('}', open);
        if (close == std::string_view::npos) {
            throw Error(about(setting, "RT202", fmt::format("{}: '${{' without '}}'", setting.name),
                              "write ${NAME} for the value of an environment variable"));
        }
        const std::string variable(rest.substr(open + 2, close - open - 2));
        const char* value = std::getenv(variable.c_str());
        if (setting.variables && (!value || !*value))
            if (const auto found = setting.variables->values.find(variable); found != setting.variables->values.end())
                value = found->second.c_str();
        if (!value || !*value) {
            throw Error(about(setting, "RT005",
                              fmt::format("{} needs the environment variable {}, which is {}", setting.name, variable,
                                          value ? "empty" : "not set"),
                              unset_hint(setting, variable)));
        }
        result += value;
        rest.remove_prefix(close + 1);
    }
    return result += rest;
}

std::chrono::milliseconds duration(const Setting& setting) {
    static constexpr std::pair<std::string_view, std::int64_t> units[] = {
        {"", 1}, {"ms", 1}, {"s", 1'000}, {"min", 60'000}, {"h", 3'600'000}};
    const std::string text = expand(setting);
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    unit.remove_prefix(std::min(unit.find_first_not_of(' '), unit.size()));
    constexpr std::int64_t most = 1'000'000'000;  // SQLite's limit is an int of milliseconds, 24 days
    for (const auto& [name, factor] : units)
        if (failed == std::errc{} && name == unit && number >= 0 && number <= most / factor)
            return std::chrono::milliseconds(number * factor);
    throw Error(about(setting, "RT283", fmt::format("{}: '{}' is not a duration", setting.name, text),
                      "write a number of milliseconds, or \"500ms\", \"30s\", \"5min\"; at most 11 days"));
}

int count(const Setting& setting) {
    const std::string text = expand(setting);
    int number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed == std::errc{} && end == text.data() + text.size() && number >= 0 && number <= 100) return number;
    throw Error(about(setting, "RT306", fmt::format("{}: '{}' is not a number from 0 to 100", setting.name, text),
                      "0 means that a transaction which did not get a lock is not run again; the default is 3"));
}

plan::ForeignKeys foreign_keys(const Config& config) {
    const std::string text = expand(config.foreign_keys);
    if (text == "off") return plan::ForeignKeys::off;
    if (text == "deferred") return plan::ForeignKeys::deferred;
    throw Error(about(config.foreign_keys, "RT294",
                      fmt::format("{} is '{}', but must be 'off' or 'deferred'", config.foreign_keys.name, text),
                      "\"deferred\" is for runners that cannot switch foreign keys off, such as D1"));
}

fs::path Config::resolve(const std::string& path) const { return (root / path).lexically_normal(); }

std::optional<fs::path> find_config(const fs::path& folder) {
    std::error_code failed;
    for (fs::path at = fs::absolute(folder).lexically_normal();; at = at.parent_path()) {
        if (fs::is_regular_file(at / "retort.toml", failed)) return at / "retort.toml";
        if (at == at.parent_path()) return std::nullopt;
    }
}

Config read_config(const fs::path& file) {
    const std::string path = shown(file).string();
    std::string text = sql::read_file(path);
    sql::check_encoding(text, path);
    return parse_config(file, std::move(text));
}

Config parse_config(const fs::path& file, std::string text) {
    Config config;
    config.file = shown(file);
    config.root = fs::absolute(file).lexically_normal().parent_path();
    Reader(config.file.string(), std::move(text)).read(config);
    if (config.env_file.given()) {
        const fs::path named = config.resolve(expand(config.env_file));
        const auto variables = std::make_shared<Environment>(read_env_file(named, shown(named).string()));
        for (const Key& key : keys()) {
            if (key.text) (config.*key.text).variables = variables;
            if (key.duration) (config.*key.duration).variables = variables;
            for (std::vector<Setting> Config::* const list : {key.texts, key.one_or_more})
                if (list)
                    for (Setting& each : config.*list) each.variables = variables;
            if (key.optional_texts && config.*key.optional_texts)
                for (Setting& each : *(config.*key.optional_texts)) each.variables = variables;
        }
    }
    return config;
}

std::vector<std::string> header_files(const Config& config) {
    if (config.headers.empty()) {
        throw Error("RT203",
                    config.file.empty() ? "no retort.toml: [models] headers is not set"
                                        : fmt::format("[models] headers is not set in {}", config.file.string()),
                    config.file.empty() ? "run 'retort init' here, or run retort in a folder with a retort.toml"
                                        : "headers = [\"models/**/*.hpp\"] under [models]");
    }
    std::set<std::string> files;
    std::vector<Diagnostic> errors;
    for (const Setting& pattern : config.headers) {
        const std::string text = expand(pattern);
        const auto found = glob(config.root, text);
        if (found.empty()) {
            errors.push_back(no_match(pattern, text, fmt::format("searched in {}", shown(config.root).string())));
        }
        for (const fs::path& path : found) files.insert(path.string());
    }
    if (!errors.empty()) throw Error(std::move(errors));
    return {files.begin(), files.end()};
}

std::vector<fs::path> migration_folders(const Config& config) {
    std::vector<fs::path> folders;
    for (const Setting& each : config.directories) {
        fs::path folder = config.resolve(expand(each));
        if (!folder.has_filename()) folder = folder.parent_path();  // "a/" is "a"
        std::error_code failed;
        const auto same = [&](const fs::path& other) {
            return folder == other || fs::equivalent(folder, other, failed);
        };
        if (std::any_of(folders.begin(), folders.end(), same))
            throw Error(about(each, "RT313",
                              fmt::format("{} names the folder {} twice", each.name, shown(folder).string()),
                              "remove one"));
        folders.push_back(std::move(folder));
    }
    return folders;
}

std::vector<std::string> extensions(const Config& config) {
    std::vector<std::string> paths;
    for (const Setting& each : config.extensions) paths.push_back(config.resolve(expand(each)).string());
    return paths;
}

std::optional<std::vector<std::string>> sql_files(const Config& config) {
    if (!config.sql) return std::nullopt;
    std::set<std::string> files;
    std::vector<Diagnostic> errors;
    for (const Setting& pattern : *config.sql) {
        const std::string text = expand(pattern);
        const auto found = glob(config.root, text);
        // A pattern may match no file, but its folder must exist: it may be misspelt.
        const fs::path folder = config.resolve(text.substr(0, text.find_first_of("*?["))).parent_path();
        const bool wild = text.find_first_of("*?[") != std::string::npos;
        std::error_code failed;
        const std::string hint = "set sql = [] under [models] if there are no SQL files";
        if (found.empty() && !wild) {
            errors.push_back(no_match(pattern, text, hint));
        } else if (found.empty() && !fs::is_directory(folder, failed)) {
            errors.push_back(
                about(pattern, "RT268", fmt::format("'{}': no folder {}", text, shown(folder).string()), hint));
        }
        for (const fs::path& path : found) files.insert(shown(path).string());
    }
    if (!errors.empty()) throw Error(std::move(errors));
    return std::vector<std::string>(files.begin(), files.end());
}

std::vector<std::string> unread_sql_files(const Config& config) {
    std::set<std::string> files;
    if (config.sql) return {};
    const std::vector<fs::path> migrations = migration_folders(config);
    const auto is_migration = [&](const fs::path& path) {
        return std::any_of(migrations.begin(), migrations.end(), [&](const fs::path& folder) {
            const fs::path inside = path.lexically_relative(folder);
            return !inside.empty() && *inside.begin() != "..";
        });
    };
    for (const Setting& pattern : config.headers) {
        for (const fs::path& path : glob(config.root, fs::path(expand(pattern)).replace_extension(".sql").string())) {
            if (!is_migration(path)) files.insert(shown(path).string());
        }
    }
    return {files.begin(), files.end()};
}

}  // namespace retort::tools
