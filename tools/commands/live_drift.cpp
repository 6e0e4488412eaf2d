#include "tools/commands/live_drift.hpp"

#include <fmt/format.h>

#include <utility>

#include "pipeline/replay.hpp"
#include "schema/error.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

std::optional<LiveDrift> live_drift(Program& program, introspect::Database& live, const migrate::Chain& chain,
                                    const migrate::Heads& heads, const migrate::VersionStore& store,
                                    scratch::ScratchSource& scratch) {
    if (heads.empty() || store.current(live) != heads) return std::nullopt;
    std::unique_ptr<introspect::Database> migrations;
    try {
        migrations = scratch.get().create();
    } catch (const Error&) {
        return std::nullopt;  // without a scratch there is nothing to compare with
    }
    program.terminal().progress("replaying the migrations on a scratch database");
    try {
        pipeline::replay(*migrations, chain, store, heads);
    } catch (const Error& error) {
        program.terminal().note(
            fmt::format("{} whether {} was changed by hand is not known, since the migrations do "
                        "not run on an empty database: {}",
                        program.terminal().styled("note:", "1"), live.describe(), error.diagnostics().front().message));
        return std::nullopt;
    }
    program.terminal().done();
    pipeline::Drift drift =
        pipeline::find_drift(live, migrations->introspect(store.filter()), store, foreign_keys(program.config()));
    return LiveDrift{std::move(migrations), std::move(drift)};
}

}  // namespace retort::tools
