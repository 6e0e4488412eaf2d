#pragma once

#include <boost/describe.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <retort/model.hpp>

namespace grammar {

struct Other {
    std::int64_t id;
    static constexpr auto schema() { return retort::table("others", retort::column<&Other::id>().primary_key()); }
};
BOOST_DESCRIBE_STRUCT(Other, (), (id))

/// In a tablespace, with keys whose clauses are on the columns.
struct Placed {
    std::int64_t id;
    std::string name;
    std::int32_t amount;
    std::int32_t limit;
    std::optional<std::int64_t> parent;
    std::optional<std::int64_t> second_parent;
    std::optional<std::string> code;

    static constexpr auto schema() {
        using namespace retort;
        return table("placed",
                     column<&Placed::id>().primary_key().named("pk_placed").on(postgresql).deferrable(),
                     column<&Placed::name>()
                         .on(postgresql)
                         .unique()
                         .named("uq_placed_name")
                         .deferrable()
                         .initially_deferred(),
                     column<&Placed::code>().on(postgresql).unique().nulls_not_distinct(),
                     column<&Placed::amount>()
                         .check("amount > 0")
                         .no_inherit()
                         .check("amount < 100")
                         .named("ck_small")
                         .not_valid(),
                     column<&Placed::parent>()
                         .references<&Other::id>(on_delete::cascade)
                         .named("fk_parent")
                         .not_valid()
                         .index(),
                     check("amount <> limit_").named("ck_different").no_inherit(),
                     check("limit_ > 0").not_valid(),
                     column<&Placed::limit>("limit_"),
                     foreign_key<&Placed::second_parent>().references<&Other::id>().not_valid(),
                     index<&Placed::name>().tablespace("retort_grammar"))
            .tablespace("retort_grammar");
    }
};
BOOST_DESCRIBE_STRUCT(Placed, (), (id, name, amount, limit, parent, second_parent, code))

/// Every action on both events.
struct Acting {
    std::int64_t id;
    std::int64_t a;
    std::int64_t b;
    std::int64_t c;
    std::optional<std::int64_t> d;
    std::int64_t e = 1;

    static constexpr auto schema() {
        using namespace retort;
        return table(
            "acting",
            column<&Acting::id>().primary_key(),
            column<&Acting::a>().references<&Acting::id>(on_delete::no_action, on_update::no_action),
            column<&Acting::b>().references<&Acting::id>(on_delete::restrict_, on_update::restrict_),
            column<&Acting::c>().references<&Acting::id>(on_delete::cascade, on_update::cascade),
            column<&Acting::d>().references<&Acting::id>(on_delete::set_null, on_update::set_null).deferrable(),
            column<&Acting::e>()
                .server_default(1)
                .references<&Acting::id>(on_delete::set_default, on_update::set_default)
                .initially_deferred());
    }
};
BOOST_DESCRIBE_STRUCT(Acting, (), (id, a, b, c, d, e))

/// Two tables that reference each other.
struct Egg;

struct Hen {
    std::int64_t id;
    std::optional<std::int64_t> hatched_from;
    static constexpr auto schema();
};

struct Egg {
    std::int64_t id;
    std::int64_t laid_by;
    static constexpr auto schema() {
        using namespace retort;
        return table(
            "eggs",
            column<&Egg::id>().primary_key(),
            column<&Egg::laid_by>().references<&Hen::id>(on_delete::cascade).deferrable().initially_deferred());
    }
};

constexpr auto Hen::schema() {
    using namespace retort;
    return table("hens",
                 column<&Hen::id>().primary_key(),
                 column<&Hen::hatched_from>().references<&Egg::id>(on_delete::set_null));
}
BOOST_DESCRIBE_STRUCT(Hen, (), (id, hatched_from))
BOOST_DESCRIBE_STRUCT(Egg, (), (id, laid_by))

/// Exclusion constraints and unusual index methods.
struct Excluding {
    std::int64_t id;
    std::string room;
    std::int32_t level;
    std::chrono::system_clock::time_point starts;
    std::chrono::system_clock::time_point ends;
    std::string body;

