#include "preflight/row_check.hpp"

#include "engine/engine.hpp"
#include "preflight/losses.hpp"

namespace retort::preflight {

std::vector<RowCheck> row_checks(const Schema& from, const Schema& to, const emit::Plan& up) {
    std::vector<RowCheck> checks = engine_for(to.dialect).row_checks(from, to, up);
    for (const Loss& loss : losses(from, to, up)) checks.push_back(loss.count());
    return checks;
}

}  // namespace retort::preflight
