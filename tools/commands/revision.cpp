#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "migrate/file_name.hpp"
#include "pipeline/adopted_drift.hpp"
#include "pipeline/autogenerate.hpp"
#include "pipeline/compare_live.hpp"
#include "pipeline/excluded_dependents.hpp"
#include "pipeline/source_reader.hpp"
#include "review/differences.hpp"
#include "schema/error.hpp"
#include "tools/commands/commands.hpp"
#include "tools/commands/kept_out.hpp"
#include "tools/commands/live_drift.hpp"
#include "tools/commands/new_revision.hpp"
#include "tools/configured_project.hpp"
#include "tools/drops.hpp"
#include "tools/lint_settings.hpp"
#include "tools/online.hpp"
#include "tools/paths.hpp"
#include "tools/program.hpp"
#include "tools/renames.hpp"
#include "tools/source.hpp"
#include "tools/unsupported.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

struct Options {
    std::string message;
    bool autogenerate = false;
    bool no_verify = false;
    bool no_data_checks = false;
    bool no_rename_questions = false;
    bool adopt_drift = false;
    OnlineOption online;
    RenameOptions renames;
    DropOptions drops;
    std::string from;  ///< empty: the live database without what was changed by hand
    std::string head;
    bool splice = false;
    std::vector<std::string> depends_on;
    NewRevision file;
};

/// The revisions that the new one follows: --head, or the head of the chain.
migrate::Heads parents(const migrate::Chain& chain, const Options& options) {
    if (options.head.empty()) return pipeline::followed(chain);
    if (options.head == "base") return {};
    const migrate::Revision& parent = chain.get(options.head);
    if (!options.splice && !chain.children(&parent).empty())
        throw Error(
            "RT315",
            fmt::format("{} is not a head: {} follows it", parent.title(), chain.children(&parent).front()->title()),
            "add --splice to begin a branch there");
    return {parent.id};
}

pipeline::Placement placement(const migrate::Chain& chain, const Options& options) {
    pipeline::Placement placement = options.file.placement(chain, parents(chain, options));
    for (const std::string& word : options.depends_on) {
        const std::string& id = chain.get(word).id;
        if (std::find(placement.depends_on.begin(), placement.depends_on.end(), id) == placement.depends_on.end())
            placement.depends_on.push_back(id);
    }
    return placement;
}

/// The differences in the words of who made them.
std::vector<std::string> by_hand(const pipeline::Drift& drift) {
    std::vector<std::string> texts;
    for (const review::Difference& each : drift.differences) texts.push_back(review::by_hand(each));
    return texts;
}

/// The revision of --adopt-drift. None when there is no drift.
std::vector<migrate::Revision> adopted(Program& program, const Options& options, const migrate::Chain& chain,
                                       const pipeline::Placement& placement, const std::string& live,
                                       const std::optional<LiveDrift>& found, scratch::ScratchSource& scratch,
                                       NewRevision::Made& made) {
    Terminal& terminal = program.terminal();
    if (!found)
        throw Error("RT364", fmt::format("what was changed by hand in {} is not known", live),
                    "it must be at the head of the migrations, and they must run on an empty scratch database: 'retort "
                    "check' says more");
    if (found->drift.differences.empty()) {
        terminal.note(fmt::format("nothing was changed by hand in {}: no revision written", live));
        return {};
    }
    terminal.progress("proving");
    pipeline::AdoptedDrift adopted = pipeline::adopt_drift(found->drift, chain, placement, options.message,
                                                           options.no_verify ? nullptr : &scratch.get());
    terminal.done();
    made = {by_hand(found->drift), adopted.verified, adopted.notes};
    for (const std::string& each : made.notes) terminal.note(fmt::format("{} {}", terminal.styled("note:", "1"), each));
    for (const std::string& each : made.detected)
        terminal.note(fmt::format("{} {}", terminal.styled("adopted:", "1"), each));
    if (!made.proof.empty()) terminal.note(fmt::format("{} {}", terminal.styled("proved:", "1;32"), made.proof));
    terminal.note(fmt::format("{} has it already: run 'retort stamp head' there, and declare it in the models", live));
    return {std::move(adopted.revision)};
}

