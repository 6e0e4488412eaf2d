#include "tools/program.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "schema/error.hpp"
#include "schema/name.hpp"
#include "sql/masked.hpp"
#include "tools/commands/adopt.hpp"
#include "tools/commands/commands.hpp"
#include "tools/commands/lint.hpp"
#include "tools/commands/review.hpp"
#include "tools/paths.hpp"
#include "tools/version.hpp"

namespace retort::tools {

namespace fs = std::filesystem;

namespace {

constexpr const char* description =
    "Schema migrations for C++: compares the models that headers declare with a database,\n"
    "writes the difference as an SQL migration that has been proved on a scratch database,\n"
    "and runs migrations.";

constexpr const char* footer =
    "Results go to standard output, everything else to standard error.\n"
    "Exit status: 0 done or nothing to do, 1 a difference or hazard was found (check, diff, lint, verify --check),\n"
    "2 an error.";

/// The command that a word of Alembic, git or another tool means; empty for other words.
std::string_view meant_command(std::string_view word) {
    static constexpr std::pair<std::string_view, std::string_view> words[] = {
        {"log", "history"},
        {"status", "current"},
        {"migrate", "upgrade"},
        {"up", "upgrade"},
        {"deploy", "upgrade"},
        {"down", "downgrade"},
        {"rollback", "downgrade"},
        {"autogenerate", "revision --autogenerate"},
        {"generate", "revision --autogenerate"},
        {"makemigrations", "revision --autogenerate"},
        {"new", "revision"},
        {"validate", "check"},
        {"analyze", "lint"},
        {"mark", "stamp"},
        {"list", "history"},
        {"list_templates", "init"}};
    for (const auto& [other, ours] : words)
        if (other == word) return ours;
    return {};
}

/// A command line error of CLI11 as Error RT008.
Error usage_error(const CLI::App& app, const CLI::ParseError& error, int argc, const char* const* argv) {
    std::string message = error.what();
    while (!message.empty() && (message.back() == '\n' || message.back() == '.')) message.pop_back();
    const CLI::App* command = &app;
    std::vector<std::string> names;
    for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
        names.push_back(sub->get_name());
        if (app.got_subcommand(sub->get_name())) command = sub;
    }
    std::string hint = command == &app ? "retort --help" : fmt::format("retort {} --help", command->get_name());
    if (command == &app) {
        for (int i = 1; i < argc; ++i) {
            std::string_view meant = meant_command(argv[i]);
            if (meant.empty()) meant = did_you_mean(argv[i], names);
            if (meant.empty()) continue;
            message = fmt::format("unknown command '{}'", argv[i]);
            hint = fmt::format("did you mean '{}'?", meant);
            break;
        }
        if (message == "A subcommand is required" && argv[1][0] != '-')
            message = fmt::format("unknown command '{}'", argv[1]);
    }
    return Error("RT008", message, hint);
}

/// A line of retort.toml, or what a library says, may have a URL with a password.
void mask_passwords(Diagnostic& diagnostic) {
    diagnostic.message = sql::masked(diagnostic.message);
    diagnostic.hint = sql::masked(diagnostic.hint);
    diagnostic.source_line = sql::masked(diagnostic.source_line);
    for (Diagnostic& note : diagnostic.notes) mask_passwords(note);
}

constexpr const char* insufficient_privilege = "42501";

}  // namespace

Program::Program() : terminal_(std::make_unique<Terminal>()) {}

