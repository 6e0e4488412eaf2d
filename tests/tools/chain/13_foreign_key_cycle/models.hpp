// The foreign keys of two tables form a cycle.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <retort/model.hpp>

enum class UserRole { therapist, patient, supervisor, admin };

/// A practice where people work.
struct Practice {
    std::int64_t id;
    std::string name;

    static constexpr auto schema() {
        using namespace retort;
        return table("practices",
                     column<&Practice::id>().primary_key().identity(),
                     column<&Practice::name>().varchar(255).index());
    }
};

/// People who can sign in, or could.
struct User {
    std::int64_t id;
    std::string email;
    std::string name;
    UserRole role = UserRole::patient;
    std::string locale;
    bool is_active = true;
    std::chrono::system_clock::time_point created_at;
    std::optional<std::int64_t> practice_id;
    std::optional<std::int64_t> pinned_note_id;

    static constexpr auto schema();
};

/// What was written about a session.
struct Note {
    std::int64_t id;
    std::int64_t user_id;
    std::string title;  ///< the first line, without markup
    std::string body;
    std::int16_t words = 0;

    static constexpr auto schema() {
        using namespace retort;
        return table("notes",
                     column<&Note::id>().primary_key().identity(),
                     column<&Note::user_id>().references<&User::id>(on_delete::restrict_),
                     column<&Note::title>().varchar(255),
                     column<&Note::words>().server_default(0),
                     index<&Note::user_id>().where("words > 0").named("ix_notes_written"));
    }
};

constexpr auto User::schema() {
    using namespace retort;
    return table("users",
                 column<&User::id>().primary_key().identity(),
                 column<&User::email>().varchar(100).unique(),
                 column<&User::name>().varchar(200),
                 column<&User::role>().server_default(UserRole::patient),
                 column<&User::locale>().varchar(10).server_default("en"),
                 column<&User::is_active>().server_default(true),
                 column<&User::created_at>().default_sql("now()"),
                 column<&User::practice_id>().references<&Practice::id>(on_delete::set_null),
                 column<&User::pinned_note_id>().references<&Note::id>(on_delete::set_null),
                 index<&User::role, desc<&User::created_at>>());
}
