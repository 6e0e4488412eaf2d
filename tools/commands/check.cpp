#include <fmt/format.h>

#include "migrate/skipped_revisions.hpp"
#include "pipeline/compare_live.hpp"
#include "schema/error.hpp"
#include "tools/commands/commands.hpp"
#include "tools/commands/many_reads.hpp"
#include "tools/commands/run.hpp"
#include "tools/program.hpp"
#include "tools/renames.hpp"
#include "tools/unsupported.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

/// Warns of migrations that have not run; they are not a difference. False if one of them should have: a revision that
/// follows it did.
bool report_pending(Program& program, introspect::Database& database, const migrate::VersionStore& store) {
    bool in_order = true;
    Terminal& terminal = program.terminal();
    const std::string warning = terminal.styled("warning:", "1;33");
    try {
        const migrate::Chain chain = load_chain(program);
        std::vector<const migrate::Revision*> all;
        for (const migrate::Revision& each : chain.revisions()) all.push_back(&each);
        warn_of_void_proofs(program, all);
        const migrate::Heads current = store.known_current(database, chain);
        for (const migrate::Revision* revision : pending(chain, current)) {
            terminal.note(fmt::format("{} not yet run: {}", warning, revision->title()));
        }
        warn_of_unfinished(program, database, chain, store);
        for (const migrate::Revision* revision : migrate::skipped_revisions(database, chain, store, current)) {
            terminal.result(fmt::format("-- {} never ran on {}, but a revision that follows it did: {}\n",
                                        revision->title(), database.describe(), revision->path));
            in_order = false;
        }
    } catch (const Error& error) {
        terminal.note(fmt::format("{} {}", warning, error.diagnostics().front().message));
    }
    return in_order;
}

int run(Program& program, const ManyOptions& many) {
    require_many(many);
    if (many.given()) return check_many(program, many);
    const auto database = open_live_to_read(program);
    const Dialect dialect = database->dialect();
    const migrate::VersionStore store = version_store(program, dialect);
    warn_of_unread_sql(program);
    const Schema declared = compared_schema(program, dialect, database.get());
    scratch::ScratchSource scratch(scratch_options(program, dialect, database.get()));
    program.terminal().progress("comparing");
    pipeline::LiveOptions options;
    options.foreign_keys = foreign_keys(program.config());
    options.settle_renames = [&](const Schema& live, Schema& desired) { settle_renames(program, {}, live, desired); };
    const pipeline::Comparison found = pipeline::compare_live(declared, *database, store, scratch, options);
    const emit::Plan& plan = found.plan;
    program.terminal().done();
    report_structural(program, found.structural);
    report_unsupported(program, found.not_compared);
    const bool in_order = report_pending(program, *database, store);
    const std::vector<std::string> edited = edited_files(program, *database, store);
    for (const std::string& each : edited) program.terminal().result(fmt::format("-- {}\n", each));
    if (plan.empty() && !edited.empty()) {
        program.terminal().note(fmt::format("{} matches the models, but {} edited after {} run", database->describe(),
                                            edited.size() == 1 ? "a migration was" : "migrations were",
                                            edited.size() == 1 ? "it was" : "they were"));
        return Exit::different;
    }
    if (plan.empty() && !in_order) {
        program.terminal().note(fmt::format("{} matches the models, but a migration never ran", database->describe()));
        return Exit::different;
    }
    if (plan.empty()) {
        program.terminal().note(fmt::format("clean: {} matches the models", database->describe()));
        return Exit::ok;
    }
    std::string text;
    for (const std::string& each : plan.differences) text += fmt::format("-- {}\n", each);
    program.terminal().result(text + "\n" + emit::to_text(plan.script));
    program.terminal().note(fmt::format("{} differs from the models: {} {}", database->describe(),
                                        plan.differences.size(),
                                        plan.differences.size() == 1 ? "difference" : "differences"));
    if (!plan.errors.empty()) program.report(Error(plan.errors));  // the printed SQL must not run
    return Exit::different;
}

}  // namespace

void add_check(CLI::App& app, Program& program) {
    auto many = std::make_shared<ManyOptions>();
    CLI::App* command = app.add_subcommand("check", "Compare the live database with the models");
    add_comparing_options(*command, program);
    add_many_options(app, *command, *many);
    command->footer(R"(Exit status 0 when they match, 1 when they differ. The differences are printed as text, and as
the SQL that would change the database to match the models. The database is not changed. The exit
status is also 1 when a revision file was edited after it was run, and when one never ran although a
revision that follows it did. Migrations that have not run, and those that were changed after their
proof ('retort verify'), are listed on standard error, and are not a difference.

Examples:
  retort check
  retort check --strict                    (status 2 when the database has objects that are not compared)
  retort check --privileges
  retort check --database "$STAGING_URL"
  retort check --databases urls.txt --report check.json
  retort check --each-schema 'tenant_*' --jobs 4)");
    command->callback([&program, many] { program.action = [&program, many] { return run(program, *many); }; });
}

}  // namespace retort::tools
