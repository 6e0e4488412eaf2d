#include "migrate/history_access.hpp"

#include <fmt/format.h>

#include "schema/name.hpp"

namespace retort::migrate {

bool any_running(introspect::Database& database, const VersionStore& store) {
    if (!store.keeps_history()) return false;
    try {
        return !database
                    .query(fmt::format("SELECT 1 FROM {} WHERE outcome = '{}' LIMIT 1", quote(store.history_table()),
                                       running))
                    .empty();
    } catch (const introspect::StatementError&) {
        return false;
    }
}

std::string lacks_for_progress(introspect::Database& database, const VersionStore& store) {
    if (!info(database.dialect()).server || !store.keeps_history()) return {};
    try {
        const auto rows = database.query(
            "SELECT string_agg(p, ', ') FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE']) p\n"
            " WHERE NOT has_any_column_privilege(to_regclass($1), p)",
            {quote(store.history_table())});
        return rows.at(0).at(0).value_or("");
    } catch (const introspect::StatementError& error) {
        throw introspect::own_statement_failed(error, "the privileges on " + display(store.history_table()) + ": ");
    }
}

}  // namespace retort::migrate
