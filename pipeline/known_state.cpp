#include "pipeline/known_state.hpp"

#include <memory>

#include "migrate/chain_proof.hpp"
#include "pipeline/drift.hpp"

namespace retort::pipeline {

KnownState known_state(introspect::Database& live, const std::vector<migrate::Revision>& revisions, std::size_t at,
                       const migrate::VersionStore& store, scratch::Scratch& scratch, plan::ForeignKeys foreign_keys) {
    const std::unique_ptr<introspect::Database> database = scratch.create();
    KnownState state;
    for (std::size_t i = 0; i <= revisions.size(); ++i) {
        if (i > 0)
            migrate::build_chain(*database, {&revisions[i - 1]}, scratch.describe(),
                                 "nothing was written: correct the file, or adopt the database without the files: "
                                 "--baseline");
        const std::size_t differences =
            find_drift(live, database->introspect(store.filter()), store, foreign_keys).differences.size();
        if (differences == 0) state.equal = i;
        if (i == at) state.differences = differences;
    }
    return state;
}

}  // namespace retort::pipeline
