#include "emit/phases.hpp"

#include "diff/text_dependencies.hpp"
#include "engine/engine.hpp"

namespace retort::emit {

std::vector<Phase> phases(const Schema& from, const Schema& to, const plan::OnlineKinds& kinds) {
    const diff::WithTextDependencies before(from), after(to);
    return engine_for(to.dialect).phases(before.get(), after.get(), kinds);
}

}  // namespace retort::emit
