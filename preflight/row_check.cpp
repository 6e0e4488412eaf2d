#include "preflight/row_check.hpp"

#include "engine/engine.hpp"

namespace retort::preflight {

std::vector<RowCheck> row_checks(const Schema& from, const Schema& to, const emit::Plan& up) {
    return engine_for(to.dialect).row_checks(from, to, up);
}

}  // namespace retort::preflight
