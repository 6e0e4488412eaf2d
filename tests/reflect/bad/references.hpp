#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <retort/model.hpp>

struct Plain { std::int32_t id; };

struct Base { std::int32_t id; };

struct Users : Base {
    std::string email;
    static constexpr auto schema() {
        using namespace retort;
        return table("users", column<&Users::id>().primary_key());
    }
};

struct Teams : Base {
    static constexpr auto schema() {
        using namespace retort;
        return table("teams", column<&Teams::id>().primary_key());
    }
};

struct User { std::int32_t id; };

struct Row {
    std::int32_t id;
    std::int32_t plain_id;
    std::int32_t user_id;
    std::int32_t owner_id;
    std::int32_t team_id;
    std::string email;
    std::optional<std::int32_t> other_id;

    static constexpr auto schema() {
        using namespace retort;
        return table("rows",
            column<&Row::id>().primary_key(),
            column<&Row::plain_id>().references<&Plain::id>(),
            column<&Row::user_id>().references<&User::id>(),
            column<&Row::owner_id>().references<&Users::id>(),
            column<&Row::team_id>().references<Teams, &Teams::id>(on_delete::set_null),
            column<&Row::email>().references<&Users::email>(),
            foreign_key<&Row::other_id>());
    }
};

// expect: 41:38 RT103 a foreign key of 'Row' references 'Plain', which is not a model
// expect: 42:37 RT103 a foreign key of 'Row' references 'User', which is not a model
// expect: 43:38 RT241 a foreign key of 'Row' references 'Base::id', which several models inherit from a base
// expect: 44:37 RT236 a foreign key of 'Row' has SET NULL, but column 'team_id' is NOT NULL
// expect: 45:35 RT108 a foreign key of 'Row' references users (email), which is not a key
// expect: 46:13 RT252 a foreign_key<…>() of 'Row' references nothing
