#include "schema/json.hpp"
#include "schema/json_text.hpp"
#include "schema/same_state.hpp"

#include <fmt/format.h>
#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

#include <nlohmann/json.hpp>

#include <type_traits>

namespace retort {

namespace {

using Json = nlohmann::ordered_json;

template <class T>
using MembersOf = boost::describe::describe_members<T, boost::describe::mod_any_access>;

/// The location of a value in the snapshot, for errors: "tables.users.columns[2].type".
struct Path {
    const Path* parent = nullptr;
    std::string step;

    std::string text() const {
        std::string before = parent ? parent->text() : std::string();
        if (before.empty() || step.starts_with('[')) return before + step;
        return before + "." + step;
    }
};

/// An invalid value; from_json turns it into an Error that names the file.
struct InvalidValue {
    std::string path;
    std::string what;
};

[[noreturn]] void fail(const Path& path, const std::string& what) { throw InvalidValue{path.text(), what}; }

// A map keyed by a name is a JSON object. An ObjectName key is written "schema.name"; dots and
// backslashes inside its parts are escaped.
std::string key_text(const std::string& key) { return key; }
std::string key_text(const ObjectName& name) {
    std::string text;
    const auto add = [&](const std::string& part) {
        for (const char c : part) {
            if (c == '.' || c == '\\') text += '\\';
            text += c;
        }
    };
    if (!name.schema.empty()) {
        add(name.schema);
        text += '.';
    }
    add(name.name);
    return text;
}

void key_value(const std::string& text, std::string& key) { key = text; }
void key_value(const std::string& text, ObjectName& name) {
    std::string part;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) {
            part += text[++i];
        } else if (text[i] == '.') {
            name.schema = part;
            part.clear();
        } else {
            part += text[i];
        }
    }
    name.name = part;
}

template <class T>
Json write(const T& value);

/// Equality for write_members: a snapshot has the list of dependencies, and not where it was read.
template <class T>
bool same(const T& a, const T& b) {
    if constexpr (std::is_same_v<T, DependsOn>)
        return a.list == b.list;
    else
        return a == b;
}

/// Members that equal those of a default-constructed value are omitted.
template <class T>
Json write_members(const T& value) {
    Json object = Json::object();
    const T fresh{};
    boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
        if (!same(value.*member.pointer, fresh.*member.pointer)) object[member.name] = write(value.*member.pointer);
    });
    return object;
}

template <class T>
Json write(const T& value) {
    if constexpr (std::is_same_v<T, ObjectKind>) {
        return std::string(info(value).word);
    } else if constexpr (std::is_same_v<T, DependsOn>) {
        return write(value.list);
    } else if constexpr (std::is_enum_v<T>) {
        std::string word = boost::describe::enum_to_string(value, "");
        if (word.ends_with('_')) word.pop_back();
        return word;
    } else if constexpr (std::is_same_v<T, ObjectName>) {
        return key_text(value);
    } else if constexpr (detail::is_annotation<T>) {
        return write(*value);
    } else if constexpr (detail::is_optional<T>) {
        return value ? write(*value) : Json();
    } else if constexpr (detail::is_vector<T>) {
        Json array = Json::array();
        for (const auto& each : value) array.push_back(write(each));
        return array;
    } else if constexpr (detail::is_map<T>) {
        Json object = Json::object();
        for (const auto& [key, each] : value) object[key_text(key)] = write(each);
        return object;
    } else if constexpr (boost::describe::has_describe_members<T>::value) {
        return write_members(value);
    } else {
        return Json(value);
    }
}

template <class T>
void read(const Json& json, T& value, const Path& path);

template <class T>
void read_members(const Json& json, T& value, const Path& path) {
    if (!json.is_object()) fail(path, "expected an object");
    for (const auto& [key, each] : json.items()) {
        bool known = false;
        boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
            if (key != member.name) return;
            known = true;
            read(each, value.*member.pointer, Path{&path, key});
        });
        if (!known) fail(Path{&path, key}, "no such member");
    }
}