    static constexpr auto schema() {
        using namespace retort;
        return table("excluded",
                     column<&Excluding::id>().primary_key(),
                     exclude(key<&Excluding::room>().collate("C").opclass("text_pattern_ops").with("="),
                             key<&Excluding::level>().with("="))
                         .method("btree")
                         .deferrable()
                         .comment("one at a time")
                         .only(postgresql),
                     exclude(expression("tstzrange(starts, ends)").with("&&"))
                         .where("level > 0")
                         .initially_deferred()
                         .only(postgresql),
                     index(expression("to_tsvector('english', body)")).method("gin").only(postgresql).named("ix_words"),
                     index(expression("to_tsvector('english', body)").opclass("tsvector_ops(siglen='100')"))
                         .method("gist")
                         .only(postgresql)
                         .named("ix_words_gist"),
                     index<&Excluding::body>().method("spgist").only(postgresql).named("ix_prefix"),
                     index<&Excluding::level>()
                         .method("btree")
                         .storage("fillfactor", "70")
                         .storage("deduplicate_items", "off")
                         .only(postgresql)
                         .named("ix_level"),
                     index(key<&Excluding::starts>().opclass("timestamptz_minmax_multi_ops"))
                         .method("brin")
                         .only(postgresql)
                         .named("ix_starts"),
                     index(key<&Excluding::level>().desc(), key<&Excluding::room>().nulls_first())
                         .only(postgresql)
                         .named("ix_order"));
    }
};
BOOST_DESCRIBE_STRUCT(Excluding, (), (id, room, level, starts, ends, body))

/// Identity with every option, on every width.
struct Numbered {
    std::int16_t small;
    std::int32_t down;
    std::uint32_t wide;

    static constexpr auto schema() {
        using namespace retort;
        return table("numbered",
                     column<&Numbered::small>().primary_key().identity(),
                     column<&Numbered::down>()
                         .on(postgresql)
                         .identity()
                         .start(-5)
                         .increment(-2)
                         .minimum(-1000)
                         .maximum(-3)
                         .cache(4),
                     column<&Numbered::wide>().on(postgresql).identity_always().minimum(7).cycle());
    }
};
BOOST_DESCRIBE_STRUCT(Numbered, (), (small, down, wide))

struct Tag {
    std::string text;
};
enum class Grade { low, high };
BOOST_DESCRIBE_ENUM(Grade, low, high)

}  // namespace grammar

template <>
struct retort::model<grammar::Tag> {
    static constexpr auto schema() { return retort::stored_as<std::string>(); }
};

namespace grammar {

/// Arrays of types that are not built in, and strings of a fixed length.
struct Listed {
    std::int32_t id;
    std::vector<Tag> tags;
    std::optional<std::array<Tag, 2>> pair;
    std::vector<std::chrono::sys_days> days;
    std::vector<std::chrono::system_clock::time_point> times;
    std::vector<std::vector<std::byte>> blobs;
    std::vector<std::optional<std::string>> gaps;
    std::vector<Grade> grades;
    std::string words;

    static constexpr auto schema() {
        using namespace retort;
        return table("listed",
                     column<&Listed::id>().primary_key(),
                     column<&Listed::tags>().default_sql("'{}'"),
                     column<&Listed::words>().type("text[]").default_sql("ARRAY['a', 'b']"),
                     index<&Listed::tags>().method("gin"))
            .only(postgresql);
    }
};
BOOST_DESCRIBE_STRUCT(Listed, (), (id, tags, pair, days, times, blobs, gaps, grades, words))

/// Names beyond the limit, and names that PostgreSQL shortens to the same name.
struct Lengthy {
    std::int32_t id;
    std::int32_t the_quite_unreasonably_long_name_of_the_first_column;
    std::int32_t the_quite_unreasonably_long_name_of_the_second_column;
    std::int32_t größe_ä_ö_ü_ß_ä_ö_ü_ß_ä_ö_ü_ß_ä;

    static constexpr auto schema() {
        using namespace retort;
        using T = Lengthy;
        return table(
            "a_table_whose_name_alone_has_nearly_fifty_letters",
            column<&T::id>().primary_key(),
            column<&T::the_quite_unreasonably_long_name_of_the_first_column>().unique().references<&T::id>().check(
                "the_quite_unreasonably_long_name_of_the_first_column > 0"),
            column<&T::the_quite_unreasonably_long_name_of_the_second_column>().unique().references<&T::id>().check(
                "the_quite_unreasonably_long_name_of_the_second_column > 0"),
            column<&T::größe_ä_ö_ü_ß_ä_ö_ü_ß_ä_ö_ü_ß_ä>("größe_ä_ö_ü_ß_ä_ö_ü_ß_ä_ö_ü_ß_ä").unique(),
            check("id > 0"),
            check("id > 1"),
            check("id > the_quite_unreasonably_long_name_of_the_first_column"),
            index<&T::the_quite_unreasonably_long_name_of_the_first_column, &T::id>(),
            index<&T::the_quite_unreasonably_long_name_of_the_second_column, &T::id>(),
            index(expression("id + 1"), expression("id + 2"), expression("abs(id)")));
    }
};
BOOST_DESCRIBE_STRUCT(Lengthy, (),
                      (id, the_quite_unreasonably_long_name_of_the_first_column,
                       the_quite_unreasonably_long_name_of_the_second_column, größe_ä_ö_ü_ß_ä_ö_ü_ß_ä_ö_ü_ß_ä))

}  // namespace grammar
