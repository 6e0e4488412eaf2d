#pragma once

#include <optional>
#include <ranges>
#include <string>
#include <variant>
#include <vector>

#include "schema/schema.hpp"

namespace retort::diff {

// One struct for each kind of change. Each holds the complete old and new object, so that a change can be reversed.
// "Create"/"Add" and "Drop" hold the one object.

struct CreateSchema {
    std::string name;
};
struct DropSchema {
    std::string name;
};
/// The comment differs; an empty name is the default schema.
struct AlterSchema {
    std::string name;
    std::string from_comment;
    std::string to_comment;
};

struct CreateExtension {
    Extension extension;
};
struct DropExtension {
    Extension extension;
};
/// The schema or the comment differs.
struct AlterExtension {
    Extension from;
    Extension to;
};

struct CreateEnum {
    Enum to;
};
/// `interim`: the plan renames the object to an interim name first, since another object is renamed to its name; so for
/// each kind below that has it.
struct DropEnum {
    Enum from;
    bool interim = false;
};
/// Labels, name or comment differ.
struct AlterEnum {
    Enum from;
    Enum to;
};

struct CreateSequence {
    Sequence to;
};
struct DropSequence {
    Sequence from;
    bool interim = false;
};
struct AlterSequence {
    Sequence from;
    Sequence to;
};

struct CreateTable {
    Table to;
};
struct DropTable {
    Table from;
    bool interim = false;
};
/// The table's own properties differ: name, comment, storage parameters, partition, … Its columns, constraints and
/// indexes have separate changes.
struct AlterTable {
    Table from;
    Table to;
};

struct AddColumn {
    ObjectName table;
    Column to;
    bool filled_later = false;  ///< the planner's: a step of its own makes the UPDATE of `.backfill_sql`
};
struct DropColumn {
    ObjectName table;
    Column from;
    bool interim = false;
};
struct AlterColumn {
    ObjectName table;
    Column from;
    Column to;
};

using Constraint = std::variant<PrimaryKey, Unique, Check, ForeignKey, Exclusion>;
/// `ancestors`: the tables of which `table` is a partition, if their constraints and indexes must be created first
/// (plan/attached_indexes.hpp, put_local_parts_last).
struct AddConstraint {
    ObjectName table;
    Constraint to;
    std::vector<ObjectName> ancestors{};
};
struct DropConstraint {
    ObjectName table;
    Constraint from;
};
/// Only the name or the comment differs, or the constraint is validated. `inherited_from`: the parent whose check this
/// is a copy of, if only the copy of `table` is validated.
struct AlterConstraint {
    ObjectName table;
    Constraint from;
    Constraint to;
    ObjectName inherited_from{};
};

struct CreateIndex {
    ObjectName table;
    Index to;
    std::vector<ObjectName> ancestors{};
};  ///< `ancestors`: see AddConstraint
/// `taken`: keys of partitions that are dropped with it, since their index is attached to it (plan/attached_keys.hpp).
struct DropIndex {
    ObjectName table;
    Index from;
    std::vector<DropConstraint> taken{};
};
/// Only properties that an index can change without being recreated: name, comment, storage parameters.
struct AlterIndex {
    ObjectName table;
    Index from;
    Index to;
};

struct CreateDefinition {
    Definition to;
};
struct DropDefinition {
    Definition from;
};
struct AlterDefinition {
    Definition from;
    Definition to;
};

/// The privileges on one object; an empty list: the default privileges.
struct AlterPrivileges {
    GrantTarget target;
    std::vector<Grant> from;
    std::vector<Grant> to;
};

/// `from` and `to`: empty for the role that runs the plan.
struct AlterOwner {
    ObjectId object;
    std::string from, to;
};

using Change =
    std::variant<CreateSchema, DropSchema, AlterSchema, CreateExtension, DropExtension, AlterExtension, CreateEnum,
                 DropEnum, AlterEnum, CreateSequence, DropSequence, AlterSequence, CreateTable, DropTable, AlterTable,
                 AddColumn, DropColumn, AlterColumn, AddConstraint, DropConstraint, AlterConstraint, CreateIndex,
                 DropIndex, AlterIndex, CreateDefinition, DropDefinition, AlterDefinition, AlterPrivileges, AlterOwner>;

/// The differences between two schemas, not in an order of execution.
using Differences = std::vector<Change>;

/// The changes of one kind in a list of changes or of steps (plan/step.hpp), in the order of the list, which must
/// outlive the result:
///
///     for (const AddColumn& add : only<AddColumn>(changes)) …
template <class Kind, class List>
auto only(const List& list) {
    return list | std::views::filter([](const auto& each) { return std::holds_alternative<Kind>(each); }) |
           std::views::transform([](const auto& each) -> const Kind& { return std::get<Kind>(each); });
}
template <class Kind, class List>
void only(const List&& list) = delete;

/// The change as one line of text: "column users.role: type character varying(20) → user_role".
std::string describe(const Change& change);

/// The kind of a constraint: "primary key", "unique constraint", …
std::string_view kind_of(const Constraint& constraint);
const std::string& name_of(const Constraint& constraint);

}  // namespace retort::diff
