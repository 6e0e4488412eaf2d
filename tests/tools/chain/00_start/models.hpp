// The models of one project.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <retort/model.hpp>

/// A practice where people work.
struct Practice {
    std::int64_t id;
    std::string name;
    std::string city;

    static constexpr auto schema() {
        using namespace retort;
        return table("practices",
                     column<&Practice::id>().primary_key().identity(),
                     column<&Practice::name>().varchar(255).unique());
    }
};

/// People who can sign in.
struct User {
    std::int64_t id;
    std::string email;
    std::optional<std::string> name;
    std::string role;
    bool is_active = true;
    std::chrono::system_clock::time_point created_at;
    std::optional<std::int64_t> practice_id;

    static constexpr auto schema() {
        using namespace retort;
        return table("users",
                     column<&User::id>().primary_key().identity(),
                     column<&User::email>().varchar(255).unique(),
                     column<&User::name>().varchar(50),
                     column<&User::role>().varchar(20).server_default("patient"),
                     column<&User::is_active>().server_default(true),
                     column<&User::created_at>().default_sql("now()"),
                     column<&User::practice_id>().references<&Practice::id>(),
                     index<&User::role, desc<&User::created_at>>());
    }
};

/// What was written about a session.
struct Note {
    std::int64_t id;
    std::int64_t user_id;
    std::string title;  ///< the first line
    std::string body;
    std::int32_t words = 0;

    static constexpr auto schema() {
        using namespace retort;
        return table("notes",
                     column<&Note::id>().primary_key().identity(),
                     column<&Note::user_id>().references<&User::id>(on_delete::cascade),
                     column<&Note::title>().varchar(255),
                     column<&Note::words>().server_default(0));
    }
};

/// A word on a note.
struct Tag {
    std::int64_t id;
    std::int64_t note_id;
    std::string word;

    static constexpr auto schema() {
        using namespace retort;
        return table("tags",
                     column<&Tag::id>().primary_key().identity(),
                     column<&Tag::note_id>().references<&Note::id>(on_delete::cascade),
                     unique<&Tag::note_id, &Tag::word>());
    }
};
