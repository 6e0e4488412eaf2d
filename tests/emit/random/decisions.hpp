#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace retort::test::random {

using Words = std::vector<std::string>;

/// Two schemas, represented by the decisions that generate them. The second differs from the first in the
/// decisions that are redrawn, so it changes, renames, moves, adds and drops objects of every kind.
struct Pair {
    std::uint64_t seed = 0;
    std::uint64_t other = 0;       ///< the seed of redrawn decisions
    unsigned changes = 0;          ///< the number of redrawn decisions per thousand
    std::set<std::string> off{};   ///< optional objects that are omitted on both sides
    std::set<std::string> same{};  ///< decisions that are not redrawn

    bool operator==(const Pair&) const = default;
};

/// Draws the decisions of one side. Each has a key, so that omitting a decision does not change the
/// others.
class Decisions {
public:
    Decisions(const Pair& pair, bool second) : pair_(pair), second_(second) {}

    /// A number below `below`.
    std::size_t draw(const std::string& key, std::size_t below);
    bool chance(const std::string& key, unsigned percent) { return draw(key, 100) < percent; }
    const std::string& one_of(const std::string& key, const Words& words) { return words[draw(key, words.size())]; }

    /// Decides about an optional object; a smaller pair may omit it.
    bool maybe(const std::string& key, unsigned percent);

    /// A decision that is the same on both sides.
    std::size_t steady(const std::string& key, std::size_t below) const;

    const std::set<std::string>& taken() const { return taken_; }      ///< the keys for which `maybe` was true
    const std::set<std::string>& redrawn() const { return redrawn_; }  ///< the keys that differ from the first side

private:
    Pair pair_;
    bool second_;
    std::set<std::string> taken_{}, redrawn_{};
};

}  // namespace retort::test::random
