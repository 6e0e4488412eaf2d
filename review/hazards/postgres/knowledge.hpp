#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "schema/name.hpp"

namespace retort::hazards::postgres {

/// A type as it is written, for comparing: "varchar" (20).
struct KnownType {
    std::string name{};  ///< of pg_type, without pg_catalog: "int4", "varchar", "numeric"; empty: not known
    std::vector<int> modifiers{};
    bool array = false;

    bool operator==(const KnownType&) const = default;
};

/// "varchar(20)", "integer[]"
std::string display(const KnownType& type);

struct KnownColumn {
    KnownType type{};
    bool not_null = false;
    bool added = false;  ///< by the script that is judged: no program uses it yet
};

struct KnownConstraint {
    enum class Kind { check, foreign_key, key, exclusion } kind{};
    bool valid = true;
    std::set<std::string> columns{};   ///< that it names
    std::set<std::string> not_null{};  ///< a CHECK: columns that it proves to be not NULL
    ObjectName referenced{};           ///< a foreign key: its table
};

struct KnownTable {
    std::map<std::string, KnownColumn> columns{};
    std::map<std::string, KnownConstraint> constraints{};
    bool created = false;  ///< by the script that is judged
    bool partitioned = false;
    ObjectName parent{};             ///< as a partition or by INHERITS
    ObjectName default_partition{};  ///< of a partitioned table
};

struct KnownIndex {
    ObjectName table{};
    std::vector<std::string> columns{};
};

/// What the statements before tell of the database. A table that no statement has created has no columns here.
struct Knowledge {
    std::map<ObjectName, KnownTable> tables{};
    std::map<ObjectName, KnownIndex> indexes{};
    std::map<ObjectName, bool> domains{};  ///< and whether they have constraints

    // Of the script that is judged.
    std::set<ObjectName> created{};                  ///< views, types, routines and other objects
    std::map<std::string, ObjectName> new_labels{};  ///< labels that ADD VALUE added in the open transaction

    /// True if the script creates the table.
    bool is_new(const ObjectName& table) const;

    /// The table and all that inherit from it or are partitions of it, itself first.
    std::vector<ObjectName> with_descendants(const ObjectName& table) const;

    /// True if the script adds the column, also to a table that exists.
    bool is_new(const ObjectName& table, const std::string& column) const;

    /// The type of a column; its name is empty if it is not known.
    KnownType type_of(const ObjectName& table, const std::string& column) const;

    /// True if a column, or a validated CHECK, is known to exclude NULL.
    bool excludes_null(const ObjectName& table, const std::string& column) const;

    /// Its tables and columns are no longer new.
    void end_script();
};

}  // namespace retort::hazards::postgres
