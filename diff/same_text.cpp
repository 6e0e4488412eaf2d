#include "diff/same_text.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sql/identifiers.hpp"

namespace retort::diff {

namespace {

using Pairs = std::set<std::pair<std::string, std::string>>;

/// The old names of the renames that can change the text of a definition, each with its new name: those of the objects
/// that it depends on, and of their columns and labels.
struct Names {
    Names(const Renames& renames, const Definition& definition) {
        const auto used = [&](const ObjectName& name) {
            return name == definition.table ||
                   definition.depends_on.any([&](const ObjectId& each) { return each.name == name; });
        };
        for (const auto* each : {&renames.tables, &renames.enums, &renames.sequences})
            for (const auto& [before, after] : *each) {
                if (!used(after)) continue;
                objects.emplace(before, after);
                bare.emplace(before.name, after.name);
            }
        for (const auto& [table, names] : renames.columns)
            if (used(table)) columns.insert(names.begin(), names.end());
        for (const auto& [type, names] : renames.labels)
            if (used(type))
                for (const auto& [before, after] : names) labels.emplace(quote_literal(before), quote_literal(after));
    }

    std::map<ObjectName, ObjectName> objects;
    Pairs bare;  ///< without schema, as a table qualifies its columns
    Pairs columns;
    Pairs labels;
};

/// Compares two texts token by token.
class SideBySide {
public:
    SideBySide(const std::string& from, const std::string& to, const Names& names)
        : from_(sql::tokens(from)), to_(sql::tokens(to)), names_(names) {}

    bool same() {
        while (i_ < from_.size() && j_ < to_.size()) {
            note_lists();
            if (!object() && !equal() && !renamed()) return false;
        }
        return i_ == from_.size() && j_ == to_.size();
    }

private:
    bool equal() {
        if (!(from_[i_] == to_[j_])) return false;
        ++i_, ++j_;
        return true;
    }

    /// Accepts a renamed object whose schema changed, so that its qualification in the text may change too.
    bool object() {
        if (!from_[i_].identifier || !to_[j_].identifier) return false;
        const auto [before, length] = name_at(from_, i_);
        const auto found = names_.objects.find(before);
        if (found == names_.objects.end() || found->first.schema == found->second.schema) return false;
        const auto [after, other_length] = name_at(to_, j_);
        if (!(after == found->second)) return false;
        i_ += length, j_ += other_length;
        return true;
    }

    bool renamed() {
        const sql::Token &before = from_[i_], &after = to_[j_];
        const std::pair both{before.text, after.text};
        if (!before.identifier || !after.identifier) {
            if (before.identifier || after.identifier || !names_.labels.contains(both) || !is(from_, i_ + 1, ":"))
                return false;
            ++i_, ++j_;
            return true;
        }
        if (names_.bare.contains(both)) return ++i_, ++j_, true;
        // The alias of an output column follows no rename.
        if (!names_.columns.contains(both) || (in_list() && i_ > 0 && is_word(from_, i_ - 1, "as"))) return false;
        // An output column keeps its name: "x" becomes "y AS x", and "x AS y" becomes "y".
        const bool whole = in_list() && is_whole_item();
        const bool had = is_word(from_, i_ + 1, "as"), has = is_word(to_, j_ + 1, "as");
        if (whole && !had && !has) return false;
        const std::string old_name = before.text, new_name = after.text;
        ++i_, ++j_;
        if (had && !has) return skip_alias(from_, i_, new_name);
        if (has && !had) return whole && skip_alias(to_, j_, old_name);
        return true;
    }

    static bool skip_alias(const std::vector<sql::Token>& tokens, std::size_t& at, const std::string& name) {
        if (at + 1 >= tokens.size() || !tokens[at + 1].identifier || tokens[at + 1].text != name) return false;
        at += 2;
        return true;
    }

