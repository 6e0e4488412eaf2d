#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace retort {

/// The name of an object in a schema (PostgreSQL) or a database file (SQLite).
/// An empty `schema` is the dialect's default, in which an unqualified CREATE creates its
/// object: the first one on search_path, usually "public"; SQLite's "main".
struct ObjectName {
    std::string schema{};
    std::string name{};

    auto operator<=>(const ObjectName&) const = default;
    bool empty() const { return name.empty(); }
};

/// `name` as an SQL identifier: bare if both engines read it back unchanged, otherwise in double
/// quotes. Reserved keywords of either engine are quoted (PostgreSQL: appendix C; SQLite:
/// lang_keywords).
std::string quote(std::string_view name);

/// `schema.name`, each part quoted where needed.
std::string quote(const ObjectName& name);

/// `schema.name` for messages, without quotes.
std::string display(const ObjectName& name);

/// `text` as an SQL string literal, quotes doubled. Backslashes are ordinary characters
/// (standard_conforming_strings, on by default since PostgreSQL 9.1).
std::string quote_literal(std::string_view text);

/// The longest prefix of `name` that has at most `bytes` bytes and splits no UTF-8 character.
std::string_view clip_utf8(std::string_view name, std::size_t bytes);

/// The candidate nearest to `word` by edit distance, if it is near enough for a typing error;
/// otherwise empty.
template <class Range>
std::string_view did_you_mean(std::string_view word, const Range& candidates);

/// Number of single-character edits (insert, delete, replace, transpose) from `a` to `b`.
int edit_distance(std::string_view a, std::string_view b);

template <class Range>
std::string_view did_you_mean(std::string_view word, const Range& candidates) {
    std::string_view best{};
    int best_distance = 4;
    for (const auto& candidate : candidates) {
        const std::string_view view(candidate);
        const int distance = edit_distance(word, view);
        if (distance < best_distance && distance <= static_cast<int>(word.size() + 2) / 3) {
            best = view;
            best_distance = distance;
        }
    }
    return best;
}

}  // namespace retort
