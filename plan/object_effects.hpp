#pragma once

#include "plan/effects.hpp"

/// The effects of changes of schemas, extensions, types, sequences, definitions, owners and privileges.
namespace retort::plan {

void add_effects(Effects& e, const diff::CreateSchema& c);
void add_effects(Effects& e, const diff::DropSchema& c);
void add_effects(Effects& e, const diff::AlterSchema& c);
void add_effects(Effects& e, const diff::AlterExtension& c);
void add_effects(Effects& e, const diff::CreateExtension& c);
void add_effects(Effects& e, const diff::DropExtension& c);
void add_effects(Effects& e, const diff::CreateEnum& c);
void add_effects(Effects& e, const diff::DropEnum& c);
void add_effects(Effects& e, const diff::AlterEnum& c);
void add_effects(Effects& e, const diff::CreateSequence& c);
void add_effects(Effects& e, const diff::DropSequence& c);
void add_effects(Effects& e, const diff::AlterSequence& c);
void add_effects(Effects& e, const diff::CreateDefinition& c);
void add_effects(Effects& e, const diff::DropDefinition& c);
void add_effects(Effects& e, const diff::AlterDefinition& c);
void add_effects(Effects& e, const diff::AlterOwner& c);
void add_effects(Effects& e, const diff::AlterPrivileges& c);

}  // namespace retort::plan
