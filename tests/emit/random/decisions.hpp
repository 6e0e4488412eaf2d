#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace retort::test::random {

using Words = std::vector<std::string>;

/// Two schemas, told by the decisions that make them. The second differs from the first in the
/// decisions that are drawn anew, so it changes, renames, moves, adds and drops things of every kind.
struct Pair {
    std::uint64_t seed = 0;
    std::uint64_t other = 0;       ///< what is drawn anew is drawn from this one
    unsigned changes = 0;          ///< how many decisions in a thousand are
    std::set<std::string> off{};   ///< what may be there or not, and is on neither side
    std::set<std::string> same{};  ///< decisions that are not drawn anew

    bool operator==(const Pair&) const = default;
};

/// Draws one side's decisions. Each has a key, so that a decision that is never asked for leaves
/// all others as they are.
class Decisions {
public:
    Decisions(const Pair& pair, bool second) : pair_(pair), second_(second) {}

    /// A number below `below`.
    std::size_t draw(const std::string& key, std::size_t below);
    bool chance(const std::string& key, unsigned percent) { return draw(key, 100) < percent; }
    const std::string& one_of(const std::string& key, const Words& words) { return words[draw(key, words.size())]; }

    /// Whether something is there that can be left out, as a smaller pair does.
    bool maybe(const std::string& key, unsigned percent);

    /// The same on both sides.
    std::size_t steady(const std::string& key, std::size_t below) const;

    const std::set<std::string>& taken() const { return taken_; }      ///< of `maybe`, what is there
    const std::set<std::string>& redrawn() const { return redrawn_; }  ///< what is not as the first side has it

private:
    Pair pair_;
    bool second_;
    std::set<std::string> taken_{}, redrawn_{};
};

}  // namespace retort::test::random
