#pragma once

#include "reflect/record.hpp"

namespace retort::reflect {

/// True if a member has a column<…>() in the struct and in a base of it, or in two bases.
bool has_rules_to_merge(const Record& record);

/// The record with one rule for each member. The clauses of a base come first and the struct's own are added to them;
/// of clauses that exclude each other, such as two defaults or two primary keys, that of the derived struct holds.
Record with_merged_rules(const Record& record);

}  // namespace retort::reflect
