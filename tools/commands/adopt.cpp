#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>

#include "migrate/foreign/readers.hpp"
#include "migrate/foreign/version_table.hpp"
#include "migrate/header.hpp"
#include "migrate/runner.hpp"
#include "migrate/sum_file.hpp"
#include "schema/error.hpp"
#include "sql/text_file.hpp"
#include "tools/commands/adopt.hpp"
#include "tools/commands/adoption.hpp"
#include "tools/commands/json.hpp"
#include "tools/commands/json_values.hpp"
#include "tools/commands/run.hpp"
#include "tools/paths.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace fs = std::filesystem;

namespace {

/// Throws Error RT485 if the migrations folders have a revision.
void require_no_revisions(Program& program) {
    for (const std::string& folder : migrations_folders(program)) {
        std::error_code missing;
        for (const auto& entry : fs::directory_iterator(folder, missing)) {
            if (entry.path().extension() != ".sql" || !entry.is_regular_file()) continue;
            if (!migrate::header_value(sql::read_file(entry.path().string()), "revision")) continue;
            throw Error(Diagnostic{
                .code = "RT485",
                .message = fmt::format("there is nothing to adopt: {} is a revision already", entry.path().string()),
                .position = {},
                .hint = "'retort stamp head' records the revisions of a database that has them, and 'retort revision "
                        "--adopt-drift' writes what was changed by hand"});
        }
    }
}

/// The project of Alembic that --alembic names, or that is beside retort.toml. Throws Error RT488 if the option names
/// none.
std::optional<AlembicProject> alembic_of(Program& program, const AdoptOptions& options) {
    if (options.baseline) return std::nullopt;
    const std::string folder =
        options.alembic.empty() ? program.required_config().root.string() : shown(options.alembic).string();
    if (options.alembic.empty() && !fs::is_regular_file(fs::path(folder) / "alembic.ini")) return std::nullopt;
    auto project = find_alembic(folder);
    if (!project && !options.alembic.empty())
        throw migrate::unreadable(folder, "it has no revision file of Alembic",
                                  "--alembic names the folder of alembic.ini, or that of the revision files");
    if (project) project->versions = shown(project->versions).string();
    return project;
}

/// The one source that is there, or the one that the options name. Throws Error RT480 for several.
Adoption found(Program& program, const AdoptOptions& options, introspect::Database& live) {
    if (!options.files.empty()) return adopt_files(program, options, live, shown(options.files).string());
    const std::vector<std::string> folders =
        options.baseline ? std::vector<std::string>{} : folders_with_files(program);
    const std::optional<AlembicProject> alembic = alembic_of(program, options);
    if (!options.alembic.empty()) return adopt_alembic(program, options, live, *alembic);
    std::vector<std::string> sources = folders;
    if (alembic) sources.push_back(alembic->versions);
    if (sources.size() > 1)
        throw migrate::several_sources(
            fmt::format("there are several sources to adopt: {}", fmt::join(sources, ", ")),
            fmt::format("choose one: {}; or --baseline: the database without files",
                        folders.empty() ? "--alembic " + alembic->versions : "--files " + folders.front()));
    if (alembic) return adopt_alembic(program, options, live, *alembic);
    if (!folders.empty()) return adopt_files(program, options, live, folders.front());
    const std::string configured = expand(program.required_config().version_table);
    const auto version = migrate::find_version_table(live, configured);
    if (!version) return adopt_database(program, options, live);
    Adoption adoption = adopt_database(program, options, live, version->revision, version->name);
    if (adoption.nothing) return adoption;
    adoption.found += fmt::format(", and is at {} by the table {}", version->revision, version->name);
    if (version->name != configured) adoption.settings.push_back({"database", "version_table", {version->name}});
    return adoption;
}

/// retort.toml with the settings of the adoption.
std::optional<sql::FileChange> config_change(Program& program, const Adoption& adoption) {
    if (adoption.settings.empty()) return std::nullopt;
    const Config& config = program.required_config();
    sql::FileChange change{.from = config.file.string(), .to = config.file.string()};
    change.before = sql::read_file(change.from);
    change.after = edited_config(config, change.before, adoption.settings);
    return change.after == change.before ? std::nullopt : std::optional(std::move(change));
}

/// One line for each part of the adoption.
std::vector<std::string> plan_of(const Adoption& adoption, const std::string& database) {
    std::vector<std::string> lines;
    constexpr std::size_t most = 3;
    const std::size_t shown = adoption.changes.size() > most ? 1 : adoption.changes.size();
    for (std::size_t i = 0; i < shown; ++i) {
        const sql::FileChange& each = adoption.changes[i];
        const char* verb = each.from.empty() ? "write" : each.to.empty() ? "remove" : "change";
        lines.push_back(fmt::format("{} {}", verb, each.to.empty() ? each.from : each.to));
    }
    if (shown < adoption.changes.size())
        lines.push_back(fmt::format("{} {} more files, up to {}",
                                    adoption.changes.front().from.empty() ? "write" : "change or remove",
                                    adoption.changes.size() - shown, adoption.revisions.back().path));
    for (const ConfigEdit& each : adoption.settings) lines.push_back("set " + each.describe() + " in retort.toml");
    if (adoption.recorded)
        lines.push_back(fmt::format("record that {} is at {}", database, migrate::listed(*adoption.recorded)));
    return lines;
}

std::string adopted_json(const Adoption& adoption, const std::vector<std::string>& lines, const std::string& database,
                         bool done) {
    Json files = Json::array();
    for (const sql::FileChange& each : adoption.changes)
        files.push_back({{"from", text_or_null(each.from)},
                         {"to", text_or_null(each.to)},
                         {"text", done ? Json() : text_or_null(each.after)}});
    Json settings = Json::array();
    for (const ConfigEdit& each : adoption.settings) settings.push_back(each.describe());
    return json_output({{"source", adoption.source},
                        {"found", adoption.found},
                        {"database", database},
                        {"plan", lines},
                        {"files", std::move(files)},
                        {"settings", std::move(settings)},
                        {"recorded", adoption.recorded ? Json(*adoption.recorded) : Json()},
                        {"proof", text_or_null(adoption.proof)},
                        {"notes", adoption.notes},
                        {"done", done}});
}

void write_sums(const migrate::Chain& chain, const std::string& path) {
    sql::FileChange change{.to = path, .after = migrate::new_sum_file(chain)};
    if (fs::exists(path)) {
        change.from = path;
        change.before = sql::read_file(path);
    }
    sql::apply({change});
}

/// Writes the files, then records the revisions.
void carry_out(Program& program, const Adoption& adoption, introspect::Database* live) {
    std::vector<sql::FileChange> changes = adoption.changes;
    for (const sql::FileChange& each : changes)
        if (!each.to.empty()) fs::create_directories(fs::path(each.to).parent_path());
    if (auto change = config_change(program, adoption)) changes.push_back(std::move(*change));
    sql::apply(changes);
    // The folder may be another one than that of the configuration which was read.
    std::vector<migrate::Revision> written;
    for (const migrate::Revision& each : adoption.revisions) written.push_back(migrate::load_revision(each.path));
    const migrate::Chain chain(std::move(written));
    write_sums(chain, fs::path(adoption.revisions.front().path).parent_path() / migrate::sum_file_name);
    if (live == nullptr || !adoption.recorded) return;
    const Config& config = program.config();
    const migrate::VersionStore store(
        live->dialect(), adoption.version_table.empty() ? expand(config.version_table) : adoption.version_table,
        expand(config.history_table));
    ProgressReporter reporter(program.terminal());
    migrate::Runner runner(*live, chain, store, run_options(program, live->dialect(), reporter));
    const migrate::Heads& to = *adoption.recorded;
    runner.stamp(to.empty() ? "base" : to.size() == 1 ? to.front() : "heads");
}

void report(Terminal& terminal, const Adoption& adoption) {
    terminal.note(fmt::format("{} {}", terminal.styled("found:", "1"), adoption.found));
    if (!adoption.proof.empty())
        terminal.note(fmt::format("{} {}", terminal.styled("proved:", "1;32"), adoption.proof));
    for (const std::string& each : adoption.notes)
        terminal.note(fmt::format("{} {}", terminal.styled("note:", "1"), each));
}

/// Whether to go on. Throws Error RT483 where nobody can be asked.
bool permitted(Terminal& terminal, const AdoptOptions& options) {
    if (options.yes) return true;
    if (!terminal.can_ask())
        throw Error("RT483",
                    "adopt changes files or the version table only with a permission, and there is no terminal",
                    "nothing was written: --yes permits it, and --dry-run prints what would be done");
    return terminal.confirm("go on?", "nothing was written; --yes answers on the command line");
}

int run(Program& program, const AdoptOptions& options) {
    Terminal& terminal = program.terminal();
    program.required_config();
    require_no_revisions(program);
    const bool records = !options.dry_run && options.stamp != "none";
    const auto live = records ? open_live(program, introspect::MissingFile::error) : open_live_to_read(program);
    Adoption adoption = found(program, options, *live);
    if (options.stamp == "none") adoption.recorded.reset();
    const std::string database = live->describe();
    const std::vector<std::string> lines = plan_of(adoption, database);
    report(terminal, adoption);
    if (adoption.nothing) {
        if (options.json) terminal.result(adopted_json(adoption, lines, database, false));
        return Exit::ok;
    }
    migrate::Chain(adoption.revisions);  // errors before the question
    config_change(program, adoption);
    if (options.dry_run) {
        std::string text;
        for (const std::string& each : lines) text += each + "\n";
        terminal.result(options.json ? adopted_json(adoption, lines, database, false) : text);
        return Exit::ok;
    }
    for (const std::string& each : lines) terminal.note(fmt::format("{} {}", terminal.styled("will", "1"), each));
    if (!permitted(terminal, options)) {
        terminal.note("nothing was written");
        return Exit::ok;
    }
    carry_out(program, adoption, records ? live.get() : nullptr);
    std::string paths;
    for (const sql::FileChange& each : adoption.changes)
        if (!each.to.empty()) paths += each.to + "\n";
    terminal.result(options.json ? adopted_json(adoption, lines, database, true) : paths);
    if (!adoption.recorded && !records)
        terminal.note("no revision is recorded: run 'retort stamp REV' on the database");
    else if (!adoption.recorded)
        terminal.note(fmt::format("{} has none of them: 'retort upgrade' runs them", database));
    return Exit::ok;
}

}  // namespace

