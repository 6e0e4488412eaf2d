#include "tools/commands/run.hpp"

#include <fmt/format.h>

#include "migrate/unfinished.hpp"
#include "schema/error.hpp"
#include "schema/name.hpp"
#include "sql/masked.hpp"
#include "tools/commands/json.hpp"
#include "tools/commands/listing.hpp"
#include "tools/commands/many_runs.hpp"
#include "tools/commands/run_json.hpp"
#include "tools/commands/run_log.hpp"
#include "tools/interrupts.hpp"
#include "tools/program.hpp"
#include "tools/sums.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

std::string retry_text(const std::string& reason, int attempt, int attempts, std::chrono::milliseconds pause) {
    return fmt::format("no lock: {}; rolled back, and run again in {} s ({} of {})", reason,
                       std::chrono::duration<double>(pause).count(), attempt, attempts);
}

std::vector<std::string> change_texts(const migrate::CreatedTables& tables) {
    std::vector<std::string> texts;
    if (!tables.former.empty())
        texts.push_back(fmt::format("renamed the history table {}, the former default name", display(tables.former)));
    if (!tables.extended.empty())
        texts.push_back(fmt::format("added the columns of this version to {}", display(tables.extended)));
    return texts;
}

void ProgressReporter::waiting(const std::string& reason) { terminal_.note("waiting: " + reason); }

void ProgressReporter::retrying(const std::string& reason, int attempt, int attempts, std::chrono::milliseconds pause) {
    terminal_.note(retry_text(reason, attempt, attempts, pause));
}

void ProgressReporter::tables_changed(const migrate::CreatedTables& tables) {
    for (const std::string& each : change_texts(tables)) terminal_.note(each);
}

void ProgressReporter::started(const migrate::Revision& revision, migrate::Direction direction) {
    start_ = std::chrono::steady_clock::now();
    running_ = fmt::format("{} {}", to_string(direction), revision.title());
    terminal_.progress(running_ + " …");
}

void ProgressReporter::statement(std::size_t index, std::size_t count, std::string_view sql) {
    const std::string_view line = sql.substr(0, sql.find('\n'));
    const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    terminal_.progress(
        fmt::format("{} … {}/{}, {:.1f} s: {}", running_, index + 1, count, seconds, sql::masked(line.substr(0, 60))));
}

void ProgressReporter::finished(const migrate::Revision& revision, migrate::Direction direction,
                                std::chrono::milliseconds duration) {
    terminal_.note(
        fmt::format("{} {} {} ms", terminal_.styled(to_string(direction), "1;32"), revision.title(), duration.count()));
}

namespace {

/// A duration of a setting that has one.
std::optional<std::chrono::milliseconds> limit(const Setting& setting) {
    return setting.given() ? std::optional(duration(setting)) : std::nullopt;
}

}  // namespace

migrate::RunOptions run_options(Program& program, Dialect dialect, migrate::Observer& observer) {
    const Config& config = program.config();
    migrate::RunOptions options;
    options.observer = &observer;
    options.stop = [] { return Interrupts::received() != 0; };
    if (!info(dialect).server) {
        options.lock_timeout = duration(config.busy_timeout);
        options.caller.application = "retort";
    }
    options.object_lock_timeout = limit(config.lock_timeout);
    options.statement_timeout = limit(config.statement_timeout);
    options.lock_retries = count(config.lock_retries);
    return options;
}

void add_run_options(CLI::App& app, CLI::App& command, RunRequest& request) {
    command.add_flag("--sql", request.sql,
                     "Print the script instead of running it; a database is read only for 'current'");
    command.add_flag("--one-transaction", request.one_transaction,
                     "Run all migrations in one transaction: all of them, or none");
    command.add_flag("--dry-run", request.dry_run, "Run all migrations in one transaction, and roll it back");
    command.add_flag("--json", request.many.json, json_help)->excludes("--sql");
    command.add_option("--log", request.log, "Append the events of the run to FILE, each as a line of JSON")
        ->type_name("FILE");
    add_many_options(app, command, request.many, {"--sql"});
}

void reject_range(const std::string& target) {
    if (target.find(':') != std::string::npos) {
        throw missing_option(fmt::format("the range '{}'", target), "--sql",
                             "a run starts at the database's revision: give only the target");
    }
}

/// Says where the database stands. Returns the exit status of a shell for the signal.
int after_interrupt(Program& program, introspect::Database& database, const migrate::Chain& chain,
                    const migrate::VersionStore& store) {
    const int number = Interrupts::received();
    std::string at;
    try {
        at = fmt::format("{} is at {}", database.describe(), titles(chain, store.current(database)));
    } catch (const Error& error) {
        at = fmt::format("where {} stands is not known: {}", database.describe(), error.diagnostics().front().message);
    }
    program.terminal().note(fmt::format("interrupted by {}: {}", signal_name(number), at));
    return 128 + number;
}

