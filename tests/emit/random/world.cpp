#include "tests/emit/random/world.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "tests/emit/random/kinds.hpp"

namespace retort::test::random {

const ColumnModel* TableModel::find(const std::string& key_of_column) const {
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [&](const ColumnModel& column) { return column.key == key_of_column; });
    return found == columns.end() ? nullptr : &*found;
}

std::string joined(const Words& words, const std::string& between) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
    return text;
}

Words quoted(const Words& names) {
    Words out;
    for (const std::string& name : names) out.push_back(quote(name));
    return out;
}

World::World(const Pair& pair, bool second, int server) : decide(pair, second), server_(server) {
    const bool with_privileges = decide.steady("privileges", 4) < 2;
    const bool defaults_first = decide.steady("defaults first", 2) == 0;
    schemas();
    if (with_privileges && defaults_first) default_privileges("defaults");
    enumerations();
    sequences();
    functions();
    function_of_policies();
    aggregate_of_function();
    languages();
    access_methods();
    collations();
    text_search();
    operators();
    user_types();
    casts();
    transforms();
    conversions();
    fill_kinds();
    plain_tables();
    inheritance();
    partitions();
    foreign_keys();
    for (const TableModel& table : tables_) {
        late_constraints(table);
        indexes(table);
        statistics(table);
        table_index_references(table);
        column_settings(table);
        comments(table);
    }
    views();
    foreign_servers();
    foreign_tables();
    functions_over_tables();
    programs();
    publications();
    subscriptions();
    if (with_privileges) privileges();
    if (with_privileges && !defaults_first) default_privileges("defaults");
    event_triggers();
}

const TableModel* World::table(const std::string& key) const {
    const auto found =
        std::find_if(tables_.begin(), tables_.end(), [&](const TableModel& table) { return table.key == key; });
    return found == tables_.end() ? nullptr : &*found;
}

const EnumModel* World::enumeration(const std::string& key) const {
    const auto found =
        std::find_if(enums_.begin(), enums_.end(), [&](const EnumModel& each) { return each.key == key; });
    return found == enums_.end() ? nullptr : &*found;
}

void World::comment(const std::string& key, const std::string& what, unsigned percent) {
    if (!decide.maybe("comment." + key, percent)) return;
    say("COMMENT ON " + what + " IS '" +
        decide.one_of("commented." + key, {"It''s so", "two\nlines", "ein Wört", "x"}) + "'");
}

/// Usually the first name.
std::string World::name(const std::string& key, const Words& names) {
    return decide.chance("renamed." + key, 70) ? names.front() : decide.one_of("name." + key, names);
}

std::string World::filled(const std::string& text, const std::string& column) {
    std::string out = text;
    const std::string name = quote(column);
    for (auto at = out.find("$c"); at != std::string::npos; at = out.find("$c", at + name.size()))
        out.replace(at, 2, name);
    return out;
}

void World::schemas() {
    app_ = decide.maybe("schema.app", 75);
    odd_ = decide.maybe("schema.odd", 40);
    if (app_) say("CREATE SCHEMA app");
    if (odd_) say("CREATE SCHEMA \"Odd one\"");
    if (app_) comment("schema.app", "SCHEMA app", 20);
    if (odd_) comment("schema.odd", "SCHEMA \"Odd one\"", 20);
}

void World::fill_kinds() {
    static const Kind integer = families()[0].kinds[0];
    for (const Family& family : families()) families_.emplace_back(family.weight, family.kinds);
    if (!twice_.empty()) {
        Kind kind = integer;
        kind.checks = {twice_ + "($c) > 1", twice_ + "($c) < 100"};
        kind.computed = {"bigint: " + twice_ + "($c)"};
        kind.indexes = {"(" + twice_ + "($c))"};
        families_[0].second.push_back(kind);
    }
    families_[0].second.insert(families_[0].second.end(), number_kinds_.begin(), number_kinds_.end());
    families_[1].second.insert(families_[1].second.end(), text_kinds_.begin(), text_kinds_.end());
    static constexpr unsigned weights[] = {16, 10, 4, 7};
    for (std::size_t of = 0; of < 4; ++of) families_.emplace_back(weights[of], user_kinds_[of]);
}

/// If the drawn family is empty, the kind is text.
Kind World::kind(const std::string& key) {
    unsigned sum = 0;
    for (const auto& [weight, kinds] : families_) sum += weight;
    auto drawn = decide.draw("family." + key, sum);
    for (const auto& [weight, kinds] : families_) {
        if (drawn < weight)
            return kinds.empty() ? families()[1].kinds[0] : kinds[decide.draw("kind." + key, kinds.size())];
        drawn -= weight;
    }
    return families()[1].kinds[0];
}

void World::sequences() {
    if (decide.maybe("sequence.counter", 60)) {
        counter_ = quote(name("sequence.counter", {"counter", "Counter", "counter two"}));
        say("CREATE SEQUENCE " + counter_ +
            decide.one_of("counter", {"", " AS integer", " INCREMENT BY 10 START WITH 5",
                                      " MINVALUE -5 MAXVALUE 100 CYCLE", " CACHE 7", " INCREMENT BY -1"}));
        comment("sequence.counter", "SEQUENCE " + counter_);
    }
    if (!decide.maybe("thing", 50)) return;
    switch (decide.draw("thing is", 5)) {
        case 0: say("CREATE SEQUENCE thing"); break;
        case 1: say("CREATE TABLE thing (x integer)"); break;
        case 2: say("CREATE VIEW thing AS SELECT 1 AS x"); break;
        case 3: say("CREATE TYPE thing AS (x integer)"); break;
        default:
            say("CREATE MATERIALIZED VIEW thing AS SELECT 1 AS x");
            say("CREATE UNIQUE INDEX thing_x ON thing (x)");
            break;
    }
}

}  // namespace retort::test::random
