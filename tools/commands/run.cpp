#include "tools/commands/run.hpp"

#include <fmt/format.h>

#include "migrate/runner.hpp"
#include "schema/error.hpp"
#include "tools/commands/listing.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

class ProgressReporter : public migrate::Observer {
public:
    explicit ProgressReporter(Terminal& terminal) : terminal_(terminal) {}

    void waiting(const std::string& holder) override {
        terminal_.note(fmt::format("waiting for another run to end: {}", holder));
    }
    void started(const migrate::Revision& revision, migrate::Direction direction) override {
        terminal_.progress(fmt::format("{} {} …", to_string(direction), revision.title()));
    }
    void finished(const migrate::Revision& revision, migrate::Direction direction,
                  std::chrono::milliseconds duration) override {
        terminal_.note(fmt::format("{} {} {} ms", terminal_.styled(to_string(direction), "1;32"), revision.title(),
                                   duration.count()));
    }

private:
    Terminal& terminal_;
};

}  // namespace

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
    const auto database = open_live(program);
    const migrate::VersionStore store = version_store(program, database->dialect());
    ProgressReporter reporter(program.terminal());
    migrate::RunOptions options;
    options.observer = &reporter;
    migrate::Runner runner(*database, chain, store, options);
    const migrate::RunResult result =
        direction == migrate::Direction::up ? runner.upgrade(target) : runner.downgrade(target);
    if (direction == migrate::Direction::up) warn_of_edited(program, *database, store);
    if (result.steps.empty()) {
        program.terminal().note(
            fmt::format("nothing to do: {} is at {}", database->describe(), titles(chain, result.after)));
    }
    return Exit::ok;
}

}  // namespace retort::tools
