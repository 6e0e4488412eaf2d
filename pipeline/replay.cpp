#include "pipeline/replay.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "migrate/runner.hpp"
#include "migrate/step.hpp"

namespace retort::pipeline {

void replay(introspect::Database& database, const migrate::Chain& chain, const migrate::VersionStore& store,
            const migrate::Heads& heads) {
    migrate::Steps steps;
    for (const migrate::Revision& each : chain.revisions())
        if (!each.dialect || *each.dialect == database.dialect())
            steps.merge(migrate::skipped_steps(migrate::step_names(database.dialect(), each)));
    migrate::RunOptions options;
    options.steps = &steps;
    migrate::Runner runner(database, chain, store, std::move(options));
    for (const std::string& id : heads) runner.upgrade(id);
}

std::vector<std::string> skipped_step_notes(const migrate::Chain& chain, Dialect dialect) {
    std::vector<std::string> notes;
    for (const migrate::Revision& each : chain.revisions()) {
        if (each.dialect && *each.dialect != dialect) continue;
        const std::vector<std::string> names = migrate::step_names(dialect, each);
        if (!names.empty())
            notes.push_back(fmt::format("{} of {} does not run on the scratch database: only the program has the {}",
                                        fmt::join(names, ", "), each.title(),
                                        names.size() == 1 ? "function" : "functions"));
    }
    return notes;
}

}  // namespace retort::pipeline
