#pragma once

#include <boost/describe.hpp>

#include <chrono>
#include <cstdint>
#include <optional>

#include <retort/model.hpp>

namespace shop {

/// When a row was made and last changed; a base of most models.
struct Timestamps {
    std::chrono::system_clock::time_point created_at;  ///< set by the database
    std::optional<std::chrono::system_clock::time_point> updated_at;

    static constexpr auto schema() {
        using namespace retort;
        return mixin(column<&Timestamps::created_at>().default_sql("now()"), check("updated_at >= created_at"));
    }
};
BOOST_DESCRIBE_STRUCT(Timestamps, (), (created_at, updated_at))

}  // namespace shop
