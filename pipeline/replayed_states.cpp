#include "pipeline/replayed_states.hpp"

#include <algorithm>

#include "diff/constraint_names.hpp"
#include "diff/population.hpp"
#include "pipeline/comparison.hpp"
#include "pipeline/replay.hpp"
#include "pipeline/written_renames.hpp"
#include "scratch/scratch_source.hpp"

namespace retort::pipeline {

Span span_of(const migrate::Chain& chain, const std::vector<const migrate::Revision*>& revisions) {
    std::set<std::string> ids;
    for (const migrate::Revision* each : revisions) ids.insert(each->id);
    migrate::Heads before, after(ids.begin(), ids.end());
    for (const migrate::Revision* each : revisions)
        for (const auto* list : {&each->down_revisions, &each->depends_on})
            for (const std::string& id : *list)
                if (!ids.contains(id)) before.push_back(id);
    std::sort(before.begin(), before.end());
    before.erase(std::unique(before.begin(), before.end()), before.end());
    after.insert(after.end(), before.begin(), before.end());
    return {chain.outermost(before), chain.outermost(after)};
}

ReplayedStates replay_states(Project& project, Dialect dialect, const migrate::Chain& chain,
                             const std::vector<const migrate::Revision*>& revisions) {
    const Span span = span_of(chain, revisions);
    const migrate::VersionStore store = project.version_store(dialect);
    project.progress("replaying the migrations on a scratch database");
    scratch::ScratchSource scratch(project.scratch_options(dialect));
    const auto database = scratch.get().create();
    ReplayedStates states;
    replay(*database, chain, store, span.before);
    states.before = database->introspect(store.filter());
    replay(*database, chain, store, span.after);
    states.after = database->introspect(store.filter());
    project.done();
    states.not_compared = not_compared(states.before, states.after);
    remove_not_compared(states.before, states.after);
    store.adopt(states.before, states.after);
    for (Schema* side : {&states.before, &states.after}) diff::treat_names_as_explicit(*side);
    diff::keep_population(states.before, states.after);
    std::vector<std::string_view> scripts;
    for (const migrate::Revision* each : revisions) scripts.push_back(each->up.sql);
    declare_written_renames(scripts, states.before, states.after);
    states.notes = skipped_step_notes(chain, dialect);
    return states;
}

}  // namespace retort::pipeline
