#pragma once

#include "plan/effects.hpp"

/// The effects of steps that no difference shows: rebuilds of types and tables, and filled columns.
namespace retort::plan {

void add_effects(Effects& e, const RebuildType& c);
void add_effects(Effects& e, const DropOldType& c);
void add_effects(Effects& e, const DetachPartition& c);
void add_effects(Effects& e, const AttachPartition& c);
void add_effects(Effects& e, const MoveRows& c);
void add_effects(Effects& e, const FillColumn& c);

}  // namespace retort::plan
