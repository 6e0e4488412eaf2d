#pragma once

#include <map>
#include <string>
#include <vector>

#include "declare/names.hpp"
#include "declare/node.hpp"
#include "schema/schema.hpp"

namespace retort::declare {

/// The C++ type of a column, and the clauses that its SQL type needs.
struct MemberType {
    std::string type{};           ///< without std::optional: "std::int64_t"
    std::vector<Node> clauses{};  ///< ".varchar(255)"
    ObjectName enumeration{};     ///< the enum, of the column or of its elements; empty: none

    bool operator==(const MemberType& other) const { return type == other.type; }
};

/// The types of the columns of all tables.
class MemberTypes {
public:
    /// `standard`: no types of other libraries than the standard one.
    MemberTypes(const Schema& declared, const Names& names, bool standard);

    const MemberType& of(const ObjectName& table, const std::string& column) const {
        return types_.at({table, column});
    }

private:
    using Key = std::pair<ObjectName, std::string>;

    MemberType postgres(const Table& table, const Column& column) const;
    MemberType sqlite(const Column& column) const;
    /// Both sides of a foreign key have one C++ type.
    void match_references(const Schema& declared);

    const Names& names_;
    bool standard_;
    std::map<Key, MemberType> types_;
};

/// The includes that the types of standard and other libraries need.
std::vector<std::string> includes_of(const std::string& type);

}  // namespace retort::declare
