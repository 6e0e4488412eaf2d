#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "schema/schema.hpp"

namespace retort::diff {

// One struct for each kind of change; each holds the whole of what was and what will be, so
// that the way back needs nothing else. "Add" and "Drop" hold the object itself.

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
struct DropEnum {
    Enum from;
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
};
/// What is the table's own differs: name, comment, storage parameters. What is inside it
/// has changes of its own.
struct AlterTable {
    Table from;
    Table to;
};

struct AddColumn {
    ObjectName table;
    Column to;
};
struct DropColumn {
    ObjectName table;
    Column from;
};
struct AlterColumn {
    ObjectName table;
    Column from;
    Column to;
};

using Constraint = std::variant<PrimaryKey, Unique, Check, ForeignKey, Exclusion>;
/// `above`: tables that this one is a partition of, whose keys and indexes are to come first
/// (diff/attached_indexes.hpp, put_own_parts_last).
struct AddConstraint {
    ObjectName table;
    Constraint to;
    std::vector<ObjectName> above{};
};
struct DropConstraint {
    ObjectName table;
    Constraint from;
};
/// Only the name or the comment differs.
struct AlterConstraint {
    ObjectName table;
    Constraint from;
    Constraint to;
};

struct CreateIndex {
    ObjectName table;
    Index to;
    std::vector<ObjectName> above{};
};  ///< `above`: as of AddConstraint
struct DropIndex {
    ObjectName table;
    Index from;
};
/// Only what can change without a rebuild differs: name, comment, storage parameters.
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

/// What is granted and revoked on one object; an empty list: what it has from the start.
struct AlterPrivileges {
    GrantTarget target;
    std::vector<Grant> from;
    std::vector<Grant> to;
};

/// A type that the schema defines.
using UserType = std::variant<Enum, Definition>;
const ObjectName& name_of(const UserType& type);

/// A type that can't be altered in place: the old one steps aside under another name, the new
/// one is made. Columns move over in changes of their own, AlterColumn from the type `aside`.
struct RebuildType {
    UserType from;
    UserType to;
    ObjectName aside;
};
/// The old form goes once nothing is of it any more; `components` are the types that it rests
/// upon, by the names that they have then.
struct DropOldType {
    UserType from;
    ObjectName aside;
    std::vector<ObjectName> components;
};

/// The old form of a partition that is made anew leaves its parent. `above`: all tables that it is below,
/// whose rows are without its own until they are moved.
struct LeaveParent {
    Table from;
    std::vector<ObjectName> above;
};
/// The rows of a table, and of those below it, go from its old form, which is under another name by now,
/// to the new one; then the old form goes with all that is below it.
struct MoveRows {
    Table from;
    Table to;
    std::vector<Table> dropped;       ///< `from` and what goes with it
    std::vector<ObjectName> filled;   ///< `to` and what is below it
    std::vector<ObjectName> awaited;  ///< what is to be below it by then, and comes from elsewhere
};
/// The new form becomes a partition.
struct JoinParent {
    Table to;
    std::vector<ObjectName> above;
};

using Change =
    std::variant<CreateSchema, DropSchema, AlterSchema, CreateExtension, DropExtension, AlterExtension, CreateEnum,
                 DropEnum, AlterEnum, CreateSequence, DropSequence, AlterSequence, CreateTable, DropTable, AlterTable,
                 AddColumn, DropColumn, AlterColumn, AddConstraint, DropConstraint, AlterConstraint, CreateIndex,
                 DropIndex, AlterIndex, CreateDefinition, DropDefinition, AlterDefinition, AlterPrivileges, RebuildType,
                 DropOldType, LeaveParent, MoveRows, JoinParent>;

/// The change in words, one line: "column users.role: type character varying(20) → user_role".
std::string describe(const Change& change);

/// The kind of a constraint in words: "primary key", "unique constraint", …
std::string_view kind_of(const Constraint& constraint);
const std::string& name_of(const Constraint& constraint);

}  // namespace retort::diff
