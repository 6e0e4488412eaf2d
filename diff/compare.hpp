#pragma once

#include "diff/change.hpp"
#include "diff/partitions.hpp"
#include "diff/renames.hpp"
#include "diff/valid_indexes.hpp"

namespace retort::diff {

/// Two schemas in the form in which they are compared: the first with the renames applied, both without invalid indexes
/// that no plan touches, and with the attached and inherited parts of standalone partitions as local parts. A schema is
/// copied only if it changes. The schemas must outlive the States.
class States {
public:
    States(const Schema& first, const Schema& second, Renames renames);
    States(const States&) = delete;
    States& operator=(const States&) = delete;

    const Schema& first() const { return first_; }  ///< without renames
    const Schema& from() const { return from_.get(); }
    const Schema& to() const { return to_.get(); }
    const Renames& renames() const { return renames_; }

private:
    const Schema& first_;
    const Renames renames_;
    const RenamedSchema renamed_;
    const WithValidIndexes valid_from_;
    const WithValidIndexes valid_to_;
    const WithLocalParts from_;
    const WithLocalParts to_;
};

/// The changes that turn the first schema into the second, in a deterministic order that is not yet an order of
/// execution. Both schemas must have the same dialect and the form in which the engine stores them. An object without
/// an explicit name (`named` false on either side) is matched by structure.
Differences compare(const States& states);

/// The same for two schemas with the renames that are declared.
Differences compare(const Schema& from, const Schema& to);

/// The same with the renames already found.
Differences compare(const Schema& from, const Schema& to, const Renames& renames);

}  // namespace retort::diff
