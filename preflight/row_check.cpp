#include "preflight/row_check.hpp"

#include "preflight/postgres/row_checks.hpp"
#include "preflight/sqlite/row_checks.hpp"

namespace retort::preflight {

std::vector<RowCheck> row_checks(const Schema& from, const Schema& to, const emit::Plan& up) {
    return to.dialect == Dialect::postgresql ? postgres::row_checks(from, to, up) : sqlite::row_checks(from, to, up);
}

}  // namespace retort::preflight