    /// Tracks for each depth of brackets whether the current token is in the list of SELECT or RETURNING.
    void note_lists() {
        const sql::Token& token = from_[i_];
        if (is(from_, i_, "("))
            lists_.push_back(false);
        else if (is(from_, i_, ")") && lists_.size() > 1)
            lists_.pop_back();
        else if (token.identifier && (token.text == "select" || token.text == "returning"))
            lists_.back() = true;
        else if (token.identifier && (token.text == "from" || token.text == "where"))
            lists_.back() = false;
    }
    bool in_list() const { return lists_.back(); }

    /// True if the current name is a complete item of the list: "x" or "t.x".
    bool is_whole_item() const {
        std::size_t start = i_;
        while (start >= 2 && is(from_, start - 1, ".")) start -= 2;
        const bool first = start > 0 && (is(from_, start - 1, ",") || is_word(from_, start - 1, "select") ||
                                         is_word(from_, start - 1, "distinct") ||
                                         is_word(from_, start - 1, "returning") || is(from_, start - 1, ")"));
        const std::size_t next = i_ + 1;
        return first && (next == from_.size() || is(from_, next, ",") || is(from_, next, ")") || is(from_, next, ";") ||
                         is_word(from_, next, "from") || is_word(from_, next, "as"));
    }

    static std::pair<ObjectName, std::size_t> name_at(const std::vector<sql::Token>& tokens, std::size_t at) {
        if (is(tokens, at + 1, ".") && at + 2 < tokens.size() && tokens[at + 2].identifier)
            return {{tokens[at].text, tokens[at + 2].text}, 3};
        return {{{}, tokens[at].text}, 1};
    }
    static bool is(const std::vector<sql::Token>& tokens, std::size_t at, std::string_view text) {
        return at < tokens.size() && !tokens[at].identifier && tokens[at].text == text;
    }
    static bool is_word(const std::vector<sql::Token>& tokens, std::size_t at, std::string_view word) {
        return at < tokens.size() && tokens[at].identifier && tokens[at].text == word;
    }

    const std::vector<sql::Token> from_, to_;
    const Names& names_;
    std::size_t i_ = 0, j_ = 0;
    std::vector<bool> lists_{false};
};

/// True if the definition references an object or column whose new name was the old name of another one (a chain or
/// swap): equal texts then mean different objects.
bool references_reused_name(const Definition& definition, const Renames& renames) {
    const auto is_reused = [](const auto& names, const auto& now) {
        return names.contains(now) &&
               std::any_of(names.begin(), names.end(), [&](const auto& pair) { return pair.second == now; });
    };
    return definition.depends_on.any([&](const ObjectId& each) {
        const auto columns = renames.columns.find(each.name);
        return is_reused(renames.tables, each.name) ||
               (columns != renames.columns.end() && each.kind == ObjectKind::column &&
                is_reused(columns->second, each.sub));
    });
}

/// The names of the objects and columns that a definition depends on: a view that becomes a table is the same to it.
std::set<std::pair<ObjectName, std::string>> names(const DependsOn& depends_on) {
    std::set<std::pair<ObjectName, std::string>> all;
    for (const Dependency& each : depends_on.list) all.emplace(each.object.name, each.object.sub);
    return all;
}

}  // namespace

bool same_after_renames(const Definition& from, const Definition& to, const Renames& renames) {
    if (from.sql == to.sql)
        // `apply` rewrites the names in the text of a type, so for types equal texts suffice.
        return info(from.kind).type || ((from.depends_on.list.empty() || to.depends_on.list.empty() ||
                                         names(from.depends_on) == names(to.depends_on)) &&
                                        !references_reused_name(from, renames));
    // If the objects that a definition references are unknown, comparing the texts does not suffice.
    if (names(from.depends_on) != names(to.depends_on) ||
        (from.depends_on.list.empty() && info(from.kind).always_reads))
        return false;
    return SideBySide(from.sql, to.sql, Names(renames, from)).same();
}

}  // namespace retort::diff
