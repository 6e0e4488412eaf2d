#include "reflect/reader/digest.hpp"

#include <cstring>

namespace retort::reflect {

std::uint64_t digest(std::string_view bytes, std::uint64_t seed) {
    constexpr std::uint64_t first = 0x9e3779b97f4a7c15ULL;
    constexpr std::uint64_t second = 0xbf58476d1ce4e5b9ULL;
    std::uint64_t hash = seed ^ (bytes.size() * first);
    const auto mix = [&](std::uint64_t word) {
        word *= second;
        hash ^= word ^ (word >> 31);
        hash = ((hash << 27) | (hash >> 37)) * first + second;
    };
    while (bytes.size() >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data(), 8);
        mix(word);
        bytes.remove_prefix(8);
    }
    std::uint64_t tail = 0;
    std::memcpy(&tail, bytes.data(), bytes.size());
    mix(tail);
    mix(hash >> 29);
    return hash ^ (hash >> 32);
}

}  // namespace retort::reflect
