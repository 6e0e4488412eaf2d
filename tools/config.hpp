#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plan/foreign_keys.hpp"
#include "schema/error.hpp"
#include "tools/env_file.hpp"

namespace retort::tools {

/// One text of the configuration as written in the file. `${NAME}` in it is expanded when the setting
/// is used, so that a command without a database doesn't require the database's variable.
struct Setting {
    std::string name;  ///< for messages: "[database] url"
    std::string text;
    Position position = {};  ///< of the value; unknown for a default
    std::string source_line = {};
    std::shared_ptr<const Environment> variables = {};  ///< of [database] env_file

    bool given() const { return !text.empty(); }
};

/// The setting's text with every `${NAME}` replaced from the environment, or else from [database] env_file.
/// Throws Error RT005, naming the setting and the variable, for a variable that is not set or empty, and
/// for a `${` without `}`.
std::string expand(const Setting& setting);

/// The duration of a setting: a number of milliseconds, or a number with a unit: "500ms", "30s", "5min".
/// Throws Error RT283 for anything else.
std::chrono::milliseconds duration(const Setting& setting);

/// A number from 0 to 100. Throws Error RT306 for anything else.
int count(const Setting& setting);

/// The setting and its file, for messages: "[database] url in retort.toml".
std::string describe(const Setting& setting);

/// The contents of retort.toml, with defaults.
struct Config {
    std::filesystem::path file;  ///< for messages; empty: no file was found
    std::filesystem::path root;  ///< absolute; paths in the file are relative to it

    std::vector<Setting> headers;
    std::optional<std::vector<Setting>> sql;
    Setting compile_commands{"[models] compile_commands", ""};
    std::vector<Setting> flags;
    bool doc_comments = true;

    Setting env_file{"[database] env_file", ""};
    Setting url{"[database] url", ""};
    Setting scratch_url{"[database] scratch_url", ""};
    Setting version_table{"[database] version_table", "retort_version"};
    Setting history_table{"[database] history_table", "retort_history"};
    Setting busy_timeout{"[database] busy_timeout", "60s"};
    Setting lock_timeout{"[database] lock_timeout", ""};
    Setting lock_retries{"[database] lock_retries", "3"};
    Setting statement_timeout{"[database] statement_timeout", ""};
    std::vector<Setting> extensions;
    bool trust_sources = false;

    std::vector<Setting> directories{{"[migrations] directory", "migrations"}};  ///< not empty
    Setting foreign_keys{"[migrations] foreign_keys", "off"};
    bool allow_drop = false;
    Setting file_name{"[migrations] file_name", "{number:04}_{slug}.sql"};
    bool online = false;
    std::vector<Setting> online_kinds;  ///< empty: all

    std::vector<Setting> schemas;
    std::vector<Setting> tables;
    std::vector<Setting> kinds;
    std::vector<Setting> exclude_schemas;
    std::vector<Setting> exclude_tables;
    std::vector<Setting> exclude_kinds;
    bool privileges = false;
    bool owners = false;

    /// `path` relative to `root`, made absolute.
    std::filesystem::path resolve(const std::string& path) const;
};

/// The nearest retort.toml in `folder` or above it.
std::optional<std::filesystem::path> find_config(const std::filesystem::path& folder);

/// Reads a configuration file. Throws Error with all errors found: RT002 for invalid TOML,
/// RT003 for an unknown key, RT004 for a value of the wrong type, RT267 for an empty one.
Config read_config(const std::filesystem::path& file);

/// The same for a text that `file` has.
Config parse_config(const std::filesystem::path& file, std::string text);

/// The configuration's header files, sorted, each once, absolute.
/// Throws Error RT006 for a pattern that matches no file, RT203 when no pattern is set.
std::vector<std::string> header_files(const Config& config);

/// [migrations] foreign_keys. Throws Error RT294 for an unknown value.
plan::ForeignKeys foreign_keys(const Config& config);

/// [migrations] directory as absolute paths, at least one. Throws Error RT313 for a folder that is named twice.
std::vector<std::filesystem::path> migration_folders(const Config& config);

/// [database] extensions as absolute paths.
std::vector<std::string> extensions(const Config& config);

/// The configuration's SQL files, sorted, each once, as messages show them; nothing when `sql` is not set.
/// Throws Error RT006 for a file that does not exist, RT268 for a pattern whose folder does not exist.
std::optional<std::vector<std::string>> sql_files(const Config& config);

/// SQL files that match the headers' globs with the extension .sql, outside of the migrations folders; empty when `sql`
/// is set.
std::vector<std::string> unread_sql_files(const Config& config);

}  // namespace retort::tools
