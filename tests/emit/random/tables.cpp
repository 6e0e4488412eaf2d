// Tables that are neither partitioned nor inherit, and the settings of all tables.

#include <fmt/format.h>

#include "tests/emit/random/world.hpp"

namespace retort::test::random {

namespace {

const std::string long_name = "a_name_of_sixty_three_bytes_which_is_as_long_as_any_may_be_1234";

const Words table_names[] = {
    {"alpha", "alpha_renamed"}, {"Beta", "be\"ta"}, {"Gamma ray", "gamma"}, {"order", "select"}, {"δέλτα", long_name}};
const Words column_names[] = {{"a", "a_new"},     {"b", "B"}, {"C c", "c"},
                              {"select", "user"}, {"é", "e"}, {"f\"f", long_name}};

}  // namespace

void World::plain_tables() {
    for (std::size_t slot = 0; slot < std::size(table_names); ++slot)
        if (decide.maybe(fmt::format("t{}", slot), 80)) plain_table(slot);
    if (!counter_owner_.empty()) say("ALTER SEQUENCE " + counter_ + " OWNED BY " + counter_owner_);
}

void World::plain_table(std::size_t slot) {
    TableModel table;
    table.key = fmt::format("t{}", slot);
    table.name = {slot == 4 && app_ ? "app" : slot == 3 && odd_ ? "Odd one" : "", name(table.key, table_names[slot])};
    table.unlogged = slot == 3 && decide.maybe("unlogged." + table.key, 20);
    Words parts(1), after;
    table.columns.push_back(id_column(table.key, parts[0]));
    table.id_type = table.columns[0].kind.type;
    for (std::size_t c = 0; c < std::size(column_names); ++c) {
        const std::string key = fmt::format("{}.{}", table.key, static_cast<char>('a' + c));
        if (c > 0 && !decide.maybe(key, 65)) continue;
        ColumnModel made = column(key, column_names[c]);
        made.nullable = !decide.maybe("not null." + key, 30);
        parts.push_back(column_sql(made, after, table));
        table.columns.push_back(made);
    }
    references(table, parts, slot);
    computed_columns(table, parts);
    sequence_in_table(table, parts);
    table_constraints(table, parts);
    parts.insert(parts.end(), after.begin(), after.end());
    say(fmt::format("CREATE {}TABLE {} ({}){}{}", table.unlogged ? "UNLOGGED " : "", quote(table.name), joined(parts),
                    access_method(table.key), storage_parameters(table.key)));
    tables_.push_back(table);
}

/// The columns for foreign keys. The foreign keys are added after all tables.
void World::references(TableModel& table, Words& parts, std::size_t slot) {
    for (int r = 0; r < 3; ++r) {
        const std::string key = fmt::format("{}.r{}", table.key, r);
        if (!decide.maybe(key, 35)) continue;
        const std::size_t parent = decide.draw("parent." + key, 5);
        const std::string parent_key = fmt::format("t{}", parent);
        const std::string type = parent == slot ? table.id_type : id_type(parent_key);
        ColumnModel made{key,
                         name(key, {fmt::format("r{}", r), fmt::format("R {}", r)}),
                         {type, {}, {}, {"$c IS NULL OR $c IS NOT NULL"}, {}, {}}};
        parts.push_back(quote(made.name) + " " + type);
        table.columns.push_back(made);
    }
}

void World::table_index_references(const TableModel& table) {
    const std::string alter = "ALTER TABLE " + quote(table.name) + " ";
    const std::string& key = table.key;
    if (!table.partitioned && decide.maybe("replica." + key, 12)) {
        const auto found = unique_index_of_.find(key);
        const std::string how = decide.one_of("replica is." + key, {"FULL", "NOTHING", "USING INDEX"});
        if (how != "USING INDEX")
            say(alter + "REPLICA IDENTITY " + how);
        else if (found != unique_index_of_.end())
            say(alter + "REPLICA IDENTITY USING INDEX " + quote(found->second));
    }
    if (const auto found = unique_index_of_.find(key);
        found != unique_index_of_.end() && !table.partitioned && decide.maybe("cluster." + key, 6))
        say(alter + "CLUSTER ON " + quote(found->second));
}

void World::comments(const TableModel& table) {
    comment(table.key, "TABLE " + quote(table.name), 20);
    for (const ColumnModel& column : table.columns)
        comment(column.key + "@" + table.key, "COLUMN " + quote(table.name) + "." + quote(column.name), 6);
}

}  // namespace retort::test::random
