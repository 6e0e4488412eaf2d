#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tools/config.hpp"

namespace retort::tools {

/// One setting that a command writes into retort.toml.
struct ConfigEdit {
    std::string section;              ///< "database"
    std::string key;                  ///< "version_table"
    std::vector<std::string> values;  ///< for a list: those to add; else the one value
    bool list = false;

    /// "[filter] exclude_tables = [\"a\"]", for messages.
    std::string describe() const;
};

/// A TOML basic string.
std::string toml_string(std::string_view text);

/// The text of a configuration with the edits; every other line stays. A list keeps its values. Throws Error RT484,
/// with the line to write, for a setting whose present form can't be edited, such as a list over several lines.
std::string edited_config(const Config& config, std::string text, const std::vector<ConfigEdit>& edits);

}  // namespace retort::tools
