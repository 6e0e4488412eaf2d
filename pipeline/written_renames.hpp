#pragma once

#include <string_view>
#include <vector>

#include "schema/schema.hpp"

namespace retort::pipeline {

/// Declares in `to` the renames that the scripts, which have run one after the other, made with ALTER TABLE and ALTER
/// TYPE: of tables, columns, enums and labels whose first name is in `from` and whose last name is in `to`. Two states
/// alone do not show whether an object was renamed or dropped and created.
void declare_written_renames(const std::vector<std::string_view>& scripts, const Schema& from, Schema& to);

}  // namespace retort::pipeline
