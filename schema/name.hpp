#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace retort {

/// The name of an object that lives in a schema (PostgreSQL) or a database file.
/// An empty `schema` is the dialect's default: the one that unqualified names
/// create objects in ("public" unless search_path says otherwise; SQLite's "main").
struct ObjectName {
    std::string schema{};
    std::string name{};

    auto operator<=>(const ObjectName&) const = default;
    bool empty() const { return name.empty(); }
};

/// `name` as an SQL identifier: as it is when both engines read it back unchanged,
/// otherwise in double quotes. Keywords of either engine that an identifier can't be
/// are quoted (PostgreSQL: appendix C; SQLite: lang_keywords).
std::string quote(std::string_view name);

/// `schema.name`, each part quoted where needed.
std::string quote(const ObjectName& name);

/// `schema.name` for messages, without quotes.
std::string display(const ObjectName& name);

/// `text` as an SQL string literal, quotes doubled. No backslash is special
/// (standard_conforming_strings, the default since PostgreSQL 9.1).
std::string quote_literal(std::string_view text);

/// The longest prefix of `name` with at most `bytes` bytes that cuts no UTF-8 character.
std::string_view clip_utf8(std::string_view name, std::size_t bytes);

/// Of `candidates`, the one nearest to `word` by edit distance, if near enough to have
/// been meant; otherwise empty.
template <class Range>
std::string_view did_you_mean(std::string_view word, const Range& candidates);

/// Number of single-character edits (insert, delete, replace, swap) from `a` to `b`.
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