template <class T>
void read(const Json& json, T& value, const Path& path) {
    if constexpr (std::is_same_v<T, ObjectKind>) {
        if (!json.is_string()) fail(path, "expected a string");
        const std::string word = json.get<std::string>();
        const ObjectKindInfo* kind = find_object_kind(word);
        if (kind == nullptr) fail(path, "'" + word + "' is not a valid value");
        value = kind->kind;
    } else if constexpr (std::is_enum_v<T>) {
        if (!json.is_string()) fail(path, "expected a string");
        const std::string word = json.get<std::string>();
        if (!boost::describe::enum_from_string(word.c_str(), value) &&
            !boost::describe::enum_from_string((word + "_").c_str(), value))
            fail(path, "'" + word + "' is not a valid value");
    } else if constexpr (std::is_same_v<T, ObjectName>) {
        if (!json.is_string()) fail(path, "expected a name");
        key_value(json.get<std::string>(), value);
    } else if constexpr (std::is_same_v<T, DependsOn>) {
        read(json, value.list, path);
    } else if constexpr (detail::is_annotation<T>) {
        read(json, *value, path);
    } else if constexpr (detail::is_optional<T>) {
        if (!json.is_null()) read(json, value.emplace(), path);
    } else if constexpr (detail::is_vector<T>) {
        if (!json.is_array()) fail(path, "expected an array");
        for (std::size_t i = 0; i < json.size(); ++i)
            read(json[i], value.emplace_back(), Path{&path, fmt::format("[{}]", i)});
    } else if constexpr (detail::is_map<T>) {
        if (!json.is_object()) fail(path, "expected an object");
        for (const auto& [text, each] : json.items()) {
            typename T::key_type key;
            key_value(text, key);
            read(each, value[key], Path{&path, text});
        }
    } else if constexpr (boost::describe::has_describe_members<T>::value) {
        read_members(json, value, path);
    } else {
        const bool fits = std::is_same_v<T, bool>          ? json.is_boolean()
                          : std::is_same_v<T, std::string> ? json.is_string()
                                                           : json.is_number_integer();
        const char* const expected = std::is_same_v<T, bool>          ? "expected true or false"
                                     : std::is_same_v<T, std::string> ? "expected a string"
                                                                      : "expected an integer";
        if (!fits) fail(path, expected);
        value = json.get<T>();
    }
}

/// The keys are the names, so the values omit them.
template <class Map, class Name>
Json write_named(const Map& map, Name name_member) {
    Json object = Json::object();
    for (const auto& [key, value] : map) {
        auto copy = value;
        copy.*name_member = {};
        object[key_text(key)] = write(copy);
    }
    return object;
}

template <class Map, class Name>
void read_named(const Json& json, Map& map, Name name_member, const Path& path) {
    read(json, map, path);
    for (auto& [key, value] : map) value.*name_member = key;
}

/// One entry of "privileges".
struct Granted {
    GrantKind kind{};
    ObjectName name{};
    std::string arguments{};
    std::string column{};
    std::string extension{};
    std::vector<Grant> grants{};
};
BOOST_DESCRIBE_STRUCT(Granted, (), (kind, name, arguments, column, extension, grants))

/// One entry of the objects of "owners".
struct Owned {
    ObjectId object{};
    std::string role{};

    bool operator==(const Owned&) const = default;
};
BOOST_DESCRIBE_STRUCT(Owned, (), (object, role))

/// The member "owners".
struct OwnersOfSnapshot {
    std::string reader{};
    std::vector<Owned> objects{};
};
BOOST_DESCRIBE_STRUCT(OwnersOfSnapshot, (), (reader, objects))

void read_privileges(const Json& json, Privileges& privileges, const Path& path) {
    std::vector<Granted> list;
    read(json, list, path);
    privileges.compared = true;
    for (Granted& each : list)
        privileges.grants[{each.kind, each.name, each.arguments, each.column, each.extension}] = std::move(each.grants);
}

void read_owners(const Json& json, Owners& owners, const Path& path) {
    OwnersOfSnapshot read_ones;
    read(json, read_ones, path);
    owners.compared = true;
    owners.reader = std::move(read_ones.reader);
    for (Owned& each : read_ones.objects) owners.roles.emplace(std::move(each.object), std::move(each.role));
}

}  // namespace

