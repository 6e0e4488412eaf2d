#pragma once

#include <functional>
#include <string>
#include <vector>

#include "diff/renames.hpp"
#include "migrate/chain.hpp"
#include "schema/schema.hpp"

namespace retort::pipeline {

/// Declares renames in `to` that were given by name, "users.mail=users.email": of dropped and created objects, or of
/// swapped names and rename chains if all of them are given.
/// Throws Error RT210 for a text of another form, RT013 for a name that is not dropped, or not created, RT211 for a
/// name that exists on both sides.
void declare_renames(std::vector<std::string> given, const Schema& from, Schema& to);

/// A swap of names that models declare and no revision has made.
struct PendingSwap {
    diff::Renames renames;
    std::vector<std::string> words;  ///< each rename: "users.a=users.b"
};

/// The swaps between two schemas that the schemas don't settle (diff::undecided_swaps), without those that a header of
/// `revisions` records. Reads the revisions only if there is such a swap.
std::vector<PendingSwap> pending_swaps(const Schema& from, const Schema& to,
                                       const std::function<migrate::Chain()>& revisions);

/// "exchanged: users.a=users.b" for each swapped name whose rename is requested now (diff::request), among the renames
/// that a plan to `desired` makes. The revision has this remark, since the schemas do not show the swap afterwards.
std::vector<std::string> swapped_name_notes(diff::Renames renames, const Schema& desired);

}  // namespace retort::pipeline
