#pragma once

#include <boost/describe.hpp>
#include <boost/json/value.hpp>
#include <boost/optional.hpp>
#include <boost/uuid/uuid.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <bitset>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <retort/model.hpp>

namespace grammar {

/// A strong typedef from a header that cannot be edited.
struct UserId {
    std::int64_t value;
};
struct Inet {
    std::string text;
};
struct Cents {
    long long value;
};

enum class Level : std::uint8_t { low = 1, mid = 5, high = 9 };
BOOST_DESCRIBE_ENUM(Level, low, mid, high)

}  // namespace grammar

template <>
struct retort::model<grammar::UserId> {
    static constexpr auto schema() { return retort::stored_as<std::int64_t>(); }
};
template <>
struct retort::model<grammar::Inet> {
    static constexpr auto schema() { return retort::sql_type("inet").on(retort::sqlite).sql("TEXT"); }
};

namespace grammar {

struct Scalars {
    std::int64_t id;
    bool flag;
    char letter;
    signed char tiny;
    std::int16_t small;
    std::int32_t normal;
    long wide;
    long long wider;
    std::uint8_t u8;
    std::uint16_t u16;
    std::uint32_t u32;
    float single;
    double twice;
    std::string text;
    char code[9];
    std::array<char, 4> tag;
    std::optional<std::int32_t> maybe;
    const std::int32_t fixed = 4;

    static constexpr auto schema() { return retort::table("scalars", retort::column<&Scalars::id>().primary_key()); }
};
BOOST_DESCRIBE_STRUCT(Scalars, (),
                      (id, flag, letter, tiny, small, normal, wide, wider, u8, u16, u32, single, twice, text, code, tag,
                       maybe, fixed))

struct Library {
    boost::uuids::uuid id;
    std::chrono::system_clock::time_point at;
    std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds> at_millis;
    std::chrono::sys_days day;
    std::chrono::year_month_day date;
    std::chrono::local_seconds local;
    std::chrono::seconds seconds;
    std::chrono::duration<double, std::milli> spent;
    std::chrono::hh_mm_ss<std::chrono::seconds> time;
    std::vector<std::byte> bytes;
    std::vector<unsigned char> more_bytes;
    std::array<std::byte, 32> hash;
    nlohmann::json document;
    boost::json::value other_document;
    std::optional<nlohmann::json> maybe_document;

    static constexpr auto schema() {
        using namespace retort;
        return table("library",
                     column<&Library::id>().primary_key(),
                     column<&Library::at_millis>().precision(3),
                     column<&Library::local>().precision(0));
    }
};
BOOST_DESCRIBE_STRUCT(Library, (),
                      (id, at, at_millis, day, date, local, seconds, spent, time, bytes, more_bytes, hash, document,
                       other_document, maybe_document))

/// Strings of other kinds, and an older optional.
struct Strings {
    std::int64_t id;
    std::filesystem::path file;
    std::u8string text;
    std::optional<std::filesystem::path> folder;
    boost::optional<std::int32_t> number;
    boost::optional<std::string> name;
    char letter;

    static constexpr auto schema() {
        using namespace retort;
        return table("strings",
                     column<&Strings::id>().primary_key(),
                     column<&Strings::text>().varchar(20).server_default("x"),
                     column<&Strings::number>().server_default(7),
                     column<&Strings::name>().varchar(30),
                     column<&Strings::letter>().server_default('\''));
    }
};
BOOST_DESCRIBE_STRUCT(Strings, (), (id, file, text, folder, number, name, letter))

struct Arrays {
    std::int32_t id;
    std::vector<std::string> tags;
    std::vector<std::int64_t> numbers;
    std::array<double, 3> point;
    std::optional<std::vector<bool>> flags;
    std::vector<boost::uuids::uuid> friends;
    std::vector<Level> levels;
    std::vector<std::vector<std::int32_t>> matrix;

    static constexpr auto schema() {
        return retort::table("arrays", retort::column<&Arrays::id>().primary_key()).only(retort::postgresql);
    }
};
BOOST_DESCRIBE_STRUCT(Arrays, (), (id, tags, numbers, point, flags, friends, levels, matrix))

struct Overrides {
    UserId id;
    std::bitset<8> flags;
    Inet address;
    std::optional<Inet> other_address;
    Cents price;
    std::string name;
    std::string fixed;
    std::string code;
    std::chrono::system_clock::time_point naive;
    double amount;
    std::uint64_t big;
    std::string note;
    std::string key;

    static constexpr auto schema() {
        using namespace retort;
        return table("overrides",
                     column<&Overrides::id>().primary_key(),
                     column<&Overrides::flags>().type("bit(8)").on(sqlite).type("INTEGER"),
                     column<&Overrides::price>().numeric(12, 2),
                     column<&Overrides::name>().varchar(40),
                     column<&Overrides::fixed>().char_(4),
                     column<&Overrides::code>().type("varchar(12)"),
                     column<&Overrides::naive>().without_time_zone(),
                     column<&Overrides::amount>().numeric(6),
                     column<&Overrides::big>().type("numeric(20)"),
                     column<&Overrides::note>().on(postgresql).collate("C").on(sqlite).collate("NOCASE"),
                     column<&Overrides::key>().varchar());
    }
};
BOOST_DESCRIBE_STRUCT(Overrides, (),
                      (id, flags, address, other_address, price, name, fixed, code, naive, amount, big, note, key))

struct Strict {
    std::int64_t id;
    bool flag;
    std::string name;
    std::optional<double> share;
    std::vector<std::byte> bytes;
    std::chrono::system_clock::time_point at;

    static constexpr auto schema() {
        return retort::table("strict_rows",
                             retort::column<&Strict::id>().primary_key(),
                             retort::column<&Strict::name>().varchar(10))
            .strict()
            .without_rowid();
    }
};
BOOST_DESCRIBE_STRUCT(Strict, (), (id, flag, name, share, bytes, at))

}  // namespace grammar