/// "hazard: RT400 index-blocks-writes: …"
std::string hazard_line(const Terminal& terminal, const hazards::LintFinding& finding) {
    const hazards::RuleEntry& rule = entry(finding.rule);
    const bool severe = finding.severity == hazards::Severity::error;
    return fmt::format("{} {} {}: {}{}", terminal.styled("hazard:", severe ? "1;31" : "1;33"), rule.code, rule.name,
                       finding.message, size_remark(finding));
}

/// Reports the differences and the proof on standard error, and keeps them for --json.
void report(Program& program, const pipeline::Autogenerated& found, NewRevision::Made& made) {
    Terminal& terminal = program.terminal();
    for (const std::string& note : found.notes) {
        terminal.note(fmt::format("{} {}", terminal.styled("note:", "1"), note));
    }
    for (const std::string& each : found.comparison.plan.differences) {
        terminal.note(fmt::format("{} {}", terminal.styled("detected:", "1"), each));
    }
    for (const std::string& each : found.lost)
        terminal.note(fmt::format("{} {}", terminal.styled("drops:", "1;33"), each));
    for (const hazards::LintFinding& each : found.hazards) terminal.note(hazard_line(terminal, each));
    made.detected = found.comparison.plan.differences;
    made.lost = found.lost;
    made.hazards = found.hazards;
    made.notes = found.notes;
    if (found.proof) made.proof = found.proof->verified;
    if (found.proof) terminal.note(fmt::format("{} {}", terminal.styled("proved:", "1;32"), found.proof->verified));
}

/// Throws the errors of a plan for the live database with what was changed by hand.
pipeline::Comparison compared_as_it_is(const Schema& declared, introspect::Database& live,
                                       const migrate::VersionStore& store, scratch::ScratchSource& scratch,
                                       const pipeline::AutogenerateOptions& settings) {
    pipeline::Comparison comparison =
        pipeline::compare_live(declared, live, store, scratch,
                               {.settle_renames = settings.settle_renames, .foreign_keys = settings.foreign_keys});
    pipeline::reject_excluded_dependents(comparison.excluded_dependents, comparison.plan);
    return comparison;
}

/// The settings that the command line gives. `program` and `options` must outlive them.
pipeline::AutogenerateOptions settings_of(Program& program, const Options& options, Dialect dialect,
                                          const std::string& folder) {
    pipeline::AutogenerateOptions settings;
    settings.message = options.message;
    settings.verify = !options.no_verify;
    settings.severities = lint_severities(program.config());
    settings.may_drop = options.drops.permission(program);
    settings.online = options.online.chosen(program, dialect);
    settings.path_of = [&program, folder](const migrate::Revision& revision) {
        const std::string name = migrate::file_name(expand(program.required_config().file_name), revision);
        return (std::filesystem::path(folder) / name).string();
    };
    RenameOptions renames = options.renames;
    renames.ask = !options.no_rename_questions;
    renames.records = true;
    settings.settle_renames = [&program, renames](const Schema& live, Schema& desired) {
        settle_renames(program, renames, live, desired);
    };
    return settings;
}

