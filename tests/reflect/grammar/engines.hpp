#pragma once

#include <boost/describe.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <retort/model.hpp>

namespace grammar {

enum class Light { red, green };
BOOST_DESCRIBE_ENUM(Light, red, green)

/// All clauses of a column, with different values for each engine.
struct Either {
    std::int64_t id;
    std::string name;
    std::string brief;
    std::string code;
    double price;
    std::string sorted;
    std::int32_t count;
    std::int32_t again;
    std::chrono::system_clock::time_point made;
    std::int32_t twice;
    std::string note;
    std::optional<std::string> maybe;
    std::string kept;
    Light light;
    std::int32_t limited;
    std::optional<std::int64_t> peer;
    std::string key;
    std::string noted;

    static constexpr auto schema() {
        using namespace retort;
        return table("either",
                     column<&Either::id>()
                         .primary_key()
                         .on(postgresql)
                         .identity_always()
                         .start(5)
                         .on(sqlite)
                         .autoincrement(),
                     column<&Either::name>().on(postgresql).name("full_name").on(sqlite).name("fullname"),
                     column<&Either::brief>().varchar(20).on(postgresql).varchar(10).on(sqlite).text(),
                     column<&Either::code>().on(postgresql).char_(3).on(sqlite).varchar(3),
                     column<&Either::price>().on(postgresql).numeric(10, 2).on(sqlite).type("NUMERIC"),
                     column<&Either::sorted>().on(postgresql).collate("C").on(sqlite).collate("NOCASE"),
                     column<&Either::count>().server_default(1).on(sqlite).server_default(2),
                     column<&Either::again>().on(postgresql).server_default(3),
                     column<&Either::made>().on(postgresql).default_sql("now()").on(sqlite).default_sql("'2000-01-01'"),
                     column<&Either::twice>()
                         .on(postgresql)
                         .generated("count * 2")
                         .on(sqlite)
                         .generated_virtual("count + count"),
                     column<&Either::note>().comment("for all").on(postgresql).comment("for one"),
                     column<&Either::maybe>().on(postgresql).not_null(),
                     column<&Either::kept>()
                         .on(postgresql)
                         .renamed_from("kept_there")
                         .on(sqlite)
                         .renamed_from("kept_here"),
                     column<&Either::light>().on(postgresql).server_default(Light::green).on(sqlite).as_integer(),
                     column<&Either::limited>()
                         .check("limited > 0")
                         .on(postgresql)
                         .check("limited < 10")
                         .named("ck_there")
                         .on(sqlite)
                         .check("limited < 20")
                         .named("ck_here"),
                     column<&Either::peer>()
                         .on(postgresql)
                         .references<&Either::id>(on_delete::cascade)
                         .on(sqlite)
                         .references<&Either::id>(on_delete::set_null),
                     column<&Either::key>().on(postgresql).unique().on(sqlite).index(),
                     column<&Either::noted>().on(postgresql).using_sql("upper(noted)").backfill_sql("'none'"),
                     index<&Either::name>().on(postgresql).method("hash"),
                     index<&Either::brief, &Either::code>()
                         .on(postgresql)
                         .where("count > 1")
                         .on(sqlite)
                         .where("count > 2"),
                     check("count >= 0").only(postgresql),
                     check("count >= -1").only(sqlite))
            .on(postgresql)
            .renamed_from("neither")
            .storage("fillfactor", "80")
            .on(sqlite)
            .strict();
    }
};
BOOST_DESCRIBE_STRUCT(Either, (),
                      (id, name, brief, code, price, sorted, count, again, made, twice, note, maybe, kept, light,
                       limited, peer, key, noted))

}  // namespace grammar
