#pragma once

#include <string>

#include "emit/postgres/context.hpp"
#include "emit/postgres/sink.hpp"
#include "schema/schema.hpp"

namespace retort::emit::postgres {

/// The statements for the settings of a column that differ: storage, compression, statistics, options. A `from` without
/// a name is a column that has just been created.
void column_settings(const ObjectName& table, const Column& from, const Column& to, const Context& context, Sink& sink);

}  // namespace retort::emit::postgres
