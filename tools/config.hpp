#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "schema/error.hpp"

namespace retort::tools {

/// One text of the configuration as it stands in the file. `${NAME}` in it is replaced when it
/// is used, so that a command which needs no database doesn't need its variable either.
struct Setting {
    std::string name;  ///< as messages say it: "[database] url"
    std::string text;
    Position position = {};  ///< of the value; not known for what doesn't come from the file
    std::string source_line = {};

    bool given() const { return !text.empty(); }
};

/// The setting's text with every `${NAME}` replaced from the environment.
/// Throws Error RT005 that names the setting and the variable when one is not set, and for a
/// `${` that never closes.
std::string expand(const Setting& setting);

/// "[database] url in retort.toml": where a person goes to mend it.
std::string describe(const Setting& setting);

/// What retort.toml says, defaults filled in.
struct Config {
    std::filesystem::path file;  ///< as messages show it; empty: no file was found
    std::filesystem::path root;  ///< absolute; the paths in the file start here

    std::vector<Setting> headers;
    std::optional<std::vector<Setting>> sql;
    Setting compile_commands{"[models] compile_commands", ""};
    std::vector<Setting> flags;
    bool doc_comments = true;

    Setting url{"[database] url", ""};
    Setting scratch_url{"[database] scratch_url", ""};
    Setting version_table{"[database] version_table", "retort_version"};
    Setting history_table{"[database] history_table", "migration_history"};

    Setting directory{"[migrations] directory", "migrations"};
    Setting file_name{"[migrations] file_name", "{number:04}_{slug}.sql"};

    std::vector<Setting> schemas;
    std::vector<Setting> tables;
    std::vector<Setting> kinds;
    std::vector<Setting> exclude_schemas;
    std::vector<Setting> exclude_tables;
    std::vector<Setting> exclude_kinds;
    bool privileges = false;

    /// `path` as seen from `root`, absolute.
    std::filesystem::path resolve(const std::string& path) const;
};

/// The nearest retort.toml in `folder` or above it.
std::optional<std::filesystem::path> find_config(const std::filesystem::path& folder);

/// Reads a configuration file. Throws Error with everything that is wrong in it: RT002 for what
/// is no TOML, RT003 for a key that doesn't exist, RT004 for a value of the wrong type.
Config read_config(const std::filesystem::path& file);

/// The configuration's header files, sorted, each once, absolute.
/// Throws Error RT006 for a pattern that matches nothing, RT203 when there is no pattern.
std::vector<std::string> header_files(const Config& config);

/// The configuration's SQL files, likewise; nothing when it says none, not even an empty list.
/// Throws Error RT006 for a file that is not there and for a pattern whose folder is not.
std::optional<std::vector<std::string>> sql_files(const Config& config);

/// Where `sql` is not set: the SQL files that lie where the headers do (the same globs, with .sql), but for migrations.
std::vector<std::string> unread_sql_files(const Config& config);

}  // namespace retort::tools
