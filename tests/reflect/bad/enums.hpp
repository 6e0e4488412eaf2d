#pragma once
#include <cstdint>
#include <retort/model.hpp>

namespace a { enum class Status { on, off }; }
namespace b { enum class Status { open, closed }; }
enum class Nothing {};
enum class Twice { one, two, three };
enum class Long { value };

template <> struct retort::model<Twice> {
    static constexpr auto schema() {
        return retort::enumeration<Twice>().label(Twice::two, "one").old_label("gone", static_cast<Twice>(8));
    }
};
template <> struct retort::model<Long> {
    static constexpr auto schema() {
        return retort::enumeration<Long>("long_one").label(Long::value, "a label that is longer than the "
                                                           "sixty-three bytes that PostgreSQL has for it");
    }
};

struct Row {
    std::int32_t id;
    a::Status first;
    b::Status second;
    Nothing nothing;
    Twice twice;
    Long label;
    static constexpr auto schema() { return retort::table("rows", retort::column<&Row::id>().primary_key()); }
};

// expect: 6:26 RT238 enums 'a::Status' and 'b::Status' both map to the type 'status'
// expect: 7:12 RT256 enum 'Nothing' has no labels
// expect: 13:45 RT110 two enumerators of 'Twice' have the label 'one'
// expect: 13:70 RT239 old_label("gone") maps to no label of 'Twice'
// expect: 18:54 RT257 the label 'a label that is longer than the sixty-three bytes that PostgreSQL has for it'
//         of 'Long' is longer than 63 bytes
