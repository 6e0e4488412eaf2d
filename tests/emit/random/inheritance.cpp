// A parent and two tables below it, which may as well stand alone.

#include <fmt/format.h>

#include "tests/emit/random/world.hpp"

namespace retort::test::random {

void World::inheritance() {
    if (!decide.maybe("base", 45)) return;
    TableModel base;
    base.key = "base";
    base.name = {"", name("base", {"base", "Base of all"})};
    Words parts{"id integer NOT NULL"}, after;
    base.columns.push_back(
        {"base.id", "id", {"integer", {"1", "2", "3", "4"}, {}, {"$c IS NOT NULL"}, {}, {}}, false, false, true});
    for (const char c : {'a', 'b', 'c'}) {
        const std::string key = fmt::format("base.{}", c);
        if (!decide.maybe(key, 70)) continue;
        ColumnModel made = column(key, {fmt::format("x{}", c), fmt::format("X {}", c)});
        made.nullable = !decide.maybe("not null." + key, 20);
        parts.push_back(column_sql(made, after, base));
        base.columns.push_back(made);
    }
    parts.insert(parts.end(), after.begin(), after.end());
    say("CREATE TABLE " + quote(base.name) + " (" + joined(parts) + ")" + storage_parameters(base.key));
    tables_.push_back(base);
    const TableModel first = heir(base, "heir", {"heir", "Heir"});
    if (!first.key.empty())
        heir(decide.steady("heir2.below", 100) < 40 ? first : base, "heir2", {"heir two", "heir_2"});
}

/// A table below `parent`, or one that has its columns all the same.
TableModel World::heir(const TableModel& parent, const std::string& key, const Words& names) {
    TableModel heir;
    if (!decide.maybe(key, 70)) return heir;
    heir.key = key;
    heir.name = {"", name(key, names)};
    Words parts, after;
    // No ALTER TABLE makes a column that is a table's own one that comes from the parent alone.
    const bool copies = decide.steady(key + ".copies", 2) == 1;
    const bool inherits = !copies || decide.maybe(key + ".inherits", 60);
    heir.columns = parent.columns;
    for (ColumnModel& column : heir.columns) {
        column.unique = false;
        if (copies)
            parts.push_back(quote(column.name) + " " + column.kind.type + collation(column) +
                            (column.nullable ? "" : " NOT NULL"));
    }
    for (const char c : {'a', 'b'}) {
        const std::string own = fmt::format("{}.{}", key, c);
        if (!decide.maybe(own, 60)) continue;
        const ColumnModel made = column(own, {fmt::format("{} {}", key, c), fmt::format("own_{}_{}", key, c)});
        parts.push_back(column_sql(made, after, heir));
        heir.columns.push_back(made);
    }
    parts.insert(parts.end(), after.begin(), after.end());
    say("CREATE TABLE " + quote(heir.name) + " (" + joined(parts) + ")" +
        (inherits ? " INHERITS (" + quote(parent.name) + ")" : ""));
    heir.inherits = inherits;
    tables_.push_back(heir);
    return heir;
}

}  // namespace retort::test::random
