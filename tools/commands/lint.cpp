#include "tools/commands/lint.hpp"

#include <fmt/format.h>

#include "review/lint/lint.hpp"
#include "review/lint/rates.hpp"
#include "review/lint/reports.hpp"
#include "review/lint/sizes.hpp"
#include "schema/error.hpp"
#include "tools/lint_files.hpp"
#include "tools/lint_settings.hpp"
#include "tools/program.hpp"
#include "tools/version.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

struct Options {
    LintChoice choice;
    bool down = false;
    bool sizes = false;
    std::string format = "text";
};

/// Throws Error RT386 for another format.
std::string report_as(const std::string& format, const hazards::LintReport& report, bool colour) {
    if (format == "text") return to_text(report, colour);
    if (format == "json") return to_json(report);
    if (format == "github") return to_github(report);
    if (format == "sarif") return to_sarif(report, version());
    throw Error("RT386", fmt::format("unknown format '{}'", format), "the formats are text, json, sarif and github");
}

int run(Program& program, const Options& options) {
    Terminal& terminal = program.terminal();
    report_as(options.format, {}, false);  // throws before files are read
    hazards::LintOptions settings;
    settings.severities = lint_severities(program.config());
    settings.down = options.down;
    const LintInput input = read_lint_files(program, options.choice);
    settings.dialect = input.dialect;
    if (options.sizes) {
        const auto live = open_live_to_read(program);
        settings.sizes = hazards::read_sizes(*live);
        settings.rates = hazards::measure_rates(*live);
    }
    const hazards::LintReport report = hazards::lint(input.files, settings);
    terminal.result(report_as(options.format, report, terminal.colour_in_result()));
    terminal.note(summary(report));
    return report.count(hazards::Severity::error) > 0 ? Exit::different : Exit::ok;
}

}  // namespace

void add_lint(CLI::App& app, Program& program) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("lint", "Judge migrations: locks, lost data, running programs");
    command->add_option("what", options->choice.words, "Files, folders, revisions, or A:B: those after A up to B");
    command->add_flag("--pending", options->choice.pending, "The migrations that have not run on the database");
    command->add_flag("--down", options->down, "Judge downgrades too");
    command->add_flag("--in-transaction", options->choice.transaction,
                      "A file without '-- migrate:up' is run as one transaction");
    command->add_option("--dialect", options->choice.dialect, "postgresql or sqlite")->type_name("DIALECT");
    command->add_option("--format", options->format, "text, json, sarif or github")->type_name("FORMAT");
    command->add_flag("--sizes", options->sizes, "Read the sizes of the tables from the database");
    command->footer(R"(Each statement is judged by the rules of the engine: which locks it takes, whether it reads or
rewrites a table, loses data, breaks programs that run during the migration, or fails. No database
is queried, except for --sizes, --pending and targets such as current. 'retort explain' lists the
rules, and [lint] in retort.toml sets their severities. A comment above a statement silences a rule:

  -- retort: allow drop-table because the table was never used

Exit status 0 when there is no finding of severity error, 1 when there is one, 2 for an error.

Examples:
  retort lint head
  retort lint main_branch_head:head
  retort lint --pending --sizes
  retort lint migrations/0007_role_to_enum.sql --format github
  retort lint db/*.sql --dialect postgresql --format sarif > lint.sarif)");
    command->callback([&program, options] { program.action = [&program, options] { return run(program, *options); }; });
}

}  // namespace retort::tools
