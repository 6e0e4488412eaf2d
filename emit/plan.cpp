#include "emit/plan.hpp"

#include "diff/text_dependencies.hpp"
#include "engine/engine.hpp"

namespace retort::emit {

Plan plan(const Schema& from, const Schema& to, Direction direction, ForeignKeys foreign_keys) {
    const diff::WithTextDependencies before(from), after(to);
    return engine_for(to.dialect).plan(before.get(), after.get(), direction, foreign_keys);
}

Script rename_script(const diff::Renames& renames, const Schema& from, const Schema& to) {
    const diff::WithTextDependencies before(from), after(to);
    return engine_for(to.dialect).rename_script(renames, before.get(), after.get());
}

Script create_script(const Schema& schema) {
    const diff::WithTextDependencies whole(schema);
    return engine_for(schema.dialect).create_script(whole.get());
}

}  // namespace retort::emit
