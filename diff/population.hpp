#pragma once

#include "schema/schema.hpp"

namespace retort::diff {

/// Whether a materialised view holds rows is no part of a schema: pg_dump --schema-only writes WITH NO DATA behind
/// each. So those that are there in `from` go on as they are, and where one has to be made anew it is filled if it was.
void keep_population(const Schema& from, Schema& to);

}  // namespace retort::diff
