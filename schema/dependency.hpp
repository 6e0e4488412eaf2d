#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <compare>
#include <string>
#include <utility>
#include <vector>

#include "schema/object_id.hpp"

namespace retort {

/// The type of a dependency (PostgreSQL manual, 53.18 pg_depend, deptype). Dependencies that are parsed from text, and
/// all of SQLite's, are normal.
enum class DependencyType {
    normal,     ///< the dependent blocks DROP of the referenced object without CASCADE
    automatic,  ///< the dependent is dropped with it
    internal,   ///< the dependent is part of it, and can't be dropped alone
    partition,  ///< the dependent of a partition is dropped with the partition or with its parent's
    extension   ///< the dependent is a member of the extension
};
BOOST_DESCRIBE_ENUM(DependencyType, normal, automatic, internal, partition, extension)

/// An object that another one depends on.
struct Dependency {
    ObjectId object{};
    DependencyType type = DependencyType::normal;

    auto operator<=>(const Dependency&) const = default;
};
BOOST_DESCRIBE_STRUCT(Dependency, (), (object, type))

/// The dependencies of one object, each once. They follow from what its text says where it stands, so they are no part
/// of its state (schema/same_state.hpp). Every object carries its own, because a plan has states of an object in which
/// it depends on others (docs/decisions/0014-dependencies-travel-with-the-dependent.md).
struct DependsOn {
    std::vector<Dependency> list{};
    /// True: read from the engine's catalog, and complete. False: parsed from text; the functions that an expression
    /// calls are added when a plan starts (plan/text_dependencies.hpp).
    bool from_catalog = false;

    void add(ObjectId object, DependencyType type = DependencyType::normal);
    /// Depends on these columns of the table.
    void add_columns(const ObjectName& table, const std::vector<std::string>& columns);

    /// The columns, in the list's order. The dependencies of a table's own parts name columns of that table only.
    std::vector<std::string> columns() const;
    /// True if `holds` is true for the ObjectId of a dependency.
    template <class Predicate>
    bool any(Predicate&& holds) const {
        for (const Dependency& each : list)
            if (holds(each.object)) return true;
        return false;
    }

    bool operator==(const DependsOn&) const = default;
};

}  // namespace retort
