// PostgreSQL's built-in types.

#include "tests/emit/random/kinds.hpp"

namespace retort::test::random {

namespace {

const Words times{"2020-01-01 00:00:00+00", "2021-02-03 04:05:06+00", "2022-10-20 10:20:30+00"};

std::vector<Kind> numbers() {
    const Words values{"1", "2", "3"};
    const Words btree{"USING hash ($c)", "USING brin ($c)", "USING brin ($c) WITH (pages_per_range = 16)"};
    return {
        {"integer",
         values,
         {"5", "-1", "1 + 2"},
         {"$c > 0", "$c IN (1, 2, 3)", "$c BETWEEN 0 AND 10"},
         {"integer: $c * 2", "text: 'n' || $c"},
         btree},
        {"bigint",
         values,
         {"7", "7000000000"},
         {"$c BETWEEN 0 AND 100", "$c <> 4 AND $c <> 5"},
         {"bigint: $c + 1"},
         btree},
        {"smallint", values, {"1"}, {"$c <> 30"}, {"smallint: abs($c)"}, {"USING hash ($c)"}},
        {"numeric(10,2)",
         values,
         {"0.5"},
         {"$c >= 0"},
         {"numeric: $c / 2"},
         {"USING brin ($c numeric_minmax_multi_ops)"}},
        {"numeric", values, {"-1.5"}, {"$c < 10.5"}, {"numeric(12,3): round($c, 1)"}, {}},
        {"double precision",
         values,
         {"1.5"},
         {"$c > '-1'::integer"},
         {"double precision: sqrt(abs($c))"},
         {"USING brin ($c float8_bloom_ops(n_distinct_per_range = 8))"}},
        {"real", values, {"0.25"}, {"$c > 0"}, {"real: $c + 1"}, {"USING spgist (point($c, 0))"}},
    };
}

std::vector<Kind> texts() {
    const Words values{"1", "2", "3"};
    const auto text = [&](const std::string& type, Words defaults, Words checks, Words computed, Words indexes) {
        Kind kind{type, values, std::move(defaults), std::move(checks), std::move(computed), std::move(indexes)};
        kind.text = true;
        return kind;
    };
    return {
        text("text", {"'x'", "upper('q'::text)", "''", "'it''s \\ \"q\"'"},
             {"$c <> ''", "length($c) < 100", "$c ~ '^[0-9]' OR $c IN ('b', 'c')"},
             {"text: lower($c)", "integer: length($c)"},
             {"($c text_pattern_ops)", "USING hash ($c)", "USING spgist ($c)", "($c COLLATE \"C\" DESC NULLS LAST)",
              "USING gin (to_tsvector('english'::regconfig, $c))"}),
        text("text", {"'y'"}, {"$c LIKE '%'"}, {"text: $c || 'x'"}, {"(lower($c))", "(upper($c) COLLATE \"C\")"}),
        text("varchar(20)", {"'y'"}, {"$c <> 'z'", "$c LIKE '_%'"}, {"text: upper($c)"}, {"($c varchar_pattern_ops)"}),
        text("varchar(40)", {"'y'"}, {"$c IN ('1', '2', '3', 'y')"}, {"text: $c || 'x'"},
             {"USING btree ($c) WITH (fillfactor = 70)", "USING btree ($c) WITH (deduplicate_items = off)"}),
        text("char(3)", {"'abc'"}, {"$c <> 'zzz'"}, {"text: trim($c)"}, {"($c bpchar_pattern_ops)"}),
        text("varchar", {"'v'"}, {"$c IS NOT NULL"}, {"integer: length($c)"}, {}),
    };
}

std::vector<Kind> moments() {
    return {
        {"timestamptz",
         times,
         {"now()", "'2020-01-01 00:00:00+00'"},
         {"$c > '2000-01-01 00:00:00+00'"},
         {"timestamp: $c AT TIME ZONE 'UTC'"},
         {"USING brin ($c)"}},
        {"timestamptz(3)",
         times,
         {"CURRENT_TIMESTAMP(3)"},
         {"$c < '2100-01-01 00:00:00+00'"},
         {"date: ($c AT TIME ZONE 'UTC')::date"},
         {}},
        {"timestamp", times, {"LOCALTIMESTAMP"}, {"$c > '2000-01-01'"}, {"date: $c::date"}, {}},
        {"date",
         {"2020-01-01", "2021-02-03", "2022-10-20"},
         {"CURRENT_DATE", "'2020-01-01'"},
         {"$c > '2000-01-01'"},
         {"integer: extract(year FROM $c)::integer"},
         {"USING brin ($c)", "USING hash ($c)"}},
        {"time", {"10:00", "11:00", "12:00"}, {"'12:00'"}, {"$c < '23:00'"}, {"interval: $c::interval"}, {}},
        {"interval", {"1 day", "2 days", "3 hours"}, {"'1 day'"}, {"$c > '0'"}, {"interval: $c * 2"}, {}},
        {"interval day to second(2)",
         {"1 day", "2 days", "3 hours"},
         {"'1 day'"},
         {"$c > '0'"},
         {"interval: $c * 2"},
         {}},
    };
}

std::vector<Kind> others() {
    Kind json{"json", {"1", "2", "[3]"}, {"'{}'"}, {"($c ->> 'a') IS NULL"}, {"text: $c ->> 'a'"}, {"(($c ->> 'a'))"}};
    json.sortable = false;
    Kind point{"point",          {"(1,2)", "(2,3)", "(3,4)"},   {"'(0,0)'"},
               {"($c)[0] < 10"}, {"double precision: ($c)[0]"}, {"USING gist ($c)", "USING spgist ($c)"}};
    point.sortable = false;
    Kind box{"box",
             {"(1,1),(0,0)", "(3,3),(2,2)", "(5,5),(4,4)"},
             {"'(1,1),(0,0)'"},
             {"area($c) < 10"},
             {"double precision: area($c)"},
             {"USING gist ($c)"},
             "$c WITH &&"};
    box.sortable = false;
    return {
        json,
        point,
        box,
        {"boolean", {"true", "false"}, {"true", "false"}, {"$c OR NOT $c"}, {"boolean: NOT $c"}, {}},
        {"uuid",
         {"00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002"},
         {"gen_random_uuid()"},
         {"$c <> '00000000-0000-0000-0000-000000000000'"},
         {"boolean: $c IS NULL"},
         {"USING hash ($c)"}},
        {"jsonb",
         {"1", "2", "[3]"},
         {"'{}'", "'[1]'"},
         {"NOT $c ? 'a'", "$c IS NOT NULL"},
         {"jsonb: $c -> 'a'"},
         {"USING gin ($c)", "USING gin ($c jsonb_path_ops)", "USING gin ($c) WITH (fastupdate = off)"}},
        {"bytea", {"\\x01", "\\x02"}, {"'\\x01'"}, {"length($c) < 9"}, {"integer: length($c)"}, {}},
        {"inet",
         {"10.0.0.1", "10.0.0.2"},
         {"'127.0.0.1'"},
         {"family($c) = 4"},
         {"integer: masklen($c)"},
         {"USING gist ($c inet_ops)", "USING brin ($c inet_inclusion_ops)"},
         "$c inet_ops WITH &&"},
        {"bit varying(5)", {"101", "11"}, {"'1'"}, {"length($c) < 6"}, {"integer: length($c)"}, {}},
        {"macaddr",
         {"08:00:2b:01:02:03", "08:00:2b:01:02:04"},
         {"'08:00:2b:01:02:03'"},
         {"$c IS NOT NULL"},
         {"macaddr: trunc($c)"},
         {}},
        {"int4range",
         {"[1,2)", "[3,4)", "[5,6)"},
         {"'[1,2)'", "'empty'"},
         {"upper($c) < 100"},
         {"integer: upper($c)"},
         {"USING gist ($c)", "USING spgist ($c)"},
         "$c WITH &&"},
        {"tstzrange",
         {"[2020-01-01 00:00:00+00,2020-02-01 00:00:00+00)", "[2021-01-01 00:00:00+00,2021-02-01 00:00:00+00)"},
         {"'empty'"},
         {"NOT isempty($c)"},
         {"boolean: upper_inf($c)"},
         {"USING gist ($c)"},
         "$c WITH &&"},
        {"int4multirange",
         {"{[1,2)}", "{[3,4)}", "{[5,6)}"},
         {"'{}'"},
         {"$c IS NOT NULL", "NOT $c @> 77"},
         {"boolean: isempty($c)", "int4range: range_merge($c)"},
         {"USING gist ($c)"},
         "$c WITH &&"},
        {"tsvector",
         {"a b", "c"},
         {"''"},
         {"length($c) < 10"},
         {"integer: length($c)"},
         {"USING gin ($c)", "USING gist ($c tsvector_ops (siglen = 64))"}},
        {"money", {"1", "2"}, {"'1'"}, {"$c IS NOT NULL"}, {"boolean: $c IS NULL"}, {}},
    };
}

std::vector<Kind> arrays() {
    return {
        {"text[]",
         {"{a,b}", "{c}", "{}"},
         {"'{}'", "ARRAY['a', 'b']"},
         {"cardinality($c) < 5"},
         {"integer: cardinality($c)"},
         {"USING gin ($c)"}},
        {"integer[]",
         {"{1,2}", "{3}"},
         {"'{1,2}'"},
         {"array_length($c, 1) < 9"},
         {"integer: $c[1]"},
         {"USING gin ($c)"}},
        {"varchar(9)[]", {"{1,2}", "{3}"}, {"'{x}'"}, {"$c <> '{q}'"}, {"integer: cardinality($c)"}, {}},
        {"numeric(8,2)[]", {"{1,2}", "{3}"}, {"'{1.5}'"}, {"cardinality($c) < 9"}, {"numeric: $c[1]"}, {}},
        {"int4range[]",
         {"{\"[1,2)\"}", "{}"},
         {"'{}'", "ARRAY[int4range(1, 2)]"},
         {"cardinality($c) < 9"},
         {"int4range: $c[1]"},
         {}},
        {"int4multirange[]",
         {"{\"{[1,2)}\"}", "{}"},
         {"'{}'"},
         {"cardinality($c) < 9", "upper($c[1]) < 99"},
         {"int4multirange: $c[1]", "boolean: isempty($c[1])"},
         {"(cardinality($c))"}},
        {"timestamptz[]",
         {"{2020-01-01 00:00:00+00}", "{}"},
         {"'{}'"},
         {"cardinality($c) < 9"},
         {"integer: cardinality($c)"},
         {}},
    };
}

}  // namespace

const std::vector<Family>& families() {
    static const std::vector<Family> all{
        {24, numbers()}, {24, texts()}, {12, moments()}, {14, others()}, {8, arrays()}};
    return all;
}

}  // namespace retort::test::random
