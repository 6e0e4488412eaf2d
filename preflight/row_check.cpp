#include "preflight/row_check.hpp"

#include "preflight/postgres/row_checks.hpp"
#include "preflight/sqlite/row_checks.hpp"

namespace retort::preflight {

std::vector<DataCheck> data_checks(const Schema& from, const Schema& to, const emit::Plan& up) {
    return to.dialect == Dialect::postgresql ? postgres::data_checks(from, to, up) : sqlite::data_checks(from, to, up);
}

}  // namespace retort::preflight
