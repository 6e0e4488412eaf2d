#pragma once

#include "diff/change.hpp"
#include "emit/postgres/context.hpp"
#include "emit/postgres/sink.hpp"

namespace retort::emit::postgres {

/// ALTER … OWNER TO.
void emit(const diff::AlterOwner& change, const Context& context, Sink& sink);

}  // namespace retort::emit::postgres
