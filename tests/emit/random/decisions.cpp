#include "tests/emit/random/decisions.hpp"

namespace retort::test::random {

namespace {

std::uint64_t mix(std::uint64_t value) {
    value += 0x9E3779B97F4A7C15U;
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31U);
}

std::uint64_t hashed(std::uint64_t seed, const std::string& key) {
    std::uint64_t value = mix(seed);
    for (const char c : key) value = mix(value ^ static_cast<unsigned char>(c));
    return value;
}

}  // namespace

std::size_t Decisions::draw(const std::string& key, std::size_t below) {
    const std::size_t first = hashed(pair_.seed, key) % below;
    if (!second_ || pair_.same.contains(key) || hashed(pair_.other, "anew " + key) % 1000 >= pair_.changes)
        return first;
    const std::size_t anew = hashed(pair_.other, key) % below;
    if (anew != first) redrawn_.insert(key);
    return anew;
}

bool Decisions::maybe(const std::string& key, unsigned percent) {
    if (pair_.off.contains(key) || !chance(key, percent)) return false;
    taken_.insert(key);
    return true;
}

std::size_t Decisions::steady(const std::string& key, std::size_t below) const {
    return hashed(pair_.seed, key) % below;
}

}  // namespace retort::test::random
