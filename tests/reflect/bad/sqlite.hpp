#pragma once
// dialect: sqlite
#include <cstdint>
#include <string>
#include <vector>
#include <retort/model.hpp>

struct Row {
    std::int32_t id;
    std::int32_t counter;
    std::vector<std::string> tags;
    std::string code;
    std::int64_t number;

    static constexpr auto schema() {
        using namespace retort;
        return table("rows",
            column<&Row::id>().primary_key(),
            column<&Row::counter>().identity(),
            column<&Row::code>().default_sql("gen_random_uuid()").unique().nulls_not_distinct(),
            column<&Row::number>().autoincrement(),
            exclude(key<&Row::code>().with("=")),
            unique<&Row::code, &Row::id>().deferrable()).partition_by_range<&Row::id>();
    }
};

struct Keyless {
    std::string code;
    static constexpr auto schema() { return retort::table("keyless").without_rowid(); }
};

// expect: 11:30 RT101 SQLite has no array type for 'std::vector<std::string>': member 'Row::tags'
// expect: 13:18 RT263 autoincrement() of 'number' in table 'rows' requires an INTEGER primary key on this column alone
// expect: 19:37 RT111 SQLite has an identity only for a single-column primary key, not for 'counter' of 'Row'
// expect: 20:34 RT111 SQLite has no function for the default "gen_random_uuid()" of 'Row::code'
// expect: 20:76 RT111 SQLite has no UNIQUE NULLS NOT DISTINCT
// expect: 22:13 RT111 SQLite has no exclusion constraints
// expect: 23:44 RT111 SQLite has no deferrable unique constraints
// expect: 23:58 RT111 SQLite has no partitioned tables: 'Row'
// expect: 27:8 RT237 a WITHOUT ROWID table requires a primary key: 'Keyless' has none