/// Compares, proves, and reports the differences. No revision when there is no difference.
std::vector<migrate::Revision> autogenerated(Program& program, const Options& options, const migrate::Chain& chain,
                                             const pipeline::Placement& placement, NewRevision::Made& made) {
    Terminal& terminal = program.terminal();
    pipeline::Source source = parse_source(program, options.from.empty() ? "live" : options.from);
    if (source.kind == pipeline::Source::Kind::migrations && !source.revisions)
        source.revisions = pipeline::state_before(chain, placement);
    if (source.kind == pipeline::Source::Kind::models) {
        throw Error("RT265", "--from models compares the models with themselves", "use --from live or migrations");
    }
    ConfiguredProject project(program);
    const Dialect dialect = pipeline::common_dialect(project, std::nullopt, source);
    const migrate::VersionStore store = version_store(program, dialect);
    // The first revision of a project may come before its database.
    if ((options.from.empty() || options.from == "live") && chain.empty() && !info(dialect).server && source.url &&
        !source.url->in_memory() && !std::filesystem::exists(source.url->target)) {
        project.accept_missing_file();
        terminal.note(fmt::format("{} {} does not exist, and counts as an empty database",
                                  terminal.styled("note:", "1"), source.url->display));
    }
    pipeline::SourceReader reader(project, dialect, {&source}, true);
    pipeline::AutogenerateOptions settings =
        settings_of(program, options, dialect, options.file.folder(program, chain, placement.parents));
    // A database that is built on a scratch has no rows.
    settings.look_at_rows = !options.no_data_checks && source.url.has_value();
    settings.foreign_keys = project.foreign_keys();
    settings.placement = placement;
    introspect::Database& database = reader.database(source);
    const std::string name = database.describe();
    if (options.adopt_drift)
        return adopted(
            program, options, chain, placement, name,
            live_drift(program, database, chain, pipeline::state_before(chain, placement), store, reader.scratch()),
            reader.scratch(), made);
    warn_of_unread_sql(program);
    const Schema declared = project.models(dialect, &database);
    std::optional<LiveDrift> drift;
    if (options.from.empty()) {
        pipeline::require_placed(database, chain, store, placement);
        drift = live_drift(program, database, chain, pipeline::state_before(chain, placement), store, reader.scratch());
    }
    if (drift && drift->drift.differences.empty()) drift.reset();
    if (drift) {
        report_kept_out(terminal, drift->drift, name);
        made.kept_out = by_hand(drift->drift);
        settings.rows = &database;
    }
    terminal.progress(settings.verify ? "comparing and proving" : "comparing");
    const auto compared_with = [&](introspect::Database& from) {
        return pipeline::autogenerate(declared, from, chain, store, reader.scratch(), settings);
    };
    pipeline::Autogenerated found = compared_with(drift ? *drift->migrations : database);
    if (drift && found.revision)
        found = keep_drift(terminal, drift->drift, std::move(found), reader.scratch(), name,
                           {[&] { return compared_as_it_is(declared, database, store, reader.scratch(), settings); },
                            [&] { return compared_with(database); }});
    terminal.done();
    report_structural(program, found.comparison.structural);
    report_unsupported(program, found.comparison.not_compared);
    if (found.empty()) {
        terminal.note(fmt::format("no difference between the models and {}: no revision written",
                                  drift ? "the migrations" : name));
        if (chain.empty() && source.url && !found.comparison.from.tables.empty())
            terminal.note("there are no migrations: 'retort adopt' begins them with what the database has");
        return {};
    }
    options.drops.require_used(found);
    report(program, found, made);
    std::vector<migrate::Revision> revisions = std::move(found.earlier);
    revisions.push_back(std::move(*found.revision));
    return revisions;
}

migrate::Revision empty_revision(Program& program, const Options& options, const migrate::Chain& chain,
                                 const pipeline::Placement& placement) {
    const Dialect dialect = script_dialect(program, "", chain);
    return pipeline::new_revision(chain, placement, dialect, options.message, {}, {}, "no");
}

int run(Program& program, const Options& options) {
    options.file.check(program);
    const std::pair<bool, const char*> dependent[] = {{options.no_verify, "--no-verify"},
                                                      {options.no_data_checks, "--no-data-checks"},
                                                      {options.no_rename_questions, "--no-rename-questions"},
                                                      {options.online.given(), "--online and --no-online"},
                                                      {!options.renames.given.empty(), "--rename"},
                                                      {options.drops.given(), "--allow-drop"},
                                                      {!options.from.empty(), "--from"}};
    const bool compares = options.autogenerate || options.adopt_drift;
    for (const auto& [given, name] : dependent) {
        if (given && !compares) throw missing_option(name, "--autogenerate");
    }
    if (options.splice && options.head.empty()) throw missing_option("--splice", "--head");
    const migrate::Chain chain = load_chain(program);
    const pipeline::Placement placed = placement(chain, options);
    NewRevision::Made made;
    std::vector<migrate::Revision> revisions = compares ? autogenerated(program, options, chain, placed, made)
                                                        : std::vector{empty_revision(program, options, chain, placed)};
    if (!revisions.empty())
        options.file.write(program, std::move(revisions), options.file.folder(program, chain, placed.parents), made);
    else
        options.file.write_nothing(program, made);
    return Exit::ok;
}

}  // namespace

