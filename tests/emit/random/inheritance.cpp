// A parent and two child tables, which may also be standalone.

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
    const TableModel first = child_table(base, "child", {"child", "Child"});
    if (!first.key.empty())
        child_table(decide.steady("child2.below", 100) < 40 ? first : base, "child2", {"child two", "child_2"});
}

/// A child of `parent`, or a standalone table that has its columns too.
TableModel World::child_table(const TableModel& parent, const std::string& key, const Words& names) {
    TableModel child;
    if (!decide.maybe(key, 70)) return child;
    child.key = key;
    child.name = {"", name(key, names)};
    Words parts, after;
    // No ALTER TABLE turns a local column into one that is only inherited.
    const bool copies = decide.steady(key + ".copies", 2) == 1;
    const bool inherits = !copies || decide.maybe(key + ".inherits", 60);
    child.columns = parent.columns;
    for (ColumnModel& column : child.columns) {
        column.unique = false;
        if (copies)
            parts.push_back(quote(column.name) + " " + column.kind.type + collation(column) +
                            (column.nullable ? "" : " NOT NULL"));
    }
    for (const char c : {'a', 'b'}) {
        const std::string own = fmt::format("{}.{}", key, c);
        if (!decide.maybe(own, 60)) continue;
        const ColumnModel made = column(own, {fmt::format("{} {}", key, c), fmt::format("own_{}_{}", key, c)});
        parts.push_back(column_sql(made, after, child));
        child.columns.push_back(made);
    }
    parts.insert(parts.end(), after.begin(), after.end());
    say("CREATE TABLE " + quote(child.name) + " (" + joined(parts) + ")" +
        (inherits ? " INHERITS (" + quote(parent.name) + ")" : ""));
    child.inherits = inherits;
    tables_.push_back(child);
    return child;
}

}  // namespace retort::test::random
