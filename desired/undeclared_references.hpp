#pragma once

#include "schema/schema.hpp"

namespace retort::desired {

/// Throws Error RT279 for each column, constraint or index of `desired` that depends on an object of the live database
/// whose kind has names of its own (ObjectKindInfo::own_namespace), and that `desired` omits: it would be dropped.
void reject_undeclared_references(const Schema& live, const Schema& desired);

}  // namespace retort::desired
