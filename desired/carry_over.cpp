#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "desired/normalize.hpp"
#include "schema/parts.hpp"

namespace retort::desired {

namespace {

/// An expression without the parts that an engine may change: case, spaces, parentheses, double quotes.
std::string loose(const std::string& expression) {
    std::string text;
    for (const char c : expression)
        if (std::string_view(" \t\n\r()\"").find(c) == std::string_view::npos)
            text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

bool same_structure(const PrimaryKey&, const PrimaryKey&) { return true; }  // a table has at most one
bool same_structure(const Unique& a, const Unique& b) { return a.columns == b.columns; }
bool same_structure(const Check& a, const Check& b) { return loose(a.expression) == loose(b.expression); }
bool same_structure(const ForeignKey& a, const ForeignKey& b) {
    return a.columns == b.columns && a.table == b.table && a.references == b.references;
}
bool same_structure(const Exclusion& a, const Exclusion& b) { return a.definition == b.definition; }
bool same_structure(const Index& a, const Index& b) {
    return a.parts == b.parts && loose(a.predicate) == loose(b.predicate);
}

template <class Item>
void carry(const Item& from, Item& to) {
    to.named = from.named;
    to.declared = from.declared;
}

void carry(const Index& from, Index& to) {
    to.named = from.named;
    to.declared = from.declared;
    to.renamed_from = from.renamed_from;
}

/// Matches items by name, or by structure if no name matches.
template <class Item>
void carry_list(std::span<const Item> declared, std::span<Item> stored) {
    for (Item& to : stored) {
        auto from = std::find_if(declared.begin(), declared.end(),
                                 [&](const Item& each) { return !to.name.empty() && each.name == to.name; });
        if (from == declared.end())
            from = std::find_if(declared.begin(), declared.end(),
                                [&](const Item& each) { return same_structure(each, to); });
        if (from != declared.end()) carry(*from, to);
    }
}

void carry_table(const Table& declared, Table& stored) {
    stored.external = declared.external;
    stored.transition = declared.transition;
    stored.declared = declared.declared;
    for (Column& to : stored.columns)
        if (const Column* from = declared.find_column(to.name)) {
            to.transition = from->transition;
            to.declared = from->declared;
        }
    for_each_part_pair(declared, stored, [](auto from, auto to) { carry_list(from, to); });
}

/// Sets the attributes that come from SQL files. Routines with the same name get the position of the first one.
void carry_sql(const SqlObjects& declared, Schema& stored) {
    stored.sql->authoritative = declared.authoritative;
    stored.privileges->compared = std::any_of(declared.statements.begin(), declared.statements.end(),
                                              [](const SqlStatement& each) { return each.kind == "privileges"; });
    std::map<std::pair<ObjectName, ObjectName>, const Position*> positions;
    for (const SqlStatement& each : declared.statements) positions.try_emplace({each.table, each.name}, &each.declared);
    for (auto& [key, definition] : stored.definitions)
        if (const auto found = positions.find({definition.table, definition.name}); found != positions.end())
            definition.declared = *found->second;
}

}  // namespace

void carry_over(const Schema& declared, Schema& stored) {
    for (auto& [name, to] : stored.enums)
        if (const auto from = declared.enums.find(name); from != declared.enums.end()) {
            to.transition = from->second.transition;
            to.declared = from->second.declared;
        }
    for (auto& [name, to] : stored.tables)
        if (const Table* from = declared.find_table(name)) carry_table(*from, to);
    for (auto& [key, to] : stored.definitions)
        if (const auto from = declared.definitions.find(key); from != declared.definitions.end())
            to.declared = from->second.declared;
    carry_sql(*declared.sql, stored);
}

}  // namespace retort::desired
