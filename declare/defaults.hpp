#pragma once

#include <optional>

#include "declare/names.hpp"
#include "declare/node.hpp"
#include "declare/types.hpp"

namespace retort::declare {

/// The clause for a column's default: .server_default(…) with a value of the member's type where the default is such a
/// value, otherwise .default_sql("…").
Node default_clause(const Schema& schema, const Names& names, const ObjectName& table, const Column& column,
                    const MemberType& type);

}  // namespace retort::declare
