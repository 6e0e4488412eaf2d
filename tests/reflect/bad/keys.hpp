#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <retort/model.hpp>

struct Other { std::int32_t x; };

struct Row {
    std::int32_t id;
    std::int32_t a;
    std::int32_t b;
    std::string name;
    std::string cache;

    static constexpr auto schema() {
        using namespace retort;
        return table("rows",
            column<&Row::id>().primary_key(),
            ignore<&Row::cache>(),
            primary_key<&Row::a, &Row::b>(),
            unique<&Row::a, &Row::a>(),
            unique<&Row::cache>(),
            index<&Other::x>(),
            index<&Row::a>().named("rows_a"),
            index<&Row::b>().named("rows_a"),
            check("a > 0").named("positive"),
            check("b > 0").named("positive"),
            check("a > b").named("a_name_that_is_longer_than_the_sixty_three_bytes_that_postgresql_keeps"),
            exclude(key<&Row::a>()),
            index<&Row::name>().named("rows"),
            index<&Row::name>().named(""));
    }
};

struct Again {
    std::int32_t id;
    static constexpr auto schema() { return retort::table("rows", retort::column<&Again::id>().primary_key()); }
};

struct Empty {
    static constexpr auto schema() { return retort::table("empties"); }
};

struct Keyless {
    std::int32_t id;
    std::string key;
    static constexpr auto schema() {
        using namespace retort;
        return table("keyless", column<&Keyless::id>().primary_key().primary_key(),
                     column<&Keyless::key>().unique().named("one").named("two"));
    }
};

// expect: 21:13 RT105 table 'rows' has a second primary key
// expect: 22:13 RT250 column 'a' of 'Row' is named twice in one key
// expect: 23:13 RT106 a rule of 'Row' names 'Row::cache', which is not one of its columns
// expect: 24:13 RT106 a rule of 'Row' names 'Other::x', which is not one of its columns
// expect: 26:13 RT116 the name 'rows_a' of an index of table 'rows' is already in use
// expect: 28:13 RT116 the name 'positive' of a check of table 'rows' is already in use
// expect: 29:13 RT114 the name 'a_name_that_is_longer_than_the_sixty_three_bytes_that_postgresql_keeps' of a
//         check of table 'rows' is longer than 63 bytes
// expect: 30:13 RT251 a key of an exclusion constraint has no operator
// expect: 31:13 RT116 the name 'rows' of an index of table 'rows' is already in use
// expect: 32:13 RT259 the name of an index of table 'rows' is empty
// expect: 36:8 RT104 table 'rows' is declared by 'Row' and by 'Again'
// expect: 41:8 RT112 model 'Empty' has no columns
// expect: 50:70 RT247 primary_key() is given twice for 'Keyless::id'
// expect: 51:68 RT247 named() is given twice for a key of 'Keyless'
