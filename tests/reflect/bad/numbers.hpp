#pragma once
#include <cstdint>
#include <limits>
#include <retort/model.hpp>

struct Row {
    std::int32_t id;
    double ratio;

    static constexpr auto schema() {
        using namespace retort;
        return table("rows",
            column<&Row::id>().type("numeric").identity().primary_key(),
            column<&Row::ratio>().server_default(std::numeric_limits<double>::infinity()));
    }
};

// expect: 13:48 RT255 an identity column must be smallint, integer or bigint: 'Row::id' is numeric
// expect: 14:35 RT254 the default of 'Row::ratio' is not a finite number
