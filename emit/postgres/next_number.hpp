#pragma once

#include <string>

#include "emit/postgres/context.hpp"
#include "emit/postgres/sink.hpp"
#include "schema/schema.hpp"

/// The number that a column gets next, while its numbers come to be drawn from another sequence: that of a serial, of
/// an identity, or a free one. It may be far past the rows: numbers are not given twice when the last rows are deleted.
namespace retort::emit::postgres {

/// The sequence of a default that is nextval() and nothing else; null for any other default.
const Sequence* drawn_from(const Column& column, const Schema& schema);

/// Notes the number before the column loses its default or identity, if it gets another sequence. `from` and `to`: the
/// column before and after one step.
void note_next_number(const ObjectName& table, const Column& from, const Column& to, const Context& context,
                      Sink& sink);

/// An expression for the noted number of a column; empty if none is noted.
std::string noted_number(const ObjectName& table, const std::string& column, const Context& context);

/// The same for a table that is rebuilt as `table`: the old table, `old_table`, still has its sequence. Empty if the
/// column has none.
std::string number_of_old_table(const ObjectName& old_table, const ObjectName& table, const std::string& column,
                                const Context& context);

}  // namespace retort::emit::postgres
