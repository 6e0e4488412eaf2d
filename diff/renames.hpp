#pragma once

#include <map>
#include <optional>
#include <vector>

#include "diff/change.hpp"

namespace retort::diff {

/// The renames between two schemas: declared by `renamed_from` (on either side, so that the
/// way back finds the same pairs), or an enum's label that `old_labels` maps.
struct Renames {
    std::map<ObjectName, ObjectName> tables;  ///< old → new
    std::map<ObjectName, ObjectName> enums;
    std::map<ObjectName, ObjectName> collations;  ///< that step aside, since they are defined otherwise afterwards
    std::map<ObjectName, ObjectName> sequences;   ///< of the same column, by the schema that its table has then
    std::map<ObjectName, std::map<std::string, std::string>> columns;  ///< by the table's new name
    std::map<ObjectName, std::map<std::string, std::string>> labels;   ///< by the enum's new name

    bool empty() const {
        return tables.empty() && enums.empty() && collations.empty() && sequences.empty() && columns.empty() &&
               labels.empty();
    }
};

/// Finds them. A name that exists on both sides is no rename, but where all of them are declared
/// to change: a chain, or a circle (names exchanged). A circle counts only where the names exchanged
/// leave fewer differences than the names as they are, since afterwards the declaration is still there;
/// or where it is asked for now (Transition::asked).
Renames find_renames(const Schema& from, const Schema& to);

/// The circles that are declared and fit as well made as not made: like columns, tables of one shape.
/// One in each value.
std::vector<Renames> undecided_swaps(const Schema& from, const Schema& to);

/// Marks these renames of `to` as asked for now.
void request(Schema& to, const Renames& renames);

/// `to` as it is when what was asked for has been made, and is asked for no more.
Schema after_renames(Schema to);

/// `from` as it is once the renames are made: names, references and the identifiers in
/// expressions. This is what an engine does by itself when an object is renamed.
Schema apply(const Renames& renames, const Schema& from);

/// `apply(renames, from)` without a copy where there is nothing to rename. Both must outlive it.
class RenamedSchema {
public:
    RenamedSchema(const Renames& renames, const Schema& from)
        : from_(from), changed_(renames.empty() ? std::nullopt : std::optional<Schema>(apply(renames, from))) {}

    const Schema& get() const { return changed_ ? *changed_ : from_; }

private:
    const Schema& from_;
    std::optional<Schema> changed_;
};

/// The renames of an enum's labels one after the other, exchanged ones by way of a third.
std::vector<std::pair<std::string, std::string>> label_steps(const std::map<std::string, std::string>& labels);

/// The renames as changes: each differs from its `from` in names only.
std::vector<Change> changes_of(const Renames& renames, const Schema& from);

/// `changes` with the alterations that rename constraints and indexes in an order in which a name is free
/// before it is taken; exchanged names go by way of a third.
std::vector<Change> in_turn(std::vector<Change> changes);

}  // namespace retort::diff
