#pragma once

#include "diff/change.hpp"
#include "diff/renames.hpp"
#include "review/page/page.hpp"

namespace retort::page {

/// What differs between the schemas, which `changes` and `page.differences` name, table by table and object by object.
void add_changes(Page& page, const Schema& before, const Schema& after, const diff::Differences& changes,
                 const diff::Renames& renames);

/// The picture of the tables that change, with those that foreign keys connect with them.
diagram::Picture picture_of(const std::vector<TableChange>& tables, const Schema& before, const Schema& after,
                            const diff::Renames& renames);

/// The losses of an upgrade, and what its downgrade drops, in the words of the scripts.
Downgrade downgrade_of(const Page& page, const diff::Differences& changes);

}  // namespace retort::page
