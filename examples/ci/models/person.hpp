#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <retort/model.hpp>

/// People who receive letters.
struct Person {
    std::int64_t id;
    std::string email;
    std::optional<std::string> name;

    static constexpr auto schema() {
        using namespace retort;
        return table("people", column<&Person::id>().primary_key(), column<&Person::email>().unique());
    }
};
