#pragma once

#include <map>
#include <optional>
#include <vector>

#include "diff/change.hpp"

namespace retort::diff {

/// The renames between two schemas: declared by `renamed_from` or, for an enum's labels, by `old_labels`, on either
/// side, so that a downgrade finds the same pairs.
struct Renames {
    std::map<ObjectName, ObjectName> tables;  ///< old → new
    std::map<ObjectName, ObjectName> enums;
    std::map<ObjectName, ObjectName> collations;  ///< renamed to interim names, since their definition changes
    std::map<ObjectName, ObjectName> sequences;   ///< of one column; in the new schema of its table
    std::map<ObjectName, std::map<std::string, std::string>> columns;  ///< by the table's new name
    std::map<ObjectName, std::map<std::string, std::string>> labels;   ///< by the enum's new name

    bool empty() const {
        return tables.empty() && enums.empty() && collations.empty() && sequences.empty() && columns.empty() &&
               labels.empty();
    }
};

/// Finds the renames. A name that exists on both sides is renamed only as part of a chain or a cycle (swapped names). A
/// cycle counts only if it leaves fewer differences than keeping the names, since the declaration stays in the model
/// after the migration; or if it is requested (Transition::requested).
Renames find_renames(const Schema& from, const Schema& to);

/// The declared cycles that leave as many differences when made as when not: equivalent columns, tables of the same
/// structure. One cycle in each value.
std::vector<Renames> undecided_swaps(const Schema& from, const Schema& to);

/// Marks these renames of `to` as requested.
void request(Schema& to, const Renames& renames);

/// `to` after the requested renames: they are no longer requested or declared.
Schema after_renames(Schema to);

/// `from` after the renames: names, references and the identifiers in expressions are rewritten, as an engine does when
/// an object is renamed.
Schema apply(const Renames& renames, const Schema& from);

/// `apply(renames, from)`, without a copy if there are no renames. `from` must outlive it.
class RenamedSchema {
public:
    RenamedSchema(const Renames& renames, const Schema& from)
        : from_(from), changed_(renames.empty() ? std::nullopt : std::optional<Schema>(apply(renames, from))) {}

    const Schema& get() const { return changed_ ? *changed_ : from_; }

private:
    const Schema& from_;
    std::optional<Schema> changed_;
};

/// The renames of an enum's labels in order; swapped labels go through an interim name.
std::vector<std::pair<std::string, std::string>> label_steps(const std::map<std::string, std::string>& labels);

/// The renames as changes; `from` and `to` of each differ only in names.
Differences changes_of(const Renames& renames, const Schema& from);

}  // namespace retort::diff
