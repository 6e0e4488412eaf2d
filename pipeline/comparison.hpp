#pragma once

#include <functional>
#include <set>
#include <string>

#include "emit/plan.hpp"
#include "introspect/database.hpp"
#include "schema/schema.hpp"

namespace retort::pipeline {

/// Sets `renamed_from` in `to` for the objects that `from` has under another name.
using SettleRenames = std::function<void(const Schema& from, Schema& to)>;

/// The result of a comparison: both sides as the engine stores them, and the plan from one to the other.
struct Comparison {
    Schema from;                           ///< the live schema, if models are compared with a live database
    Schema to;                             ///< the declared schema, if models are compared with a live database
    std::string structural{};              ///< why expressions were compared by structure; empty: they were normalized
    std::set<Unsupported> not_compared{};  ///< as of `not_compared`
    introspect::ExcludedDependents excluded_dependents{};  ///< of the database of `from`
    emit::Plan plan{};                                     ///< empty: the sides are equal

    bool empty() const { return plan.empty(); }
};

/// The objects of the schema that a Schema can't represent.
std::set<Unsupported> not_compared(const Schema& schema);

/// The same for both sides of a comparison, with the differences in inheritance that no ALTER TABLE can make.
std::set<Unsupported> not_compared(const Schema& from, const Schema& to);

/// Removes the objects that one side can't represent from the other one too, with the triggers, rules and policies of
/// such a table: a plan neither creates nor drops them.
void remove_not_compared(Schema& from, Schema& to);

}  // namespace retort::pipeline
