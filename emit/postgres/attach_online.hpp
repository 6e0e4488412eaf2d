#pragma once

#include <string>

#include "emit/postgres/context.hpp"
#include "emit/postgres/sink.hpp"

namespace retort::emit::postgres {

/// ATTACH PARTITION of a table, which reads no rows: validated CHECKs show that the rows of the table are within the
/// bound, and that those of the default partition are not (ALTER TABLE, ATTACH PARTITION). The indexes that the table
/// gets with it are built before.
void attach_by_check(const Table& from, const Table& to, const std::string& check, const Context& context, Sink& sink);

}  // namespace retort::emit::postgres