void add_adopt(CLI::App& app, Program& program) {
    auto options = std::make_shared<AdoptOptions>();
    CLI::App* command = app.add_subcommand("adopt", "Take over a database and the migrations that another tool ran");
    CLI::Option* baseline =
        command->add_flag("--baseline", options->baseline,
                          "Write one migration with the whole schema of the database, whatever files there are");
    command->add_option("--files", options->files, "The folder of SQL files that another tool runs (default: found)")
        ->type_name("DIR")
        ->excludes(baseline);
    command
        ->add_option("--alembic", options->alembic,
                     "The folder of alembic.ini, or of its revision files (default: that of retort.toml)")
        ->type_name("DIR")
        ->excludes(baseline);
    command->add_flag("--in-place", options->in_place, "Change these files, instead of writing new ones");
    command->add_option("-m,--message", options->message, "The title of the baseline (default: baseline)")
        ->type_name("TEXT");
    command->add_option("--rev-id", options->id, "The id of the baseline")->type_name("ID");
    command
        ->add_option("--stamp", options->stamp,
                     "The revision at which the database is (default: found); none leaves the database as it is")
        ->type_name("REV|none");
    command->add_flag("--no-verify", options->no_verify, "Don't prove the baseline on a scratch database");
    command->add_flag("-y,--yes", options->yes, "Don't ask");
    command->add_flag("-n,--dry-run", options->dry_run, "Print what would be done, and change nothing");
    command->add_flag("--json", options->json, json_help);
    command->footer(R"(Looks at what is there, says what it is going to do, and asks. Nothing of the database is changed
but Retort's own version and history tables, and nothing is dropped.

A folder of SQL files that Flyway, goose, golang-migrate, dbmate or Supabase runs, or that are only
numbered, becomes the chain: one migration for each file, in the migrations folder or, with --in-place,
where the files are. How many of them have run is read from the tool's own table, which stays as it is
and is excluded from comparisons; without one, from the schema: the files run on a scratch database.

The revision files of Alembic become migrations with the same ids and parents. Their SQL is that of
op.execute() with texts, or else that of 'alembic upgrade heads --sql', for which the alembic on PATH
runs the project's env.py. Where neither is possible, the database gets a baseline.

A database without migrations gets a baseline: 0000_baseline.sql with its whole schema, which has been
run up, down and up on a scratch database. It is recorded in the version table, so that 'retort check'
is clean, and builds an equal database from nothing elsewhere. Where Alembic has a version table, of
any name, the baseline has the id of its revision, and the table is taken over.

Examples:
  retort adopt
  retort adopt --dry-run
  retort adopt --files db/migrations --yes
  retort adopt --files db/migrations --in-place
  retort adopt --alembic backend --dry-run
  retort adopt --baseline --rev-id v1
  retort adopt --yes -m "as it was in May"
  retort adopt --yes --stamp none                  (writes files only)
  retort adopt --yes --json)");
    command->callback([&program, options] { program.action = [&program, options] { return run(program, *options); }; });
}

}  // namespace retort::tools
