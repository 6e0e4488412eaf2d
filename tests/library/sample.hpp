#pragma once

#include <boost/describe.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <retort/model.hpp>

namespace sample {

enum class Mood { calm, busy };
BOOST_DESCRIBE_ENUM(Mood, calm, busy)

/// People.
struct Person {
    std::int64_t id;
    std::string name;  ///< as printed
    Mood mood = Mood::calm;
    std::optional<std::int64_t> best_note;

    static constexpr auto schema();
};

struct Note {
    std::int64_t id;
    std::int64_t person_id;
    std::string text;
    std::chrono::system_clock::time_point made_at;

    static constexpr auto schema() {
        using namespace retort;
        return table("notes", column<&Note::id>().primary_key().identity(),
                     column<&Note::person_id>().references<&Person::id>(on_delete::cascade).index(),
                     column<&Note::text>().check("length(text) > 0"), column<&Note::made_at>().default_sql("now()"));
    }
};
BOOST_DESCRIBE_STRUCT(Note, (), (id, person_id, text, made_at))

// Person and Note reference each other.
constexpr auto Person::schema() {
    using namespace retort;
    return table("people", column<&Person::id>().primary_key().identity(), column<&Person::name>().varchar(80).unique(),
                 column<&Person::mood>().server_default(Mood::calm),
                 column<&Person::best_note>().references<&Note::id>(on_delete::set_null));
}
BOOST_DESCRIBE_STRUCT(Person, (), (id, name, mood, best_note))

/// A later version of the same table: with another column and a longer name.
struct LaterPerson {
    std::int64_t id;
    std::string name;
    Mood mood;
    std::optional<std::int64_t> best_note;
    std::optional<std::string> mail;

    static constexpr auto schema() {
        using namespace retort;
        return table("people", column<&LaterPerson::id>().primary_key().identity(),
                     column<&LaterPerson::name>().varchar(100).unique(),
                     column<&LaterPerson::mood>().server_default(Mood::calm), column<&LaterPerson::mail>().unique());
    }
};
BOOST_DESCRIBE_STRUCT(LaterPerson, (), (id, name, mood, best_note, mail))

struct LaterNote {
    std::int64_t id;
    std::int64_t person_id;
    std::string text;
    std::chrono::system_clock::time_point made_at;

    static constexpr auto schema() {
        using namespace retort;
        return table("notes", column<&LaterNote::id>().primary_key().identity(),
                     column<&LaterNote::person_id>().references<&LaterPerson::id>(on_delete::cascade).index(),
                     column<&LaterNote::text>().check("length(text) > 0"),
                     column<&LaterNote::made_at>().default_sql("now()"));
    }
};
BOOST_DESCRIBE_STRUCT(LaterNote, (), (id, person_id, text, made_at))

/// Models of another part of the program, in the same database.
struct Setting {
    std::string key;
    std::string value;

    static constexpr auto schema() {
        using namespace retort;
        return table("settings", column<&Setting::key>().primary_key());
    }
};
BOOST_DESCRIBE_STRUCT(Setting, (), (key, value))

/// In a named schema, which temporary tables cannot have.
struct Entry {
    std::int64_t id;
    std::string what;

    static constexpr auto schema() {
        using namespace retort;
        return table("entries", column<&Entry::id>().primary_key(), column<&Entry::what>().check("what <> ''"))
            .schema("audit");
    }
};
BOOST_DESCRIBE_STRUCT(Entry, (), (id, what))

}  // namespace sample
