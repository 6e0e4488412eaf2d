#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "schema/schema.hpp"

namespace retort::declare {

/// The names of a table in C++.
struct TableNames {
    std::string space{};  ///< the namespace of its schema, within that of all models; empty: none
    std::string type{};
    std::map<std::string, std::string> members{};  ///< by column
};

/// The names of an enum in C++.
struct EnumNames {
    std::string space{};
    std::string type{};
    std::vector<std::string> enumerators{};  ///< in the order of the labels
};

/// The names of all structs, enums and members, each valid and free of conflicts. They depend on the schema alone.
class Names {
public:
    /// `outer`: the namespace of all models, "app::models"; empty: none.
    Names(const Schema& declared, std::string outer);

    const std::string& outer() const { return outer_; }
    const TableNames& table(const ObjectName& name) const { return tables_.at(name); }
    /// Null if the models do not declare it.
    const EnumNames* enumeration(const ObjectName& name) const;
    const std::string& member(const ObjectName& table, const std::string& column) const {
        return tables_.at(table).members.at(column);
    }

    /// The type as a struct in the namespace `from` names it: "User", "auth::User".
    std::string reference(const std::string& space, const std::string& type, const std::string& from) const;
    /// The same outside of every namespace: "app::auth::User".
    std::string qualified(const std::string& space, const std::string& type) const;
    /// The namespace itself: "app::auth".
    std::string namespace_of(const std::string& space) const;

    /// A name for another struct in the namespace.
    std::string new_type(const std::string& space, const std::string& wanted);

private:
    void name_spaces(const Schema& declared);
    void name_types(const Schema& declared);
    void name_members(const Table& table);
    bool is_taken(const std::string& space, const std::string& type) const;
    /// True if the type's name means something else in another namespace.
    bool is_ambiguous(const std::string& type) const;

    std::string outer_;
    std::map<std::string, std::string> spaces_;           ///< by schema
    std::map<std::string, std::set<std::string>> types_;  ///< by namespace
    std::map<ObjectName, TableNames> tables_;
    std::map<ObjectName, EnumNames> enums_;
};

}  // namespace retort::declare
