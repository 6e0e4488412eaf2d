#pragma once

#include <string>
#include <variant>
#include <vector>

#include "diff/change.hpp"

/// The steps of a plan: the differences between two schemas, and the steps that no difference shows.
namespace retort::plan {

/// A user-defined type.
using UserType = std::variant<Enum, Definition>;
const ObjectName& name_of(const UserType& type);
ObjectId id_of(const UserType& type);

/// A type that can't be altered in place: the old type is renamed to `interim`, the new type is created. Separate
/// AlterColumn steps convert its columns from the type `interim`.
struct RebuildType {
    UserType from;
    UserType to;
    ObjectName interim;
};
/// Drops the old type when nothing depends on it any longer. `components`: the types that it depends on, by their
/// names at that point.
struct DropOldType {
    UserType from;
    ObjectName interim;
    std::vector<ObjectName> components;
};

/// Detaches the old table of a rebuilt partition from its parent. `ancestors`: all tables above it, which lack its
/// rows until these are moved.
struct DetachPartition {
    Table from;
    std::vector<ObjectName> ancestors;
};
/// Moves the rows of a rebuilt table and its descendants from the old table, which has an interim name, to the new
/// table; then drops the old table with its descendants.
struct MoveRows {
    Table from;
    Table to;
    std::vector<Table> dropped;       ///< `from` and the descendants that are dropped with it
    std::vector<ObjectName> filled;   ///< `to` and its descendants
    std::vector<ObjectName> awaited;  ///< tables from elsewhere that must be attached below `to` before
};
/// Attaches the new table to its parent.
struct AttachPartition {
    Table to;
    std::vector<ObjectName> ancestors;
};

/// Fills a new column with the values of its `.backfill_sql`, apart from AddColumn, and sets its default and NOT NULL.
struct FillColumn {
    ObjectName table;
    Column to;
};

/// The alternatives of a variant and further ones.
template <class Variant, class... More>
struct Extended;
template <class... Alternatives, class... More>
struct Extended<std::variant<Alternatives...>, More...> {
    using type = std::variant<Alternatives..., More...>;
};

using Step =
    Extended<diff::Change, RebuildType, DropOldType, DetachPartition, MoveRows, AttachPartition, FillColumn>::type;
using Steps = std::vector<Step>;

Step step_of(diff::Change change);
Steps steps_of(diff::Differences differences);

/// The step as one line of text: "column users.role: type character varying(20) → user_role".
std::string describe(const Step& step);

}  // namespace retort::plan
