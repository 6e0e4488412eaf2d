#pragma once

#include <boost/describe.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <retort/model.hpp>

namespace grammar {

enum class Mood { calm, busy, done };
BOOST_DESCRIBE_ENUM(Mood, calm, busy, done)

struct Defaults {
    std::int32_t id;
    bool yes = true;
    std::int16_t small;
    std::uint32_t large;
    std::int64_t lowest;
    double ratio;
    float share;
    std::string text;
    char code[4];
    Mood mood;
    std::optional<Mood> maybe_mood;
    std::chrono::system_clock::time_point at;
    std::string made;
    std::string key;

    static constexpr auto schema() {
        using namespace retort;
        return table("defaults",
                     column<&Defaults::id>().primary_key(),
                     column<&Defaults::yes>().server_default(true),
                     column<&Defaults::small>().server_default(-7),
                     column<&Defaults::large>().server_default(4000000000U),
                     column<&Defaults::lowest>().server_default(-9223372036854775807LL - 1),
                     column<&Defaults::ratio>().server_default(0.1),
                     column<&Defaults::share>().server_default(2),
                     column<&Defaults::text>().server_default("it's"),
                     column<&Defaults::code>().server_default("abc"),
                     column<&Defaults::mood>().server_default(Mood::busy),
                     column<&Defaults::at>().default_sql("now()"),
                     column<&Defaults::made>().default_sql("'a' || 'b'"),
                     column<&Defaults::key>().default_sql("'x'").on(postgresql).default_sql("md5('x')"));
    }
};
BOOST_DESCRIBE_STRUCT(Defaults, (),
                      (id, yes, small, large, lowest, ratio, share, text, code, mood, maybe_mood, at, made, key))

struct Counted {
    std::int64_t id;
    std::int32_t number;
    std::int16_t place;

    static constexpr auto schema() {
        using namespace retort;
        return table("counted",
                     column<&Counted::id>()
                         .primary_key()
                         .identity()
                         .start(100)
                         .increment(10)
                         .minimum(50)
                         .maximum(100000)
                         .cache(5)
                         .cycle(),
                     column<&Counted::number>().on(postgresql).identity_always());
    }
};
BOOST_DESCRIBE_STRUCT(Counted, (), (id, number, place))

struct Auto {
    std::int64_t id;
    std::string name;
    static constexpr auto schema() {
        using namespace retort;
        return table("autos", column<&Auto::id>().primary_key().autoincrement());
    }
};
BOOST_DESCRIBE_STRUCT(Auto, (), (id, name))

struct Inserted {
    std::optional<std::int64_t> id;  ///< none until the database has given one
    std::optional<std::string> name;
    static constexpr auto schema() {
        using namespace retort;
        return table(
            "inserted", column<&Inserted::id>().primary_key().identity(), column<&Inserted::name>().not_null());
    }
};
BOOST_DESCRIBE_STRUCT(Inserted, (), (id, name))

struct Generated {
    std::int32_t id;
    double width;
    double height;
    double area;
    std::string first;
    std::string last;
    std::string whole;

    static constexpr auto schema() {
        using namespace retort;
        return table("generated",
                     column<&Generated::id>().primary_key(),
                     column<&Generated::area>().generated("width * height"),
                     column<&Generated::whole>()
                         .generated("first || ' ' || last")
                         .on(sqlite)
                         .generated_virtual("first || ' ' || last"));
    }
};
BOOST_DESCRIBE_STRUCT(Generated, (), (id, width, height, area, first, last, whole))

/// Names that need quotes, renames, and their transitions.
struct Renamed {
    std::int32_t id;
    std::string full_name;
    std::string select;
    Mood mood;
    std::int32_t amount;
    std::string kept;
    std::string cache;

    static constexpr auto schema() {
        using namespace retort;
        return table("Renamed Things",
                     column<&Renamed::id>("ID").primary_key(),
                     column<&Renamed::full_name>().renamed_from("name").comment("the whole name"),
                     column<&Renamed::select>(),
                     column<&Renamed::mood>().using_sql("lower(mood)::mood").old_label("quiet", Mood::calm),
                     column<&Renamed::amount>().backfill_sql("0"),
                     column<&Renamed::kept>().on(postgresql).storage("EXTERNAL").compression("pglz").statistics(250),
                     ignore<&Renamed::cache>())
            .renamed_from("things")
            .comment("what is said here wins");
    }
};
BOOST_DESCRIBE_STRUCT(Renamed, (), (id, full_name, select, mood, amount, kept, cache))

}  // namespace grammar
