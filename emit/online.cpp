#include "emit/online.hpp"

#include "diff/text_dependencies.hpp"
#include "engine/engine.hpp"

namespace retort::emit {

Plan online_plan(const Schema& from, const Schema& to, Direction direction, ForeignKeys foreign_keys,
                 const plan::OnlineKinds& kinds) {
    const diff::WithTextDependencies before(from), after(to);
    return engine_for(to.dialect).online_plan(before.get(), after.get(), direction, foreign_keys, kinds);
}

}  // namespace retort::emit