int Program::run(int argc, const char* const* argv) {
    std::signal(SIGPIPE, SIG_IGN);  // a closed pipe must not kill a running migration
    CLI::App app(description, "retort");
    app.footer(footer);
    app.require_subcommand(1);
    app.fallthrough();
    app.set_version_flag("--version", std::string("retort ") + version());
    app.add_option("--config", config_option, "The configuration file (default: the nearest retort.toml upwards)")
        ->type_name("FILE");
    app.add_option("--database", database_option, "The database to work on, instead of [database] url")
        ->type_name("URL");
    const std::map<std::string, ColourMode> modes = {
        {"auto", ColourMode::automatic}, {"always", ColourMode::always}, {"never", ColourMode::never}};
    app.add_option("--color", colour, "Colours: auto (on a terminal), always, never")
        ->type_name("WHEN")
        ->transform(CLI::CheckedTransformer(modes).description(""));
    for (const auto add :
         {add_init,    add_adopt,    add_revision, add_upgrade,        add_downgrade, add_current, add_history,
          add_heads,   add_branches, add_merge,    add_rebase,         add_squash,    add_sum,     add_verify,
          add_edit,    add_show,     add_stamp,    add_ensure_version, add_check,     add_diff,    add_export,
          add_inspect, add_models,   add_lint,     add_review,         add_explain}) {
        add(app, *this);
    }
    try {
        try {
            app.parse(argc, argv);
        } catch (const CLI::CallForVersion& request) {
            terminal_->result(std::string(request.what()) + "\n");
            return Exit::ok;
        } catch (const CLI::CallForHelp&) {
            const auto chosen = app.get_subcommands();
            terminal_->result(chosen.empty() ? app.help() : chosen.front()->help());
            return Exit::ok;
        } catch (const CLI::ParseError& error) {
            if (argc < 2) {
                terminal_->note(app.help());
                return Exit::error;
            }
            throw usage_error(app, error, argc, argv);
        }
        terminal_ = std::make_unique<Terminal>(colour);
        return action();
    } catch (const introspect::StatementError& error) {
        report(introspect::own_statement_failed(error));
    } catch (const Error& error) {
        report(error);
    } catch (const std::exception& error) {
        terminal_->note(fmt::format("error: {}", sql::masked(error.what())));
    }
    return Exit::error;
}

void Program::report(const Error& error) {
    std::vector<Diagnostic> diagnostics = error.diagnostics();
    for (Diagnostic& diagnostic : diagnostics) {
        const bool privilege = diagnostic.message.find(insufficient_privilege) != std::string::npos;
        // SQL on a throwaway cluster lacks the privileges of a superuser, whatever the live database's role.
        const bool untrusted = diagnostic.hint.find("--trust") != std::string::npos;
        if (!privilege || untrusted || live_setting_.empty()) continue;
        diagnostic.hint = fmt::format("grant the privilege, or use a role that has it: {}", live_setting_);
    }
    for (Diagnostic& diagnostic : diagnostics) mask_passwords(diagnostic);
    terminal_->errors(std::move(diagnostics));
}

const Config& Program::config() {
    if (config_) return *config_;
    const char* variable = std::getenv("RETORT_CONFIG");
    if (!config_option.empty()) {
        config_ = read_config(config_option);
    } else if (variable && *variable) {
        config_ = read_config(variable);
    } else if (const auto found = find_config(fs::current_path())) {
        config_ = read_config(*found);
    } else {
        config_.emplace();
        config_->root = fs::current_path();
    }
    return *config_;
}

const Config& Program::required_config() {
    const Config& found = config();
    if (found.file.empty()) {
        throw Error("RT001", fmt::format("no retort.toml in {} or above it", fs::current_path().string()),
                    "run 'retort init' to create one, or specify one with --config");
    }
    return found;
}

sql::Url Program::url_of(const Setting& setting) {
    sql::Url url = sql::parse_url(expand(setting), describe(setting));
    if (!info(url.dialect).server && !url.in_memory()) url.target = config().resolve(url.target).string();
    return url;
}

sql::Url Program::live_url() {
    live_setting_ = "--database";
    if (!database_option.empty()) return sql::parse_url(database_option, live_setting_);
    const Config& found = config();
    live_setting_ = describe(found.url);
    if (found.url.given()) return url_of(found.url);
    const bool configured = !found.file.empty();
    throw Error("RT007",
                configured ? fmt::format("no database: [database] url is not set in {}", found.file.string())
                           : "no database: no retort.toml here or above, and no --database",
                configured ? "url = \"postgresql://…\" or \"sqlite:app.db\" under [database], or --database URL"
                           : "run 'retort init', or give --database URL");
}

bool Program::without_scratch() { return config().scratch_url.text == "none"; }

std::optional<sql::Url> Program::scratch_url() {
    if (!config().scratch_url.given() || without_scratch()) return std::nullopt;
    return url_of(config().scratch_url);
}

std::optional<Dialect> Program::configured_dialect() {
    if (!database_option.empty()) return live_url().dialect;
    const Setting& url = config().url;
    if (!url.given()) return std::nullopt;
    try {
        return live_url().dialect;
    } catch (const Error& error) {
        const ErrorCode code = error.diagnostics().front().code;
        if (code == "RT005" || code == "RT202") return std::nullopt;
        throw;
    }
}

}  // namespace retort::tools
