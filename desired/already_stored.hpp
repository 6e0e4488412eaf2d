#pragma once

#include <set>

#include "schema/schema.hpp"

namespace retort::desired {

/// `declared` without the parts that `live` already stores with the same text and on columns of the same types: the
/// engine would store these unchanged. A table without remaining parts is removed, unless a remaining foreign key
/// references it. If the database matches the models, hardly a table remains, whatever their number.
Schema without_stored(const Schema& declared, const Schema& live);

/// Adds the removed parts to `stored`, the engine's form of `without_stored(declared, live)`.
void restore_stored(const Schema& declared, const Schema& live, Schema& stored);

/// The declared tables that `live` has with the same statements, indexes included. An engine that stores statements as
/// they are written would store them as in `live`. Neither schema's definitions are looked at.
std::set<ObjectName> tables_as_stored(const Schema& declared, const Schema& live);

}  // namespace retort::desired
