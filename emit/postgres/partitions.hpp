#pragma once

#include <string>

#include "emit/postgres/context.hpp"
#include "emit/postgres/sink.hpp"
#include "plan/step.hpp"

namespace retort::emit::postgres {

void emit(const plan::DetachPartition& change, const Context& context, Sink& sink);
void emit(const plan::AttachPartition& change, const Context& context, Sink& sink);

/// "ALTER TABLE parent ATTACH PARTITION …" for the table's parent and bound.
std::string attach_sql(const Table& partition);

/// "ALTER TABLE parent DETACH PARTITION …".
std::string detach_sql(const ObjectName& parent, const ObjectName& partition);

}  // namespace retort::emit::postgres
