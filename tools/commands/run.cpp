#include "tools/commands/run.hpp"

#include <fmt/format.h>

#include "migrate/unfinished.hpp"
#include "schema/error.hpp"
#include "schema/name.hpp"
#include "sql/masked.hpp"
#include "tools/commands/listing.hpp"
#include "tools/commands/many_runs.hpp"
#include "tools/commands/run_log.hpp"
#include "tools/interrupts.hpp"
#include "tools/program.hpp"
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

int run_migrations(Program& program, const RunRequest& request) {
    require_many(request.many);
    if (request.many.given()) return run_on_many(program, request);
    const migrate::Chain chain = load_chain(program);
    const auto& [direction, target, sql, one_transaction, dry_run, log_file, many] = request;
    if (sql) {
        const migrate::VersionStore store = version_store(program, script_dialect(program, "", chain));
        program.terminal().result(
            migrate::script(chain, store, target, direction, current_of_range(program, chain, target)));
        return Exit::ok;
    }
    reject_range(target);
    const bool up = direction == migrate::Direction::up;
    const auto database = open_live(program, up ? introspect::MissingFile::accept : introspect::MissingFile::error);
    const migrate::VersionStore store = version_store(program, database->dialect());
    ProgressReporter reporter(program.terminal());
    LogFile file(log_file);
    RunLog log(file, database->describe(), reporter);
    migrate::RunOptions options = run_options(program, database->dialect(), log);
    options.one_transaction = one_transaction;
    options.dry_run = dry_run;
    migrate::Runner runner(*database, chain, store, std::move(options));
    warn_of_alembic(program, *database, store);
    const Interrupts interrupts(*database);
    migrate::RunResult result;
    log.begin(target, direction);
    try {
        result = up ? runner.upgrade(target) : runner.downgrade(target);
    } catch (const Error& error) {
        log.failed(error);
        if (Interrupts::received() == 0) throw;
        program.report(error);
        return after_interrupt(program, *database, chain, store);
    } catch (const introspect::StatementError&) {  // a query of Retort's own was cancelled
        if (Interrupts::received() == 0) throw;
        return after_interrupt(program, *database, chain, store);
    }
    log.end(result.before, dry_run ? result.before : result.after, dry_run);
    if (up) warn_of_edited(program, *database, store);
    if (result.steps.empty()) {
        program.terminal().note(
            fmt::format("nothing to do: {} is at {}", database->describe(), titles(chain, result.after)));
    } else if (dry_run) {
        program.terminal().note(
            fmt::format("dry run: rolled back, {} is at {}", database->describe(), titles(chain, result.before)));
    }
    return Exit::ok;
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
