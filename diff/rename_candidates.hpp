#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.hpp"

namespace retort::diff {

/// A dropped and a created object that may be one renamed object.
struct RenameCandidate {
    enum class Kind { table, column, enumeration, label };

    Kind kind{};
    ObjectName from;  ///< the table or enum; for a column or label, its table or enum
    ObjectName to;
    std::string before{};  ///< the column or label; empty for tables and enums
    std::string after{};

    /// "users.mail" and "users.email".
    std::string old_name() const;
    std::string new_name() const;
    /// The rule that declares the rename in the model: `.renamed_from("mail")`, or `.renamed_from("auth.users")` for an
    /// object that moves from another schema.
    std::string declaration() const;

    auto operator<=>(const RenameCandidate&) const = default;
};

/// Similar pairs of dropped and created objects: tables with the same columns, columns of one type with a similar name
/// or position, enums with the same labels, labels at the same position. Each object is in at most one candidate.
/// Columns and labels are compared within tables and enums that exist on both sides or have a declared rename. The same
/// schemas give the same list. The time is linear in the size of the schemas, plus at most 10,000 compared pairs for
/// each table and each kind.
/// With `declared_schemas`, only objects of the default schema and of schemas of `to` are candidates: a plan for models
/// leaves every other schema as it is.
std::vector<RenameCandidate> rename_candidates(const Schema& from, const Schema& to, bool declared_schemas = false);

/// The rename of `before` to `after`, names as in RenameCandidate::old_name and new_name; unset if no object of that
/// name is dropped, or created.
std::optional<RenameCandidate> find_rename(const Schema& from, const Schema& to, std::string_view before,
                                           std::string_view after);

/// The same for objects that exist, dropped or not, and created or not: for swapped names and rename chains.
std::optional<RenameCandidate> find_pair(const Schema& from, const Schema& to, std::string_view before,
                                         std::string_view after);

/// The names of all dropped (or created) objects, as `find_rename` accepts them, sorted.
std::vector<std::string> dropped_names(const Schema& from, const Schema& to);
std::vector<std::string> created_names(const Schema& from, const Schema& to);

/// Declares the rename in `to`, as a model can. `requested`: see Transition::requested.
void declare(Schema& to, const RenameCandidate& rename, bool requested = false);

}  // namespace retort::diff
