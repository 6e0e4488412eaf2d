#pragma once

#include "plan/effects.hpp"

/// The effects of changes of tables, columns, constraints and indexes.
namespace retort::plan {

void add_effects(Effects& e, const diff::CreateTable& c);
void add_effects(Effects& e, const diff::DropTable& c);
void add_effects(Effects& e, const diff::AlterTable& c);
void add_effects(Effects& e, const diff::AddColumn& c);
void add_effects(Effects& e, const diff::DropColumn& c);
void add_effects(Effects& e, const diff::AlterColumn& c);
void add_effects(Effects& e, const diff::AddConstraint& c);
void add_effects(Effects& e, const diff::DropConstraint& c);
void add_effects(Effects& e, const diff::AlterConstraint& c);
void add_effects(Effects& e, const diff::CreateIndex& c);
void add_effects(Effects& e, const diff::DropIndex& c);
void add_effects(Effects& e, const diff::AlterIndex& c);

}  // namespace retort::plan
