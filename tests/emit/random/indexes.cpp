// Indexes of every method, on tables and partitions, and extended statistics.

#include <fmt/format.h>

#include "tests/emit/random/world.hpp"

namespace retort::test::random {

void World::indexes(const TableModel& table) {
    if (const std::string& t = table.key; t.size() == 2 && t[0] == 't' && decide.draw("key." + t, 6) == 5)
        late_key(table);
    for (int i = 0; i < 3; ++i) {
        const std::string key = fmt::format("{}.i{}", table.key, i);
        const std::size_t at = decide.draw("on." + key, 8);
        if (!decide.maybe(key, table.partition ? 15 : 45) || at >= table.columns.size()) continue;
        const ColumnModel& column = table.columns[at];
        const Kind& kind = column.kind;
        const std::string column_name = quote(column.name), other = quote(table.columns[0].name);
        Words forms = kind.indexes;
        if (kind.sortable)
            forms.insert(forms.end(),
                         {"($c)", "($c DESC)", "(" + other + ", $c NULLS FIRST)", "($c) INCLUDE (" + other + ")",
                          "($c) WITH (fillfactor = 60)", "($c DESC NULLS LAST, " + other + " ASC)"});
        if (forms.empty()) forms.push_back("(" + other + " DESC)");
        std::string form = filled(decide.one_of("form." + key, forms), column.name);
        const bool unique = kind.sortable && !table.partitioned && !table.partition && form.starts_with("(") &&
                            decide.maybe("unique." + key, 12);
        if (unique && form.find(other) == std::string::npos) form.insert(1, other + ", ");
        std::string parameters;
        if (const auto with = form.find(" WITH ("); with != std::string::npos) {
            parameters = form.substr(with);
            form.erase(with);
        }
        if (unique && server_ >= 15 && decide.chance("nulls." + key, 20)) form += " NULLS NOT DISTINCT";
        std::string sql =
            fmt::format("CREATE {}INDEX {} ON {} {}{}", unique ? "UNIQUE " : "",
                        quote(name(key, {"index " + key, "i_" + key})), quote(table.name), form, parameters);
        // An unconditional local index could equal one of the parent's and would be attached to it.
        if (table.partition)
            sql += " WHERE k IS NOT NULL AND k2 IS NOT NULL";
        else if (decide.maybe("where." + key, 25))
            sql += " WHERE " + filled(decide.one_of("where is." + key, kind.checks), column.name);
        say(sql);
        comment(key, "INDEX " + quote(ObjectName{table.name.schema, name(key, {"index " + key, "i_" + key})}), 8);
    }
    if (decide.draw("index shared", 20) == static_cast<std::size_t>(table.key[1] - '0') && table.key[0] == 't' &&
        table.name.schema.empty())
        say("CREATE INDEX shared ON " + quote(table.name) + " (id)");
}

void World::statistics(const TableModel& table) {
    const std::string key = table.key + ".s";
    if (table.partition || table.columns.size() < 2 || !decide.maybe(key, 15)) return;
    Words columns;
    for (const ColumnModel& column : table.columns)
        if (column.kind.sortable && columns.size() < 2 + decide.draw("many." + key, 2))
            columns.push_back(quote(column.name));
    if (columns.size() < 2) return;
    if (decide.chance("expression." + key, 30)) columns.back() = "(" + columns.back() + " IS NULL)";
    const std::string statistics = quote(name(key, {"statistics of " + table.key, "s_" + table.key}));
    say("CREATE STATISTICS " + statistics +
        decide.one_of("kinds." + key, {"", " (ndistinct)", " (dependencies, mcv)", " (mcv)"}) + " ON " +
        joined(columns) + " FROM " + quote(table.name));
    if (decide.maybe("target." + key, 30))
        say("ALTER STATISTICS " + statistics + " SET STATISTICS " + decide.one_of("target is." + key, {"0", "77"}));
    comment(key, "STATISTICS " + statistics, 25);
}

}  // namespace retort::test::random