migrate::Heads current_of_range(Program& program, const migrate::Chain& chain, const std::string& range) {
    const auto [from, target] = migrate::Chain::split_range(range);
    const bool needed = migrate::Chain::needs_current(from) || migrate::Chain::names_current(target);
    return needed ? read_current(program, chain) : migrate::Heads{};
}

namespace {

/// The database's revisions after a failure; null if they can't be read.
Json heads_or_null(introspect::Database& database, const migrate::VersionStore& store) {
    try {
        return store.current(database);
    } catch (const std::exception&) {
        return {};
    }
}

/// One run on the configured database.
int run_once(Program& program, const RunRequest& request, const migrate::Chain& chain) {
    const bool up = request.direction == migrate::Direction::up;
    const auto database = open_live(program, up ? introspect::MissingFile::accept : introspect::MissingFile::error);
    const migrate::VersionStore store = version_store(program, database->dialect());
    ProgressReporter reporter(program.terminal());
    RunJson json(reporter, request.one_transaction || request.dry_run);
    LogFile file(request.log);
    RunLog log(file, database->describe(), json);
    migrate::RunOptions options = run_options(program, database->dialect(), log);
    options.one_transaction = request.one_transaction;
    options.dry_run = request.dry_run;
    migrate::Runner runner(*database, chain, store, std::move(options));
    warn_of_alembic(program, *database, store);
    const auto print_json = [&](Json before, Json after) {
        if (request.many.json)
            program.terminal().result(json.text(database->describe(), request.direction, request.target,
                                                std::move(before), std::move(after)));
    };
    const Interrupts interrupts(*database);
    const Json before = request.many.json ? heads_or_null(*database, store) : Json();
    migrate::RunResult result;
    log.begin(request.target, request.direction);
    const auto failed = [&](const Error& error) {
        log.failed(error);
        json.failed(error);
        print_json(before, heads_or_null(*database, store));
    };
    try {
        result = up ? runner.upgrade(request.target) : runner.downgrade(request.target);
    } catch (const Error& error) {
        failed(error);
        if (Interrupts::received() == 0) throw;
        program.report(error);
        return after_interrupt(program, *database, chain, store);
    } catch (const introspect::StatementError& error) {  // a query of Retort's own was cancelled
        failed(introspect::own_statement_failed(error));
        if (Interrupts::received() == 0) throw;
        return after_interrupt(program, *database, chain, store);
    }
    if (request.dry_run) json.rolled_back();
    const migrate::Heads& after = request.dry_run ? result.before : result.after;
    log.end(result.before, after, request.dry_run);
    print_json(result.before, after);
    if (up) warn_of_edited(program, *database, store);
    if (up) warn_of_sums(program, chain);
    if (result.steps.empty()) {
        program.terminal().note(
            fmt::format("nothing to do: {} is at {}", database->describe(), titles(chain, result.after)));
    } else if (request.dry_run) {
        program.terminal().note(
            fmt::format("dry run: rolled back, {} is at {}", database->describe(), titles(chain, result.before)));
    }
    return Exit::ok;
}

}  // namespace

int run_migrations(Program& program, const RunRequest& request) {
    require_many(request.many);
    if (request.many.given()) return run_on_many(program, request);
    const migrate::Chain chain = load_chain(program);
    if (request.sql) {
        const migrate::VersionStore store = version_store(program, script_dialect(program, "", chain));
        const migrate::Heads current = current_of_range(program, chain, request.target);
        program.terminal().result(migrate::script(chain, store, request.target, request.direction, current));
        return Exit::ok;
    }
    reject_range(request.target);
    return run_once(program, request, chain);
}

void warn_of_unfinished(Program& program, introspect::Database& database, const migrate::Chain& chain,
                        const migrate::VersionStore& store) {
    try {
        if (const auto unfinished = migrate::unfinished_run(store.history(database)))
            program.terminal().note(fmt::format(
                "{} {}{}", program.terminal().styled("warning:", "1;33"),
                migrate::described(*unfinished, chain, database.dialect()),
                migrate::is_running(*unfinished, migrate::this_process())
                    ? fmt::format("; pid {} runs it", *unfinished->process)
                    : fmt::format("; 'retort {} {}' goes on with it", unfinished->direction,
                                  unfinished->direction == to_string(migrate::Direction::up) ? "+1" : "-1")));
    } catch (const Error&) {
        // Without the history nothing is known; the command has reported why, or does not need it.
    }
}

}  // namespace retort::tools
