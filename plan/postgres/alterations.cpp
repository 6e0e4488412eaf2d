#include "plan/postgres/alterations.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "sql/identifiers.hpp"
#include "sql/postgres/lexer.hpp"

namespace retort::plan::postgres {

namespace {

using sql::postgres::find_outside;

/// The items of a list, which `separator` separates outside of brackets, literals and quoted names.
std::vector<std::string_view> items_of(std::string_view list, std::string_view separator) {
    std::vector<std::string_view> items;
    while (!list.empty()) {
        const std::size_t end = std::min(find_outside(list, separator), list.size());
        items.push_back(list.substr(0, end));
        list.remove_prefix(std::min(end + separator.size(), list.size()));
    }
    return items;
}

/// The text before and after the first `word`; the second is empty without it.
std::pair<std::string_view, std::string_view> cut(std::string_view text, std::string_view word) {
    const std::size_t at = find_outside(text, word);
    if (at == std::string_view::npos) return {text, {}};
    return {text.substr(0, at), text.substr(at + word.size())};
}

/// CREATE …;\nALTER … ADD MAPPING FOR word, asciiword WITH unaccent, french_stem;\n…
AlterableParts configuration_parts(const std::string& sql) {
    AlterableParts all;
    for (const std::string_view statement : items_of(sql, ";\n")) {
        const std::string_view mapping = cut(statement, " ADD MAPPING FOR ").second;
        if (mapping.empty()) {
            all.head = statement;
            continue;
        }
        const auto [tokens, dictionaries] = cut(mapping, " WITH ");
        for (const std::string_view token : items_of(tokens, ", ")) all.parts.emplace(token, dictionaries);
    }
    return all;
}

/// CREATE … (TEMPLATE = snowball, language = 'french')
AlterableParts dictionary_parts(const std::string& sql) {
    AlterableParts all;
    const std::size_t open = find_outside(sql, " (");
    std::string_view list = std::string_view(sql).substr(open + 2);
    list.remove_suffix(1);
    for (const std::string_view item : items_of(list, ", ")) {
        const auto [name, value] = cut(item, " = ");
        if (all.head.empty())
            all.head = item;
        else
            all.parts.emplace(name, value);
    }
    return all;
}

constexpr std::string_view commutator = "COMMUTATOR", negator = "NEGATOR";

bool is_link(std::string_view part) { return part == commutator || part == negator; }

/// CREATE … (FUNCTION = f, LEFTARG = integer, …)
AlterableParts operator_parts(const std::string& sql) {
    AlterableParts all;
    const std::size_t open = find_outside(sql, " (FUNCTION = ");
    std::string_view list = std::string_view(sql).substr(open + 2);
    list.remove_suffix(1);
    for (const std::string_view item : items_of(list, ", ")) {
        const auto [name, value] = cut(item, " = ");
        if (is_link(name) || name == "RESTRICT" || name == "JOIN")
            all.parts.emplace(name, value);
        else
            all.head.append(item).append(", ");
    }
    return all;
}

/// CREATE TYPE x (INPUT = f, OUTPUT = g, …)
AlterableParts base_type_parts(const std::string& sql) {
    static const std::set<std::string_view> settable = {"RECEIVE",    "SEND",    "TYPMOD_IN",
                                                        "TYPMOD_OUT", "ANALYZE", "SUBSCRIPT"};
    AlterableParts all;
    std::string_view list = std::string_view(sql).substr(find_outside(sql, " (") + 2);
    list.remove_suffix(1);
    for (const std::string_view item : items_of(list, ", ")) {
        const auto [name, value] = cut(item, " = ");
        // Another storage would not be that of the existing columns.
        if (settable.contains(name))
            all.parts.emplace(name, value);
        else
            all.head.append(item).append(", ");
    }
    return all;
}

/// CREATE …;\nALTER … ADD\n    OPERATOR 1 <(integer,bigint),\n    FUNCTION 1 (integer, bigint)
/// btint48cmp(integer,bigint)
AlterableParts family_parts(const std::string& sql) {
    const auto [create, list] = cut(sql, " ADD\n    ");
    AlterableParts all;
    all.head = items_of(create, ";\n").front();
    for (const std::string_view item : items_of(list, ",\n    ")) {
        const std::size_t open = sql::postgres::find_any_outside(item, "(");
        const std::string_view arguments =
            item.substr(open, sql::postgres::after_bracket(item, open) - open);  // of FUNCTION, or of the operator
        const std::size_t number = item.find(' ') + 1;
        const std::string_view kind = item.substr(0, item.find(' ', number));
        std::string key = std::string(kind) + " ";
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            key += arguments[i];
            if (arguments[i] == ',' && arguments[i + 1] != ' ') key += ' ';
        }
        all.parts.emplace(std::move(key), item);
    }
    return all;
}

/// Takes "word value" off the text; `end` is what follows the value, kept in the text.
void take_part(std::string& text, std::string_view word, std::string_view end, AlterableParts& all) {
    const std::string clause = " " + std::string(word) + " ";
    const std::size_t at = find_outside(text, clause);
    if (at == std::string::npos) return;
    const std::size_t value = at + clause.size();
    const std::size_t stop = end.empty() ? text.size() : std::min(find_outside(text, end, value), text.size());
    all.parts.emplace(word, text.substr(value, stop - value));
    text.erase(at, stop - at);
}

/// CREATE FOREIGN DATA WRAPPER w HANDLER h VALIDATOR v OPTIONS (a 'x')
/// CREATE SERVER s TYPE 't' VERSION 'v' FOREIGN DATA WRAPPER w OPTIONS (a 'x')
/// CREATE USER MAPPING FOR u SERVER s OPTIONS (a 'x')
AlterableParts foreign_parts(const Definition& each) {
    AlterableParts all;
    const auto [clauses, list] = cut(each.sql, " OPTIONS (");
    for (const std::string_view item : items_of(list.substr(0, list.empty() ? 0 : list.size() - 1), ", ")) {
        const auto [name, value] = cut(item, " ");
        all.options.emplace(name, value);
    }
    all.head = clauses;
    if (each.kind == ObjectKind::foreign_data_wrapper) {
        take_part(all.head, "VALIDATOR", "", all);
        take_part(all.head, "HANDLER", "", all);
    } else if (each.kind == ObjectKind::foreign_server) {
        take_part(all.head, "VERSION", " FOREIGN DATA WRAPPER ", all);
    }
    return all;
}

constexpr std::string_view publication_table = "TABLE ", publication_schema = "TABLES IN SCHEMA ";

/// CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION a, b WITH (connect = false, binary = true)
AlterableParts subscription_parts(const std::string& sql) {
    AlterableParts all;
    const auto [clauses, list] = cut(sql, " WITH (");
    const auto [head, publications] = cut(clauses, " PUBLICATION ");
    all.head = head;
    all.parts.emplace("PUBLICATION", publications);
    for (const std::string_view item : items_of(list.substr(0, list.size() - 1), ", ")) {
        const auto [name, value] = cut(item, " = ");
        if (name == "two_phase")
            all.head.append(", ").append(item);
        else
            all.options.emplace(name, value);
    }
    return all;
}

/// CREATE PUBLICATION p FOR TABLE ONLY a (id, x) WHERE (x > 0), ONLY b, TABLES IN SCHEMA s, t WITH (publish = 'insert')
AlterableParts publication_parts(const std::string& sql) {
    AlterableParts all;
    const auto [clauses, options] = cut(sql, " WITH (");
    for (const std::string_view item : items_of(options.substr(0, options.empty() ? 0 : options.size() - 1), ", ")) {
        const auto [name, value] = cut(item, " = ");
        all.options.emplace(name, value);
    }
    const auto [head, list] = cut(clauses, " FOR ");
    all.head = list == "ALL TABLES" ? clauses : head;
    if (list == "ALL TABLES") return all;
    std::string_view word;
    for (std::string_view item : items_of(list, ", ")) {
        for (const std::string_view each : {publication_table, publication_schema})
            if (item.starts_with(each)) item.remove_prefix((word = each).size());
        const std::string_view name = item.substr(0, std::min(find_outside(item, " ("), find_outside(item, " WHERE ")));
        all.parts.emplace(std::string(word).append(name), item.substr(name.size()));
    }
    return all;
}

PartChanges changes_of(const std::map<std::string, std::string>& from, const std::map<std::string, std::string>& to) {
    PartChanges changes;
    for (const auto& [name, text] : from)
        if (!to.contains(name)) changes.dropped.push_back(name);
    for (const auto& [name, text] : to) {
        const auto before = from.find(name);
        if (before == from.end())
            changes.added.push_back(name);
        else if (before->second != text)
            changes.altered.push_back(name);
    }
    return changes;
}

/// The operator that `link` of the operator names; null if it is not part of the schema.
const Definition* linked_operator(const Definition& each, std::string_view link, const Schema& schema) {
    const AlterableParts parts = parts_of(each);
    const auto name = parts.parts.find(std::string(link));
    if (name == parts.parts.end()) return nullptr;
    std::string arguments = each.arguments;
    if (link == commutator) {
        const auto [left, right] = cut(each.arguments, ", ");
        arguments = std::string(right) + ", " + std::string(left);
    }
    for (const auto& [id, other] : schema.definitions) {
        if (id.kind != ObjectKind::operator_ || other.arguments != arguments) continue;
        const std::string qualified = "OPERATOR(" + quote(id.name.schema) + "." + id.name.name + ")";
        if (name->second == (id.name.schema.empty() ? id.name.name : qualified)) return &other;
    }
    return nullptr;
}

/// True if the operator exists in one state only, or is dropped and created.
bool is_created(const Definition& each, const Schema& other_state) {
    const auto found = other_state.definitions.find(id_of(each));
    return found == other_state.definitions.end() || !alterable(found->second, each);
}

}  // namespace