void add_revision(CLI::App& app, Program& program) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("revision", "Write a new migration file");
    command->add_option("-m,--message", options->message, "The title of the migration; becomes part of the file's name")
        ->type_name("TEXT")
        ->required();
    command->add_flag("-a,--autogenerate", options->autogenerate,
                      "Fill it with the differences between models and database");
    CLI::Option* adopt =
        command->add_flag("--adopt-drift", options->adopt_drift,
                          "Fill it with what was changed by hand in the live database, and nothing else");
    command->add_flag("--no-verify", options->no_verify,
                      "Don't prove it on a scratch database; the file's header records it");
    command->add_flag("--no-data-checks", options->no_data_checks,
                      "Don't check whether the live database's rows would make the upgrade fail");
    options->online.add_to(*command);
    options->renames.add_to(*command);
    options->drops.add_to(*command);
    command->add_flag("--no-rename-questions", options->no_rename_questions,
                      "List possible renames instead of asking on a terminal");
    command
        ->add_option("--from", options->from,
                     "Compare the models with this (default: the live database, without changes by hand)")
        ->type_name("SOURCE")
        ->excludes(adopt);
    command->add_option("--head", options->head, "The revision that the new one follows (default: the only head)")
        ->type_name("REV");
    command->add_flag("--splice", options->splice,
                      "Accept a --head that other migrations follow: a branch begins there");
    command
        ->add_option("--depends-on", options->depends_on,
                     "A revision that must run before, of another branch; repeatable")
        ->type_name("REV")
        ->allow_extra_args(false);
    options->file.add_to(*command);
    command->add_flag("--dry-run", options->file.dry_run, "Print the file instead of writing it, as --output - does");
    add_comparing_options(*command, program);
    command->footer(R"(With --autogenerate the upgrade, the downgrade and the upgrade again are run on a scratch
database, and the file is written only when each produces exactly the expected schema. When nothing
has changed, no file is written. The path of the new file is printed on standard output.

Rows of the live database that would make the upgrade fail (NULL where NULL is no longer allowed, a
value that is not a label of an enum, a duplicate in a new key, …) are an error with their count and
a hint; --no-data-checks skips this check.

A table or column that the upgrade would drop is an error, with the number of rows that are lost,
and a question on a terminal. --allow-drop permits all, or those that are named; in a model
.dropped_column("…") and .dropped() declare one.

A possible rename is a question on a terminal, and listed otherwise; without an answer it is a drop
and a create. A yes is equivalent to .renamed_from("…") in the model.

What somebody changed by hand in the live database is reported and kept out: the migrations are
replayed on a scratch database, and the revision begins there. --from live skips this.

--adopt-drift compares the live database with the migrations, which are replayed on a scratch
database, and writes a revision with what somebody changed by hand, and nothing else.

A migration follows the only head. --head names another parent, base for a branch of its own; the
schema that is compared is then that of the parent: the database must be there, or --from migrations
builds it. A database that has run all heads will do too if the parent is one of them.

Examples:
  retort revision --autogenerate -m "role becomes an enum"
  retort revision --autogenerate --from migrations -m "add sessions"   (needs no live database)
  retort revision --autogenerate --dry-run -m "try"
  retort revision --adopt-drift -m "the index of last night"
  retort revision --autogenerate --json -m "in a script"
  retort revision --autogenerate --rename users.mail=users.email -m "mail is email"
  retort revision --autogenerate --allow-drop users.nick --allow-drop audit -m "less"
  retort revision --autogenerate --online -m "built while the program runs"
  retort revision --autogenerate --strict --privileges -m "all compared"
  retort revision --autogenerate --no-data-checks --no-rename-questions -m "in a script"
  retort revision -m "move old rows"                                   (empty, to be filled in)
  retort revision --edit -m "move old rows"
  retort revision --rev-id add_totals -m "totals"
  retort revision --head 3f2a --splice --branch-label billing -m "invoices"
  retort revision --head billing@head --depends-on 808b -m "invoice lines"
  retort revision --output - -m "move old rows" > ../elsewhere.sql)");
    command->callback([&program, options] { program.action = [&program, options] { return run(program, *options); }; });
}

}  // namespace retort::tools
