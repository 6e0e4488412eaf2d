#include "emit/plan.hpp"

#include "emit/postgres/postgres_plan.hpp"
#include "emit/sqlite/sqlite_plan.hpp"

namespace retort::emit {

Plan plan(const Schema& from, const Schema& to, Direction direction) {
    return to.dialect == Dialect::postgresql ? postgres::plan(from, to, direction) : sqlite::plan(from, to, direction);
}

Script rename_script(const Schema& from, const Schema& to) {
    return to.dialect == Dialect::postgresql ? postgres::rename_script(from, to) : Script{};
}

Script create_script(const Schema& schema) {
    return schema.dialect == Dialect::postgresql ? postgres::create_script(schema) : sqlite::create_script(schema);
}

}  // namespace retort::emit
