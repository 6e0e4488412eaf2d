#pragma once
#include <cstdint>
#include <retort/model.hpp>

struct Row {
    std::int32_t id;
    static auto schema() { return retort::table("rows", retort::column<&Row::id>().primary_key()); }
};

struct Narrow {
    std::int16_t id;
    static constexpr auto schema() { return retort::table("row", retort::column<&Narrow::id>().server_default(70000)); }
};

template <int N>
struct Crowded {
    std::int32_t id;
    static constexpr auto schema() {
        auto rule = retort::column<&Crowded::id>();
        for (int i = 0; i < N; ++i) retort::detail::add(rule, retort::fact_kind::unique);
        return retort::table("crowded", rule);
    }
};
template struct Crowded<50>;

struct Computed {
    std::int32_t id;
    static constexpr auto schema() {
        int* nothing = nullptr;
        return retort::table("computed", retort::column<&Computed::id>().server_default(*nothing));
    }
};

// expect: 7:17 RT258 schema() of 'Row' is not constexpr
// expect: 12:66 RT109 a default does not fit the type of its column: schema() of 'Narrow'
// expect: 20:37 RT253 a rule has more than 40 clauses: schema() of 'Crowded<50>'
// expect: 28:27 RT113 schema() of 'Computed' can't be evaluated by the compiler
