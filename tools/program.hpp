#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "introspect/database.hpp"
#include "schema/dialect.hpp"
#include "schema/error.hpp"
#include "sql/url.hpp"
#include "tools/config.hpp"
#include "tools/terminal.hpp"

namespace retort::tools {

struct Exit {
    static constexpr int ok = 0;         ///< done, or nothing to do
    static constexpr int different = 1;  ///< `check`, `diff`: a difference was found
    static constexpr int error = 2;      ///< an error was printed on standard error
};

/// The state that subcommands share: global options, configuration, terminal.
class Program {
public:
    Program();

    /// Parses the command line, runs the subcommand, prints errors. Returns the exit status.
    int run(int argc, const char* const* argv);

    // Set by the command line.
    std::string config_option;
    std::string database_option;
    bool privileges = false;  ///< --privileges of commands that compare
    bool owners = false;      ///< --owners of commands that compare
    bool strict = false;      ///< --strict of commands that compare
    bool trust = false;       ///< --trust of commands that compare
    ColourMode colour = ColourMode::automatic;
    std::function<int()> action;  ///< the subcommand

    Terminal& terminal() { return *terminal_; }

    /// The configuration: --config, else RETORT_CONFIG, else the nearest retort.toml upwards,
    /// else the defaults with an empty `file`.
    const Config& config();

    /// The configuration, for commands that require a file. Throws Error RT001 when there is none.
    const Config& required_config();

    /// The live database: --database, else [database] url. Throws Error RT007 when neither is given.
    sql::Url live_url();

    /// True when [database] scratch_url is "none".
    bool without_scratch();

    /// [database] scratch_url when it is a URL.
    std::optional<sql::Url> scratch_url();

    /// The dialect of the live database's URL. Nothing when no URL is given, or when it contains a
    /// variable that is not set.
    std::optional<Dialect> configured_dialect();

    /// Prints the error on standard error; the command goes on.
    void report(const Error& error);

private:
    sql::Url url_of(const Setting& setting);

    std::optional<Config> config_;
    std::unique_ptr<Terminal> terminal_;
    std::string live_setting_;  ///< the option or setting of the live database's URL
};

}  // namespace retort::tools
