#include "emit/postgres/owners.hpp"

#include <fmt/format.h>

#include "emit/postgres/object_sql.hpp"

namespace retort::emit::postgres {

void emit(const diff::AlterOwner& change, const Context&, Sink& sink) {
    sink.add(fmt::format("ALTER {} OWNER TO {}", object_sql(change.object),
                         change.to.empty() ? "CURRENT_USER" : quote(change.to)));
}

}  // namespace retort::emit::postgres
