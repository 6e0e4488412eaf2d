#include "tools/commands/run.hpp"

#include <fmt/format.h>

#include "schema/error.hpp"
#include "tools/commands/listing.hpp"
#include "tools/interrupts.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

void ProgressReporter::waiting(const std::string& holder) {
    const bool server = info(dialect_).server;
    terminal_.note(fmt::format("waiting{}: {}", server ? " for another run to end" : "", holder));
}

void ProgressReporter::started(const migrate::Revision& revision, migrate::Direction direction) {
    terminal_.progress(fmt::format("{} {} …", to_string(direction), revision.title()));
}

void ProgressReporter::finished(const migrate::Revision& revision, migrate::Direction direction,
                                std::chrono::milliseconds duration) {
    terminal_.note(
        fmt::format("{} {} {} ms", terminal_.styled(to_string(direction), "1;32"), revision.title(), duration.count()));
}

migrate::RunOptions run_options(Program& program, Dialect dialect, migrate::Observer& observer) {
    migrate::RunOptions options;
    options.observer = &observer;
    options.stop = [] { return Interrupts::received() != 0; };
    if (!info(dialect).server) options.lock_timeout = duration(program.config().busy_timeout);
    return options;
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

int run_migrations(Program& program, const std::string& target, bool sql, migrate::Direction direction) {
    const migrate::Chain chain = load_chain(program);
    if (sql) {
        const migrate::VersionStore store = version_store(program, script_dialect(program, "", chain));
        program.terminal().result(migrate::script(chain, store, target, direction));
        return Exit::ok;
    }
    if (target.find(':') != std::string::npos) {
        throw missing_option(fmt::format("the range '{}'", target), "--sql",
                             "a run starts at the database's revision: give only the target");
    }
    const bool up = direction == migrate::Direction::up;
    const auto database = open_live(program, up ? introspect::MissingFile::accept : introspect::MissingFile::error);
    const migrate::VersionStore store = version_store(program, database->dialect());
    ProgressReporter reporter(program.terminal(), database->dialect());
    migrate::Runner runner(*database, chain, store, run_options(program, database->dialect(), reporter));
    warn_of_alembic(program, *database, store);
    const Interrupts interrupts(*database);
    migrate::RunResult result;
    try {
        result = up ? runner.upgrade(target) : runner.downgrade(target);
    } catch (const Error& error) {
        if (Interrupts::received() == 0) throw;
        program.report(error);
        return after_interrupt(program, *database, chain, store);
    } catch (const introspect::StatementError&) {  // a query of Retort's own was cancelled
        if (Interrupts::received() == 0) throw;
        return after_interrupt(program, *database, chain, store);
    }
    if (up) warn_of_edited(program, *database, store);
    if (result.steps.empty()) {
        program.terminal().note(
            fmt::format("nothing to do: {} is at {}", database->describe(), titles(chain, result.after)));
    }
    return Exit::ok;
}

}  // namespace retort::tools
