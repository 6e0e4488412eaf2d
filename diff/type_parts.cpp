#include "diff/type_parts.hpp"

#include <algorithm>
#include <string_view>

#include "schema/data_type.hpp"
#include "sql/identifiers.hpp"
#include "sql/postgres/lexer.hpp"

namespace retort::diff {

namespace {

using sql::postgres::find_outside;
using sql::postgres::Lexeme;

/// Removes the identifier at the start of `sql`, and returns it unquoted.
std::string take_name(std::string_view& sql) {
    if (sql.starts_with('"')) {
        const Lexeme name = sql::postgres::lexeme_at(sql, 0);
        sql.remove_prefix(name.text.size());
        return sql::postgres::identifier_name(name);
    }
    const std::size_t end = std::min(sql.find_first_of(" .,()[]"), sql.size());
    std::string name(sql.substr(0, end));
    sql.remove_prefix(end);
    return name;
}

constexpr std::string_view check_word = " CONSTRAINT ";

/// The text after " AS " in "CREATE … name AS …".
std::string_view body_of(const Definition& type) {
    const std::string_view sql = type.sql;
    const std::size_t as = find_outside(sql, " AS ");
    return as == std::string_view::npos ? std::string_view{} : sql.substr(as + 4);
}

/// Cuts `sql` off at `word`, and returns the text after it.
std::optional<std::string> cut(std::string_view& sql, std::string_view word) {
    const std::size_t at = find_outside(sql, word);
    if (at == std::string_view::npos) return std::nullopt;
    std::string rest(sql.substr(at + word.size()));
    sql = sql.substr(0, at);
    return rest;
}

}  // namespace

DomainParts domain_parts(const Definition& domain) {
    DomainParts parts;
    std::string_view sql = body_of(domain);
    if (std::size_t at = find_outside(sql, check_word); at != std::string_view::npos) {
        std::string_view rest = sql.substr(at);
        sql = sql.substr(0, at);
        while (!rest.empty()) {
            rest.remove_prefix(check_word.size());
            const std::size_t next = std::min(find_outside(rest, check_word), rest.size());
            std::string_view one = rest.substr(0, next);
            const std::string name = take_name(one);
            parts.constraints[name] = one.starts_with(' ') ? one.substr(1) : one;
            rest.remove_prefix(next);
        }
    }
    parts.not_null = cut(sql, " NOT NULL").has_value();
    parts.default_sql = cut(sql, " DEFAULT ");
    parts.collation = cut(sql, " COLLATE ").value_or("");
    parts.base = sql;
    return parts;
}

Definition bare_domain(const Definition& domain) {
    const DomainParts parts = domain_parts(domain);
    Definition bare = domain;
    bare.constraint_comments.clear();
    const std::string base = parse_data_type(parts.base).name;
    std::erase_if(bare.depends_on.list, [&](const Dependency& each) { return quote(each.object.name) != base; });
    bare.sql = "CREATE DOMAIN " + quote(domain.name) + " AS " + parts.base;
    if (!parts.collation.empty()) bare.sql += " COLLATE " + parts.collation;
    return bare;
}

namespace {

std::string with_name(const std::string& sql, const std::map<ObjectName, ObjectName>& names, const Schema& schema) {
    Type each = type_named(sql, schema);
    const auto found = names.find(each.user_type);
    if (found == names.end()) return sql;
    each.user_type = found->second;
    return to_sql(each);
}

constexpr std::string_view subtype_word = "SUBTYPE = ";

/// Position and length of the subtype in the text of a range type.
std::optional<std::pair<std::size_t, std::size_t>> subtype_of(std::string_view sql) {
    std::size_t at = sql.find(subtype_word);
    if (at == std::string_view::npos) return std::nullopt;
    at += subtype_word.size();
    const std::size_t end = sql::postgres::find_any_outside(sql, ",)", at);
    return std::pair{at, std::min(end, sql.size()) - at};
}

}  // namespace

Definition with_renamed_types(const Definition& type, const std::map<ObjectName, ObjectName>& names,
                              const Schema& schema) {
    if (type.kind == ObjectKind::composite) return with_components(type, names, schema);
    Definition changed = type;
    if (type.kind == ObjectKind::domain) {
        const std::size_t body = type.sql.size() - body_of(type).size();
        const std::string base = domain_parts(type).base;
        sql::Replacements types;
        for (const auto& [before, after] : names) {
            if (before.schema.empty())
                types.types[before.name] = after;
            else
                types.objects[before] = after;
        }
        changed.sql = type.sql.substr(0, body) + with_name(base, names, schema) +
                      sql::replace_identifiers(std::string_view(type.sql).substr(body + base.size()), types);
    } else if (type.kind == ObjectKind::range) {
        if (const auto subtype = subtype_of(type.sql))
            changed.sql.replace(subtype->first, subtype->second,
                                with_name(type.sql.substr(subtype->first, subtype->second), names, schema));
    }
    return changed;
}

Definition with_components(const Definition& type, const std::map<ObjectName, ObjectName>& names,
                           const Schema& schema) {
    Definition changed = type;
    const std::string head = type.sql.substr(0, find_outside(type.sql, " AS ")) + " AS ";
    if (type.kind == ObjectKind::domain) {
        const DomainParts parts = domain_parts(type);
        changed.sql = head + with_name(parts.base, names, schema);
        if (!parts.collation.empty()) changed.sql += " COLLATE " + parts.collation;
    } else if (type.kind == ObjectKind::composite) {
        std::string list;
        for (const Attribute& each : attributes_of(type)) {
            list += (list.empty() ? "" : ", ") + quote(each.name) + " " + with_name(each.type, names, schema);
            if (!each.collation.empty()) list += " COLLATE " + each.collation;
        }
        changed.sql = head + "(" + list + ")";
    }
    return changed;
}

std::vector<std::string> collations_of(const Definition& type) {
    std::vector<std::string> collations;
    const auto add = [&](std::string name) {
        if (!name.empty()) collations.push_back(std::move(name));
    };
    if (type.kind == ObjectKind::domain) add(domain_parts(type).collation);
    if (type.kind == ObjectKind::composite)
        for (const Attribute& each : attributes_of(type)) add(each.collation);
    if (type.kind == ObjectKind::range) {
        constexpr std::string_view word = "COLLATION = ";
        const std::string_view sql = type.sql;
        if (std::size_t at = sql.find(word); at != std::string_view::npos) {
            at += word.size();
            const std::size_t end = sql::postgres::find_any_outside(sql, ",)", at);
            add(std::string(sql.substr(at, std::min(end, sql.size()) - at)));
        }
    }
    return collations;
}

std::vector<Attribute> attributes_of(const Definition& composite) {
    std::vector<Attribute> attributes;
    std::string_view sql = body_of(composite);
    if (!sql.starts_with('(') || !sql.ends_with(')')) return attributes;
    sql = sql.substr(1, sql.size() - 2);
    while (!sql.empty()) {
        const std::size_t end = std::min(find_outside(sql, ", "), sql.size());
        std::string_view one = sql.substr(0, end);
        sql.remove_prefix(std::min(end + 2, sql.size()));
        Attribute& attribute = attributes.emplace_back();
        attribute.name = take_name(one);
        if (one.starts_with(' ')) one.remove_prefix(1);
        attribute.collation = cut(one, " COLLATE ").value_or("");
        attribute.type = one;
    }
    return attributes;
}

ObjectName multirange_of(const Definition& range) {
    const std::string_view option = "MULTIRANGE_TYPE_NAME = ", sql = range.sql;
    std::size_t at = range.kind == ObjectKind::range ? sql.find(option) : std::string_view::npos;
    if (at == std::string_view::npos) return {};
    at += option.size();
    const std::size_t end = std::min(sql::postgres::find_any_outside(sql, ",)", at), sql.size());
    return sql::parse_name(sql.substr(at, end - at));
}

const Definition* find_type(const Schema& schema, const ObjectName& name) {
    for (const ObjectKindInfo& kind : definition_kinds) {
        if (!kind.type) continue;
        const auto found = schema.definitions.find({kind.kind, name, {}});
        if (found != schema.definitions.end()) return &found->second;
    }
    for (auto range = schema.definitions.lower_bound({ObjectKind::range, {}, {}});
         range != schema.definitions.end() && range->first.kind == ObjectKind::range; ++range)
        if (multirange_of(range->second) == name) return &range->second;
    return nullptr;
}

Type type_named(const std::string& sql, const Schema& schema) {
    std::string_view rest = sql;
    ObjectName name{{}, take_name(rest)};
    if (rest.starts_with('.')) {
        rest.remove_prefix(1);
        name.schema = std::exchange(name.name, {});
        name.name = take_name(rest);
    }
    const bool array = rest == "[]";
    if (!rest.empty() && !array) return {.sql = sql};
    if (!schema.enums.contains(name) && !find_type(schema, name)) return {.sql = sql};
    return {.sql = {}, .user_type = name, .array = array};
}

Type underlying(Type type, const Schema& schema) {
    // A domain can't be based on itself; the limit is for snapshots written by hand.
    for (int depth = 0; depth < 32 && !type.user_type.empty() && !type.array; ++depth) {
        const Definition* found = find_type(schema, type.user_type);
        if (!found || found->kind != ObjectKind::domain) break;
        type = type_named(domain_parts(*found).base, schema);
    }
    return type;
}

std::vector<Type> components(const Definition& type, const Schema& schema) {
    std::vector<Type> found;
    if (type.kind == ObjectKind::domain) {
        found.push_back(type_named(domain_parts(type).base, schema));
    } else if (type.kind == ObjectKind::composite) {
        for (const Attribute& each : attributes_of(type)) found.push_back(type_named(each.type, schema));
    } else if (type.kind == ObjectKind::range) {
        if (const auto subtype = subtype_of(type.sql))
            found.push_back(type_named(type.sql.substr(subtype->first, subtype->second), schema));
    }
    return found;
}

}  // namespace retort::diff
