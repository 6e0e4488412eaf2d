// Keys, unique and exclusion constraints, checks over several columns, foreign keys.

#include <fmt/format.h>

#include "tests/emit/random/world.hpp"

namespace retort::test::random {

void World::table_constraints(TableModel& table, Words& parts) {
    const std::string& t = table.key;
    const std::string deferrable =
        decide.one_of("deferrable." + t, {"", "", "", " DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED"});
    const ColumnModel* a = table.find(t + ".a");
    const std::string include =
        a && !a->computed && decide.maybe("include." + t, 10) ? " INCLUDE (" + quote(a->name) + ")" : "";
    switch (decide.draw("key." + t, 6)) {
        case 0:
        case 1: parts.push_back("PRIMARY KEY (id)" + include); break;
        case 2:
            parts.push_back("CONSTRAINT " + quote(name("key." + t, {"key of " + t, t + "_key"})) + " PRIMARY KEY (id)");
            unique_index_of_[t] = name("key." + t, {"key of " + t, t + "_key"});
            break;
        case 3: parts.push_back("UNIQUE (id)" + include); break;
        case 4:
            parts.push_back("CONSTRAINT " + quote(name("key." + t, {"key of " + t, t + "_key"})) + " UNIQUE (id)");
            unique_index_of_[t] = name("key." + t, {"key of " + t, t + "_key"});
            break;
        default: break;  // a unique index, see indexes()
    }
    table.keys.push_back({"id"});
    if (a && a->kind.sortable && !a->computed && decide.maybe("wide." + t, 30)) {
        const std::string nulls = server_ >= 15 && decide.chance("nulls." + t, 25) ? "NULLS NOT DISTINCT " : "";
        const std::string named = decide.chance("wide named." + t, 40)
                                      ? "CONSTRAINT " + quote(name("wide." + t, {"wide " + t, "w" + t})) + " "
                                      : "";
        parts.push_back(named + "UNIQUE " + nulls + "(id, " + quote(a->name) + ")");
        table.keys.push_back({"id", a->name});
    }
    for (const ColumnModel& column : table.columns)
        if (!column.computed && column.kind.sortable && !column.kind.type.starts_with("bool") &&
            column.kind.values.size() > 2 && column.name != "id" && decide.maybe("unique." + column.key, 7))
            parts.push_back("UNIQUE (" + quote(column.name) + ")" + deferrable);
    if (a && decide.maybe("whole." + t, 25))
        parts.push_back(
            "CONSTRAINT " + quote(name("whole." + t, {"whole", "all of it"})) + " CHECK (" + quote(a->name) +
            decide.one_of("whole is." + t, {" IS NOT NULL OR id IS NOT NULL", " IS NULL OR id IS NOT NULL"}) + ")");
    for (const ColumnModel& column : table.columns)
        if (!column.kind.excludes.empty() && !column.computed && decide.maybe("excluded." + column.key, 35)) {
            const std::string where =
                decide.chance("excluded where." + column.key, 30) ? " WHERE (id IS NOT NULL)" : "";
            parts.push_back("EXCLUDE USING gist (" + filled(column.kind.excludes, column.name) + ")" + where +
                            decide.one_of("excluded later." + column.key, {"", "", " DEFERRABLE"}));
        }
    if (a && a->kind.sortable && a->kind.equal && !a->computed && decide.maybe("excluded equal." + t, 6))
        parts.push_back("CONSTRAINT " + quote("no two " + t) + " EXCLUDE USING btree (id WITH =, " + quote(a->name) +
                        " WITH =)");
}

/// Constraints that only ALTER TABLE can add.
void World::late_constraints(const TableModel& table) {
    if (table.partition) return;
    for (const ColumnModel& column : table.columns) {
        if (!column.key.starts_with(table.key + ".") || !decide.maybe("late." + column.key, 4)) continue;
        say("ALTER TABLE " + quote(table.name) + " ADD CONSTRAINT " + quote("late " + column.key) + " CHECK (" +
            filled(decide.one_of("late is." + column.key, column.kind.checks), column.name) + ")" +
            (!table.partitioned && decide.chance("late valid." + column.key, 70) ? " NOT VALID" : ""));
        if (!table.partitioned && decide.chance("late commented." + column.key, 20))
            say("COMMENT ON CONSTRAINT " + quote("late " + column.key) + " ON " + quote(table.name) + " IS 'late'");
    }
}

void World::foreign_key(const TableModel& child, const std::string& key, const Words& columns, const TableModel& parent,
                        const Words& keys) {
    const std::string list = joined(quoted(columns));
    std::string sql = "ALTER TABLE " + quote(child.name) + " ADD ";
    const std::string constraint = name("link." + key, {"link " + key, "l_" + key});
    const bool named = decide.chance("link named." + key, 40);
    if (named) sql += "CONSTRAINT " + quote(constraint) + " ";
    sql += "FOREIGN KEY (" + list + ") REFERENCES " + quote(parent.name) + " (" + joined(quoted(keys)) + ")";
    if (decide.chance("match." + key, 10)) sql += " MATCH FULL";
    sql += decide.one_of("on update." + key, {"", "", "", " ON UPDATE CASCADE", " ON UPDATE SET NULL"});
    std::string removed = decide.one_of("on delete." + key, {"", "", " ON DELETE CASCADE", " ON DELETE SET NULL",
                                                             " ON DELETE RESTRICT", " ON DELETE SET DEFAULT"});
    if (server_ >= 15 && removed.starts_with(" ON DELETE SET") && decide.chance("on delete columns." + key, 40))
        removed += " (" + quote(columns[0]) + ")";
    sql += removed +
           decide.one_of("link deferrable." + key, {"", "", "", " DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED"});
    if (!child.partitioned && !parent.partitioned && decide.chance("link valid." + key, 10)) sql += " NOT VALID";
    say(sql);
    if (named) comment("link." + key, "CONSTRAINT " + quote(constraint) + " ON " + quote(child.name), 15);
    links_.push_back({child.name, columns, parent.name, keys});
}

void World::foreign_keys() {
    for (const TableModel& child : tables_)
        for (int r = 0; r < 3; ++r) {
            const std::string key = fmt::format("{}.r{}", child.key, r);
            const ColumnModel* column = child.find(key);
            if (!column) continue;
            const TableModel* parent = table(fmt::format("t{}", decide.draw("parent." + key, 5)));
            if (!parent || (parent->unlogged && !child.unlogged) || !decide.maybe("link." + key, 85)) continue;
            if (decide.draw("key." + parent->key, 6) == 5) late_key(*parent);
            const ColumnModel* parent_a = parent->find(parent->key + ".a");
            const ColumnModel* child_a = child.find(child.key + ".a");
            const bool both = parent->keys.size() > 1 && parent_a && child_a &&
                              parent_a->kind.type == child_a->kind.type && !child_a->kind.type.ends_with("[]") &&
                              child_a->kind.equal && decide.chance("link both." + key, 50);
            if (both)
                foreign_key(child, key, {column->name, child_a->name}, *parent, parent->keys[1]);
            else
                foreign_key(child, key, {column->name}, *parent, {"id"});
        }
}

/// Adds the key of a table whose key is a unique index instead of a constraint.
void World::late_key(const TableModel& table) {
    if (!late_keys_.insert(table.key).second) return;
    const std::string index = name("unique index." + table.key, {"unique " + table.key, "u_" + table.key});
    say("CREATE UNIQUE INDEX " + quote(index) + " ON " + quote(table.name) + " (id)");
    unique_index_of_[table.key] = index;
}

}  // namespace retort::test::random
