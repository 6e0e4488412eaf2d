#pragma once
#include <cstdint>
#include <retort/model.hpp>

struct Row {
    std::int64_t id;
    int check;
    static constexpr auto schema() {
        using namespace retort;
        return table("rows", check("id > 0"));
    }
};

// expect: 10:30 RT100 invalid use of member 'check' in static member function
