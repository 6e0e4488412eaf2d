#pragma once
#include <cstdint>
#include <retort/model.hpp>

const char* name_at_run_time();

struct Other {
    std::int32_t id;
    static constexpr auto schema() { return retort::table(name_at_run_time(), retort::column<&Other::id>().unique()); }
};

// expect: 9:27 RT100 constexpr function never produces a constant expression
