#include "emit/postgres/emit.hpp"

#include "emit/postgres/column_types.hpp"
#include "emit/postgres/columns.hpp"
#include "emit/postgres/constraints.hpp"
#include "emit/postgres/definitions.hpp"
#include "emit/postgres/enums.hpp"
#include "emit/postgres/extensions.hpp"
#include "emit/postgres/indexes.hpp"
#include "emit/postgres/next_number.hpp"
#include "emit/postgres/owners.hpp"
#include "emit/postgres/partitions.hpp"
#include "emit/postgres/privileges.hpp"
#include "emit/postgres/rebuilt_tables.hpp"
#include "emit/postgres/rebuilt_types.hpp"
#include "emit/postgres/schemas.hpp"
#include "emit/postgres/sequences.hpp"
#include "emit/postgres/tables.hpp"

namespace retort::emit::postgres {

std::size_t emit_at(const plan::Steps& steps, std::size_t at, const Context& context, Sink& sink) {
    const std::vector<const diff::AlterColumn*> together = shared_type_changes(steps, at);
    if (together.size() < 2) {
        // The overloads of emit() are the table of the kinds: each is in the file of its kind.
        std::visit([&](const auto& step) { emit(step, context, sink); }, steps[at]);
        sink.made(steps[at]);
        return at + 1;
    }
    for (const diff::AlterColumn* each : together) note_next_number(each->table, each->from, each->to, context, sink);
    alter_types(together, context, sink);
    for (const diff::AlterColumn* each : together) alter_after_type(*each, context, sink);
    return at + together.size();
}

void emit(const plan::Steps& steps, const Context& context, Sink& sink) {
    for (std::size_t at = 0; at < steps.size();) at = emit_at(steps, at, context, sink);
}

}  // namespace retort::emit::postgres
