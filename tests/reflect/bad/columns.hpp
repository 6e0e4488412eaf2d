#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <retort/model.hpp>

enum class Colour { red, green };

struct Other { std::int32_t x; };

struct Row {
    std::int32_t id;
    std::string name;
    std::string title;
    double price;
    std::int32_t number;
    std::string text;
    Colour colour;
    std::chrono::system_clock::time_point at;
    std::string label;

    static constexpr auto schema() {
        using namespace retort;
        return table("rows",
            column<&Row::id>().primary_key().identity().default_sql("1"),
            column<&Row::name>().varchar(20).text(),
            column<&Row::name>().unique(),
            column<&Row::title>("name"),
            column<&Row::price>().numeric(0, 2),
            column<&Row::number>().start(5).server_default(3).generated("id * 2"),
            column<&Row::text>().named("x").unique(),
            column<&Row::colour>().server_default(static_cast<Colour>(7)).old_label("blue", static_cast<Colour>(9)),
            column<&Row::at>().precision(9).comment("a").comment("b"),
            column<&Row::label>().varchar(-1).generated_virtual("'a'"),
            column<&Other::x>());
    }
};

// expect: 26:46 RT248 'Row::id' has both a default and an identity
// expect: 27:46 RT248 text() contradicts varchar() of 'Row::name'
// expect: 28:13 RT249 a second rule for 'Row::name'
// expect: 29:13 RT102 column 'name' of table 'rows' is declared twice
// expect: 30:35 RT235 numeric(0, 2) for 'Row::price'
// expect: 31:36 RT107 start() does not follow an identity: 'Row::number'
// expect: 31:63 RT248 'Row::number' has both a default and a generated value
// expect: 32:34 RT107 named() does not follow a key
// expect: 33:36 RT240 the default of 'Row::colour' is not a label of its enum
// expect: 33:75 RT239 old_label("blue") maps to no label of the enum of 'Row::colour'
// expect: 34:32 RT235 a precision of 9 for 'Row::at'
// expect: 34:58 RT247 comment() is given twice for 'Row::at'
// expect: 35:35 RT235 a length of -1 for 'Row::label'
// expect: 35:47 RT111 PostgreSQL 15 has no virtual generated columns: 'Row::label'
// expect: 36:13 RT106 a rule of 'Row' names 'Other::x', which is not one of its members
