#pragma once

#include "schema/schema.hpp"

namespace retort::desired {

/// `declared` without what a database that holds `live` need not be asked about: what stands there
/// already, word for word and on columns of the same types, would be stored as it stands. A table of which
/// nothing is left is left out whole, unless a foreign key that is asked about refers to it.
/// In a database that is as the models say hardly a table remains, whatever their number.
Schema without_stored(const Schema& declared, const Schema& live);

/// Puts back into `stored`, which is what the engine made of `without_stored(declared, live)`, what was left out.
void restore_stored(const Schema& declared, const Schema& live, Schema& stored);

}  // namespace retort::desired
