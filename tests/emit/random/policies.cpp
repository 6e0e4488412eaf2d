// Row-level security: policies for roles, whose expressions call functions and read other tables.

#include <fmt/format.h>

#include "tests/emit/random/world.hpp"

namespace retort::test::random {

/// A function that policies call.
void World::function_of_policies() {
    if (!decide.maybe("may see", 40)) return;
    may_see_ = quote(name("may see", {"may_see", "May see"}));
    const std::string argument = decide.one_of("may see takes", {"text", "text", "anyelement"});
    say("CREATE FUNCTION " + may_see_ + "(" + decide.one_of("may see named", {"", "", "row_owner "}) + argument +
        ") RETURNS boolean LANGUAGE " +
        decide.one_of("may see is",
                      {"sql STABLE AS 'SELECT true'", "sql STABLE SECURITY DEFINER AS 'SELECT true'",
                       "plpgsql AS 'BEGIN RETURN $1 IS NOT NULL OR true; END'", "sql IMMUTABLE AS 'SELECT true'"}));
    comment("may see", "FUNCTION " + may_see_ + "(" + argument + ")");
    grantable_functions_.push_back(may_see_ + "(" + argument + ")");
}

/// The condition of a policy over a column.
std::string World::policy_condition(const std::string& key, const TableModel& table, const ColumnModel& column) {
    const std::string own = filled(decide.one_of("test." + key, column.kind.checks), column.name);
    switch (decide.draw("condition." + key, 6)) {
        case 0: return may_see_.empty() ? own : may_see_ + "(" + quote(column.name) + "::text)";
        case 1: {
            const TableModel* other = this->table(fmt::format("t{}", decide.draw("other." + key, 5)));
            if (!other || other == &table) return own;
            return "EXISTS (SELECT FROM " + quote(other->name) + " o WHERE o.id IS NOT NULL) OR " + own;
        }
        case 2: return "pg_has_role(CURRENT_USER, 'pg_monitor', 'MEMBER') OR " + own;
        default: return own;
    }
}

void World::policies(const TableModel& table) {
    const std::string alter = "ALTER TABLE " + quote(table.name) + " ";
    if (decide.maybe("security." + table.key, 12)) say(alter + "ENABLE ROW LEVEL SECURITY");
    if (decide.maybe("forced." + table.key, 6)) say(alter + "FORCE ROW LEVEL SECURITY");
    for (int i = 0; i < 2; ++i) {
        const std::string key = fmt::format("{}.policy{}", table.key, i);
        const std::size_t at = decide.draw("on." + key, 6);
        if (!decide.maybe(key, 7) || at >= table.columns.size()) continue;
        const ColumnModel& column = table.columns[at];
        const std::string policy = quote(name(key, {"policy " + key, "p_" + key})),
                          test = "(" + policy_condition(key, table, column) + ")";
        const std::string command = decide.one_of("command." + key, {"", " FOR SELECT", " FOR INSERT", " FOR UPDATE"});
        std::string sql = "CREATE POLICY " + policy + " ON " + quote(table.name) +
                          (decide.chance("restrictive." + key, 20) ? " AS RESTRICTIVE" : "") + command +
                          decide.one_of("to." + key, {"", "", " TO CURRENT_USER", " TO pg_monitor",
                                                      " TO pg_read_all_data, pg_monitor"});
        if (command != " FOR INSERT") sql += " USING " + test;
        if (command == " FOR INSERT" || (command != " FOR SELECT" && decide.chance("with check." + key, 40)))
            sql += " WITH CHECK " + test;
        say(sql);
        comment(key, "POLICY " + policy + " ON " + quote(table.name), 20);
    }
}

}  // namespace retort::test::random
