// A partitioned table, by range, list or hash, and its partitions: attached, detached, nested, default.

#include <fmt/format.h>

#include "tests/emit/random/world.hpp"

namespace retort::test::random {

namespace {

/// A way to partition a table.
struct Division {
    std::string type, by;
    Words values;
    Words bounds[4];  ///< the bounds of each partition, the usual one first
    Words keys[4];    ///< keys that fit each partition, where they are known
    bool has_default = true;
};

const std::vector<Division>& divisions() {
    static const std::vector<Division> all{
        {"integer",
         "RANGE",
         {"1", "2", "11", "12", "21", "31", "99"},
         {{"FROM (0) TO (10)", "FROM (MINVALUE) TO (10)"},
          {"FROM (10) TO (20)", "FROM (10) TO (15)"},
          {"FROM (20) TO (30)", "FROM (20) TO (25)"},
          {"FROM (30) TO (40)", "FROM (30) TO (MAXVALUE)"}},
         {{"1", "2", "3"}, {"11", "12", "13"}, {"21", "22", "23"}, {"31", "32", "33"}}},
        {"text",
         "LIST",
         {"v0", "v1", "v2", "v3", "w0", "other"},
         {{"IN ('v0')", "IN ('v0', 'w0')"},
          {"IN ('v1')", "IN ('w1', 'v1')"},
          {"IN ('v2')", "IN ('v2', NULL)"},
          {"IN ('v3', 'w3')", "IN ('v3')"}},
         {{"v0", "v0"}, {"v1", "v1"}, {"v2", "v2"}, {"v3", "v3"}}},
        {"bigint",
         "HASH",
         {"1", "2", "3", "4", "5", "6"},
         {{"WITH (MODULUS 4, REMAINDER 0)"},
          {"WITH (MODULUS 4, REMAINDER 1)"},
          {"WITH (MODULUS 4, REMAINDER 2)", "WITH (MODULUS 8, REMAINDER 2)"},
          {"WITH (MODULUS 4, REMAINDER 3)"}},
         {},
         false},
        {"date",
         "RANGE",
         {"2020-01-05", "2020-02-05", "2020-03-05", "2022-01-01"},
         {{"FROM ('2020-01-01') TO ('2020-02-01')"},
          {"FROM ('2020-02-01') TO ('2020-03-01')"},
          {"FROM ('2020-03-01') TO ('2020-04-01')"},
          {"FROM ('2020-04-01') TO ('2021-01-01')", "FROM ('2020-04-01') TO ('2020-05-01')"}},
         {{"2020-01-05", "2020-01-06"},
          {"2020-02-05", "2020-02-06"},
          {"2020-03-05", "2020-03-06"},
          {"2020-04-05", "2020-04-06"}}},
    };
    return all;
}

}  // namespace

void World::partitions() {
    if (!decide.maybe("parts", 55)) return;
    const Division& division = divisions()[decide.draw("division", divisions().size())];
    TableModel parts;
    parts.key = "parts";
    parts.partitioned = decide.chance("parts.divided", 90);
    parts.name = {"", name("parts", {"parts", "Parts of"})};
    parts.columns.push_back({"parts.k",
                             "k",
                             {division.type, division.values, {}, {"$c IS NOT NULL OR $c IS NULL"}, {}, {}},
                             true,
                             false,
                             true});
    parts.columns.push_back({"parts.k2", "k2", {"text", {"x", "y"}, {}, {"$c <> 'no'"}, {}, {}}});
    Words columns{"k " + division.type, "k2 text"}, after;
    for (const char c : {'a', 'b', 'c'}) {
        const std::string key = fmt::format("parts.{}", c);
        if (!decide.maybe(key, 60)) continue;
        ColumnModel made = column(key, {fmt::format("v{}", c), fmt::format("V {}", c)});
        made.nullable = !decide.maybe("not null." + key, 20);
        columns.push_back(column_sql(made, after, parts));
        parts.columns.push_back(made);
    }
    references(parts, columns, 99);
    computed_columns(parts, columns);
    const Words alone = columns;
    if (decide.maybe("parts.key", 50))
        columns.push_back(decide.one_of(
            "parts.key is", {"PRIMARY KEY (k, k2)", "CONSTRAINT \"parts key\" PRIMARY KEY (k, k2)", "UNIQUE (k2, k)"}));
    columns.insert(columns.end(), after.begin(), after.end());
    const std::string by = division.by == "HASH" ? decide.one_of("parts.by", {"(k)", "(k)", "(k)", "(k, k2)"}) : "(k)";
    say("CREATE TABLE " + quote(parts.name) + " (" + joined(columns) + ")" +
        (parts.partitioned ? " PARTITION BY " + division.by + " " + by : storage_parameters("parts")));
    tables_.push_back(parts);
    for (std::size_t p = 0; p < 4; ++p) {
        const std::string key = fmt::format("p{}", p);
        if (decide.maybe(key, 65))
            partition(parts, key, "FOR VALUES " + name("bound." + key, division.bounds[p]), alone, division.keys[p],
                      p == 1 && decide.chance("nested", 50));
    }
    if (division.has_default && decide.maybe("pd", 50)) partition(parts, "pd", "DEFAULT", alone, {}, false);
}

/// A partition, or a standalone table that could be attached as one.
void World::partition(const TableModel& parent, const std::string& key, const std::string& bound, const Words& alone,
                      const Words& keys, bool nested) {
    TableModel made;
    made.key = key;
    made.name = {"", name(key, {key, "Part " + key})};
    made.columns = parent.columns;
    made.partition = parent.partitioned && decide.chance(key + ".attached", 85);
    if (!made.partition && !keys.empty()) made.columns[0].kind.values = keys;
    made.partitioned = nested;
    made.holds_rows = !made.partition;
    const std::string by = nested ? " PARTITION BY LIST (k2)" : "";
    if (made.partition) {
        std::string own;
        if (const ColumnModel* a = parent.find("parts.a"); a && !nested && decide.maybe(key + ".default", 15))
            own = " (" + quote(a->name) + " DEFAULT " + decide.one_of(key + ".default is", a->kind.defaults) + ")";
        say("CREATE TABLE " + quote(made.name) + " PARTITION OF " + quote(parent.name) + own + " " + bound + by +
            (nested ? "" : storage_parameters(key)));
    } else {
        std::string inside = joined(alone);
        const std::string kept_to_itself = " NO INHERIT";  // not allowed for checks of a partitioned table
        for (std::size_t at; nested && (at = inside.find(kept_to_itself)) != std::string::npos;)
            inside.erase(at, kept_to_itself.size());
        say("CREATE TABLE " + quote(made.name) + " (" + inside + ")" + by + (nested ? "" : storage_parameters(key)));
    }
    tables_.push_back(made);
    if (!nested) return;
    for (const auto& [below, values] : {std::pair<std::string, std::string>{key + "x", "FOR VALUES IN ('x')"},
                                        {key + "y", "FOR VALUES IN ('y', 'z')"},
                                        {key + "d", "DEFAULT"}})
        if (decide.maybe(below, 60)) partition(made, below, values, alone, keys, false);
}

}  // namespace retort::test::random
