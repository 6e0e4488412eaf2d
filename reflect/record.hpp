#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "retort/model/fact.hpp"
#include "schema/error.hpp"

namespace retort::reflect {

/// A file that a reader has read.
struct SourceFile {
    std::string path;      ///< as messages print it
    std::string absolute;  ///< for reading the source line that a message quotes
};

/// A location in a source file. `file` unset: unknown, as in the in-program reader.
struct Location {
    std::shared_ptr<const SourceFile> file;
    int line = 0;
    int column = 0;

    Position position() const { return file ? Position{file->path, line, column} : Position{}; }
};

/// A member that a rule references. `name` empty: a member of no described struct.
struct MemberRef {
    std::string owner;  ///< the struct that declares it, qualified
    std::string name;
};

/// retort::fact, decoded.
struct Fact {
    fact_kind kind = fact_kind::none;
    engine on = engine::any;
    std::string text;
    std::string more;
    std::int64_t number = 0;
    double real = 0;
    MemberRef member;  ///< for kinds that reference a member
    std::string type;  ///< for kinds that reference a type: its qualified name
    Location place;
};

/// retort::rule, decoded.
struct Rule {
    rule_kind kind = rule_kind::table;
    std::vector<Fact> facts;
    bool inherited = false;  ///< from a base's mixin
    Location place;
};

struct Enumerator {
    std::string name;
    std::int64_t value = 0;
};

/// A C++ enum.
struct Enumeration {
    std::string name;  ///< qualified: "auth::UserRole"
    std::vector<Enumerator> enumerators;
    int bits = 32;  ///< of the underlying type
    bool is_unsigned = false;
    std::string comment;
    std::vector<Fact> facts;  ///< of model<E>::schema()
    Location place;
};

/// The families of C++ types that have a column type.
enum class TypeKind {
    unmapped,
    boolean,
    character,
    integer,
    floating,
    text,
    text_view,
    char_array,
    bytes,
    timestamp,
    local_timestamp,
    date,
    time_of_day,
    duration,
    uuid,
    json,
    enumeration,
    array,
    custom
};

/// The type of a member, as a neutral value.
struct CxxType {
    TypeKind kind = TypeKind::unmapped;
    bool optional = false;  ///< std::optional around it
    bool is_unsigned = false;
    int bits = 0;                  ///< integers and floating-point numbers
    std::int64_t extent = 0;       ///< char_array: characters that fit; array: its fixed length, or 0
    std::string spelling;          ///< for messages
    std::vector<CxxType> element;  ///< array: one
    std::shared_ptr<const Enumeration> enumeration;
    std::vector<Fact> facts;  ///< custom: of model<T>::schema()
};

struct Member {
    std::string owner;  ///< the struct that declares it: the record or one of its bases
    std::string name;
    CxxType type;
    std::string comment;
    Location place;
};

/// A struct with a `schema()`, as either reader describes it.
struct Record {
    std::string name;  ///< qualified: "auth::User"
    std::string comment;
    std::vector<Member> members;  ///< those of bases first, in their order
    std::vector<Rule> rules;      ///< the table's own first, then those of `schema()`, then those of bases' mixins
    Location place;
    std::vector<Fact> naming;  ///< of model<naming_convention>::schema(); the same in every record
};

/// The name without its namespaces and enclosing structs.
std::string unqualified(const std::string& name);

/// "UserRole" → "user_role", "HTTPHeader2" → "http_header2".
std::string snake_case(const std::string& name);

}  // namespace retort::reflect