AlterableParts parts_of(const Definition& definition) {
    switch (definition.kind) {
        case ObjectKind::text_search_configuration: return configuration_parts(definition.sql);
        case ObjectKind::text_search_dictionary: return dictionary_parts(definition.sql);
        case ObjectKind::operator_: return operator_parts(definition.sql);
        case ObjectKind::base_type: return base_type_parts(definition.sql);
        case ObjectKind::operator_family: return family_parts(definition.sql);
        case ObjectKind::foreign_data_wrapper:
        case ObjectKind::foreign_server:
        case ObjectKind::user_mapping: return foreign_parts(definition);
        case ObjectKind::publication: return publication_parts(definition.sql);
        case ObjectKind::subscription: return subscription_parts(definition.sql);
        case ObjectKind::language:
        case ObjectKind::transform: return {};
        default: return {definition.sql, {}, {}};
    }
}

AlterableParts parts_after(const diff::Renames& renames, const Definition& publication) {
    AlterableParts all = parts_of(publication);
    std::map<std::string, std::string> renamed;
    for (const auto& [before, after] : renames.tables)
        if (const auto part = all.parts.extract("TABLE ONLY " + quote(before)))
            renamed.emplace("TABLE ONLY " + quote(after), part.mapped());
    all.parts.merge(renamed);
    for (const auto& [table, columns] : renames.columns) {
        const auto part = all.parts.find("TABLE ONLY " + quote(table));
        if (part == all.parts.end()) continue;
        sql::Replacements names;
        for (const auto& [before, after] : columns) names.columns[before] = after;
        part->second = sql::replace_identifiers(part->second, names);
    }
    return all;
}

