#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>
#include <chrono>
#include <retort/model.hpp>

enum class Colour { red, green };
struct Team { std::int64_t id; std::string name; };

struct Row {
    std::int32_t id;
    std::string name;
    bool flag;
    Colour colour;
    double price;
    std::vector<std::byte> bytes;
    static constexpr auto a() { return retort::column<&Row::id>().varchar(20); }
    static constexpr auto b() { return retort::column<&Row::flag>().server_default(1); }
    static constexpr auto c() { return retort::column<&Row::colour>().server_default(1); }
    static constexpr auto d() { return retort::column<&Row::name>().server_default(1); }
    static constexpr auto e() { return retort::column<&Row::id>().server_default("1"); }
    static constexpr auto f() { return retort::column<&Row::name>().identity(); }
    static constexpr auto g() { return retort::column<&Row::id>().references<&Team::id>(); }
    static constexpr auto h() { return retort::column<&Row::flag>().numeric(3); }
    static constexpr auto i() { return retort::column<&Row::name>().as_text(); }
    static constexpr auto j() { return retort::foreign_key<&Row::id, &Row::name>().references<&Team::id>(); }
    static constexpr auto k() { return retort::column<&Row::typo>(); }
    static constexpr auto l() { return retort::column<&Row::id>().colate("C"); }
    static constexpr auto m() { return retort::column<&Row::bytes>().server_default("x"); }
    static constexpr auto n() { return retort::column<&Row::a>(); }
    static constexpr auto o() { return retort::index<>(); }
    static constexpr auto p() { return retort::column<&Row::price>().collate("C"); }
};

// expect: 19:67 RT100 varchar() is for strings
// expect: 20:69 RT100 the default of a bool is true or false
// expect: 21:71 RT100 the default of an enum is one of its enumerators
// expect: 22:69 RT100 the default of a string is a string literal
// expect: 23:67 RT100 the default of an integer is an integer
// expect: 24:69 RT100 an identity column is an integer
// expect: 25:67 RT100 a foreign key column and the referenced column differ in type
// expect: 26:69 RT100 numeric() is for numbers
// expect: 27:69 RT100 as_text() is for enums
// expect: 28:84 RT100 a foreign key references as many columns as it has
// expect: 29:61 RT100 no member named 'typo' in 'Row'
// expect: 30:67 RT100 collate() is for strings
// expect: 30:67 RT100 no member named 'colate' in 'retort::column_rule<int>'; did you mean 'collate'?
// expect: 31:70 RT100 this type has no typed default; write default_sql("…")
// expect: 32:40 RT100 no matching function for call to 'column'
// expect: 33:48 RT100 an index has at least one key
// expect: 34:70 RT100 collate() is for strings
