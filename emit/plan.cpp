#include "emit/plan.hpp"

#include "engine/engine.hpp"

namespace retort::emit {

Plan plan(const Schema& from, const Schema& to, Direction direction) {
    return engine_for(to.dialect).plan(from, to, direction);
}

Script rename_script(const Schema& from, const Schema& to) { return engine_for(to.dialect).rename_script(from, to); }

Script create_script(const Schema& schema) { return engine_for(schema.dialect).create_script(schema); }

}  // namespace retort::emit
