#pragma once

#include "migrate/chain.hpp"
#include "retort/migrations.hpp"

namespace retort::library {

/// Throws Error RT345 for a chain without revisions, of which `where` says where they were looked for, and RT066 for
/// one with several heads.
void require_one_head(const migrate::Chain& chain, const std::string& where);

RevisionInfo to_info(const migrate::Revision& revision);

}  // namespace retort::library