bool alterable(const Definition& from, const Definition& to) { return parts_of(from).head == parts_of(to).head; }

bool links_follow(const Definition& from, const Definition& to, const Schema& first, const Schema& second) {
    if (to.kind != ObjectKind::operator_) return true;
    const AlterableParts before = parts_of(from), after = parts_of(to);
    const auto text = [](const AlterableParts& all, std::string_view link) {
        const auto found = all.parts.find(std::string(link));
        return found == all.parts.end() ? std::string() : found->second;
    };
    for (const std::string_view link : {commutator, negator}) {
        if (text(before, link) == text(after, link)) continue;
        if (!text(before, link).empty()) {
            const Definition* old = linked_operator(from, link, first);
            if (!old || !is_created(*old, second)) return false;
        }
        if (!text(after, link).empty()) {
            const Definition* created = linked_operator(to, link, second);
            if (!created || !is_created(*created, first) || linked_operator(*created, link, second) == nullptr)
                return false;
        }
    }
    return true;
}

PartChanges part_changes(const AlterableParts& from, const AlterableParts& to) {
    return changes_of(from.parts, to.parts);
}

PartChanges option_changes(const AlterableParts& from, const AlterableParts& to) {
    return changes_of(from.options, to.options);
}

}  // namespace retort::plan::postgres