std::string to_json(const Schema& schema) {
    Json json = Json::object();
    json["retort_snapshot"] = 2;
    json["dialect"] = std::string(to_string(schema.dialect));
    if (!schema.schemas.empty()) json["schemas"] = schema.schemas;
    if (!schema.schema_comments.empty()) json["schema_comments"] = write(schema.schema_comments);
    if (!schema.extensions.empty()) json["extensions"] = write_named(schema.extensions, &Extension::name);
    if (!schema.enums.empty()) json["enums"] = write_named(schema.enums, &Enum::name);
    if (!schema.sequences.empty()) json["sequences"] = write_named(schema.sequences, &Sequence::name);
    std::map<ObjectName, Table> tables = schema.tables;
    std::erase_if(tables, [](const auto& entry) { return *entry.second.external; });
    json["tables"] = write_named(tables, &Table::name);
    if (!schema.definitions.empty()) {
        Json list = Json::array();
        for (const auto& [key, definition] : schema.definitions) list.push_back(write(definition));
        json["definitions"] = list;
    }
    if (schema.privileges->compared) {
        Json list = Json::array();
        for (const auto& [target, grants] : schema.privileges->grants)
            list.push_back(
                write(Granted{target.kind, target.name, target.arguments, target.column, target.extension, grants}));
        json["privileges"] = list;
    }
    if (schema.owners->compared) {
        OwnersOfSnapshot owners{schema.owners->reader, {}};
        for (const auto& [object, role] : schema.owners->roles) owners.objects.push_back({object, role});
        json["owners"] = write(owners);
    }
    if (!schema.unsupported->empty()) json["unexpressed"] = write(*schema.unsupported);
    return to_utf8(json);
}

Schema from_json(const std::string& text, const std::string& origin) {
    const auto wrong = [&](const std::string& what) {
        return Error("RT020", fmt::format("{} is not a Retort snapshot: {}", origin, what),
                     "write one with `retort inspect SOURCE --format json`");
    };
    Json json;
    try {
        json = Json::parse(text);
    } catch (const Json::parse_error& error) {
        int line = 1, column = 1;
        for (std::size_t i = 0; i + 1 < error.byte && i < text.size(); ++i) {
            column = text[i] == '\n' ? 1 : column + 1;
            line += text[i] == '\n' ? 1 : 0;
        }
        throw Error(Diagnostic{.code = "RT270",
                               .message = "not valid JSON",
                               .position = {origin, line, column},
                               .source_line = line_of(text, line),
                               .hint = "write a snapshot with `retort inspect SOURCE --format json`"});
    } catch (const Json::out_of_range&) {
        throw wrong("a number is out of range");
    }
    if (!json.is_object() || !json.contains("retort_snapshot")) throw wrong("it has no \"retort_snapshot\"");
    if (json["retort_snapshot"] != 2)
        throw wrong("its version is " + json["retort_snapshot"].dump() + ", but this program reads version 2");
    Schema schema;
    const Path root;
    try {
        for (const auto& [key, value] : json.items()) {
            const Path path{&root, key};
            if (key == "retort_snapshot") continue;
            if (key == "dialect") {
                const auto dialect = value.is_string() ? parse_dialect(value.get<std::string>()) : std::nullopt;
                if (dialect)
                    schema.dialect = *dialect;
                else
                    fail(path, "it is neither \"postgresql\" nor \"sqlite\"");
            } else if (key == "schemas") {
                std::vector<std::string> names;
                read(value, names, path);
                schema.schemas.insert(names.begin(), names.end());
            } else if (key == "schema_comments") {
                read(value, schema.schema_comments, path);
            } else if (key == "extensions") {
                read_named(value, schema.extensions, &Extension::name, path);
            } else if (key == "enums") {
                read_named(value, schema.enums, &Enum::name, path);
            } else if (key == "sequences") {
                read_named(value, schema.sequences, &Sequence::name, path);
            } else if (key == "tables") {
                read_named(value, schema.tables, &Table::name, path);
            } else if (key == "definitions") {
                std::vector<Definition> list;
                read(value, list, path);
                for (Definition& definition : list) schema.definitions.emplace(id_of(definition), definition);
            } else if (key == "privileges") {
                read_privileges(value, *schema.privileges, path);
            } else if (key == "owners") {
                read_owners(value, *schema.owners, path);
            } else if (key == "unexpressed") {
                read(value, *schema.unsupported, path);
            } else {
                fail(path, "no such member");
            }
        }
    } catch (const InvalidValue& invalid) {
        throw wrong("at " + invalid.path + ": " + invalid.what);
    }
    return schema;
}

}  // namespace retort
