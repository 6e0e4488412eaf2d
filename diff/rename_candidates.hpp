#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.hpp"

namespace retort::diff {

/// Something that goes and something that comes, which may be the same under another name.
struct RenameCandidate {
    enum class Kind { table, column, enumeration, label };

    Kind kind{};
    ObjectName from;  ///< the table or enum, or the one that the column or label is in
    ObjectName to;
    std::string before{};  ///< the column or label; empty for tables and enums
    std::string after{};

    /// "users.mail" and "users.email".
    std::string old_name() const;
    std::string new_name() const;
    /// What the model of the new one would say: `.renamed_from("mail")`.
    std::string declaration() const;

    auto operator<=>(const RenameCandidate&) const = default;
};

/// What goes and what comes between two schemas and looks alike: tables of the same columns, columns of one
/// type and a similar name or in the same place, enums of the same labels, labels in the same place. Each
/// thing is in one candidate at most. Columns and labels are looked for in tables and enums that are on
/// both sides or whose rename is declared. The same schemas give the same list; the time is linear in the
/// schemas but for at most 10,000 pairs that are compared for each table and each kind.
std::vector<RenameCandidate> rename_candidates(const Schema& from, const Schema& to);

/// The rename of `before` to `after`, names as RenameCandidate has them; unset when nothing of that name
/// goes, or comes.
std::optional<RenameCandidate> find_rename(const Schema& from, const Schema& to, std::string_view before,
                                           std::string_view after);

/// The same where the names need neither go nor come, but exist: for names that are exchanged or passed on.
std::optional<RenameCandidate> find_pair(const Schema& from, const Schema& to, std::string_view before,
                                         std::string_view after);

/// What goes (or comes), by the names that `find_rename` takes, sorted.
std::vector<std::string> dropped_names(const Schema& from, const Schema& to);
std::vector<std::string> created_names(const Schema& from, const Schema& to);

/// Declares the rename in `to`, as its model could have. `asked`: it is to be made now (Transition::asked).
void declare(Schema& to, const RenameCandidate& rename, bool requested = false);

}  // namespace retort::diff
