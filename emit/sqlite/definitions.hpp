#pragma once

#include <set>
#include <vector>

#include "diff/renames.hpp"
#include "schema/schema.hpp"

namespace retort::emit::sqlite {

/// The definitions of `from` that must be out of the way while tables change: those that `to`
/// has not or has otherwise, those on or over one of these (SQLite resolves every view and
/// trigger when it renames), and those that mention a table or column that is renamed, which
/// SQLite would rewrite.
std::set<DefinitionKey> out_of_the_way(const Schema& from, const Schema& to, const std::vector<diff::Renames>& renames);

/// In an order in which each comes after those that it mentions: views, then triggers.
std::vector<const Definition*> in_order(std::vector<const Definition*> definitions);

/// Tables in an order in which each comes after those that it refers to, as far as there is no
/// circle; SQLite takes references to tables that are not there yet.
std::vector<const Table*> in_order(const std::vector<const Table*>& tables);

}  // namespace retort::emit::sqlite
