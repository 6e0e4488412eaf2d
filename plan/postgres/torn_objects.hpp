#pragma once

#include <set>
#include <string>

#include "plan/postgres/online.hpp"

namespace retort::plan::postgres {

/// What a step is split from, the same before and after the split.
std::string key_of(const diff::CreateIndex& create);
std::string key_of(const diff::DropIndex& drop);
std::string key_of(const diff::AddConstraint& add);
std::string key_of(const diff::AlterConstraint& alter);
std::string key_of(const diff::AlterColumn& alter);
std::string key_of(const diff::AlterTable& alter);

/// The keys of all steps that are not plain.
std::set<std::string> keys_of_split_steps(const OnlineSteps& steps);

/// The keys of the steps that end a transaction between two steps which belong together: the first drops, detaches or
/// renames an object, and the second creates it again.
std::set<std::string> steps_in_torn_objects(const OnlineSteps& ordered);

}  // namespace retort::plan::postgres
