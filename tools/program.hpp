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
    static constexpr int ok = 0;         ///< nothing to do, or done
    static constexpr int different = 1;  ///< `check`, `diff`: a difference was found
    static constexpr int error = 2;      ///< told on standard error
};

/// What every subcommand shares: the options before it, the configuration, the terminal.
class Program {
public:
    Program();

    /// Parses the command line, runs the subcommand, prints what goes wrong.
    int run(int argc, const char* const* argv);

    // Set by the command line.
    std::string config_option;
    std::string database_option;
    bool privileges = false;  ///< --privileges, of commands that compare
    bool strict = false;      ///< --strict, likewise
    ColourMode colour = ColourMode::automatic;
    std::function<int()> action;  ///< the subcommand

    Terminal& terminal() { return *terminal_; }

    /// The configuration: --config, else RETORT_CONFIG, else the nearest retort.toml upwards,
    /// else the defaults with an empty `file`.
    const Config& config();

    /// The configuration, where the command makes no sense without one. Throws Error RT001.
    const Config& required_config();

    /// The database that is worked on: --database, else [database] url. Throws Error RT007 when
    /// neither is given.
    sql::Url live_url();

    /// True when [database] scratch_url is "none".
    bool without_scratch();

    /// [database] scratch_url, if it is set to a URL.
    std::optional<sql::Url> scratch_url();

    /// The dialect of the live database's URL. Nothing when no URL is given, or when it needs a
    /// variable that isn't set.
    std::optional<Dialect> configured_dialect();

private:
    sql::Url url_of(const Setting& setting);
    void report(const Error& error);

    std::optional<Config> config_;
    std::unique_ptr<Terminal> terminal_;
    std::string live_setting_;  ///< where the live database's URL came from
};

}  // namespace retort::tools
