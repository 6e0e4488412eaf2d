#pragma once

#include <cstdint>
#include <string>

#include <retort/model.hpp>

struct City {
    std::int64_t id;
    std::string name;

    static constexpr auto schema() {
        using namespace retort;
        return table("cities", column<&City::id>().primary_key(), column<&City::name>().unique());
    }
};
