#include "emit/postgres/sequences.hpp"

#include <fmt/format.h>

#include "emit/postgres/next_number.hpp"
#include "emit/postgres/sequence_sql.hpp"
#include "emit/postgres/type_shape.hpp"

namespace retort::emit::postgres {

namespace {

/// True if several columns draw from the sequence: its value is past those of all of them.
bool is_shared(const Sequence& sequence, const Schema& schema) {
    int columns = 0;
    for (const auto& [name, table] : schema.tables) {
        if (!table.partition_of.empty()) continue;  // its rows are those of its parent too
        for (const Column& column : table.columns)
            if (const Sequence* drawn = drawn_from(column, schema)) columns += drawn->name == sequence.name;
    }
    return columns > 1;
}

/// The SELECT that moves a sequence past the values of a column; `noted`: see follow_rows_sql.
std::string follow_sql(const Sequence& sequence, const ObjectName& table, const std::string& column,
                       const Context& context, const std::string& noted) {
    const std::string name = quote(sequence.name);
    const bool is_ahead = context.from.sequences.contains(sequence.name) || is_shared(sequence, context.to);
    return follow_rows_sql(quote_literal(name) + "::regclass", sequence.options, table, column,
                           is_ahead ? next_number_sql(name, sequence.options) : "", noted);
}

bool draws_from(const Column& column, const Sequence& sequence, const Schema& schema) {
    const Sequence* drawn = drawn_from(column, schema);
    return drawn && drawn->name == sequence.name;
}

/// The same for the column as it was before the plan, which may have dropped its default by now.
bool draws_from_before(const ObjectName& table, const std::string& column, const Sequence& sequence,
                       const Context& context) {
    const Table* before = context.from.find_table(table);
    const Column* old = before ? before->find_column(column) : nullptr;
    return old && draws_from(*old, sequence, context.from);
}

bool is_integer(const Column& column, const Schema& schema) {
    const Shape shape = shape_of(column.type, schema);
    return shape.family == Family::integer && !shape.array;
}

/// True if a free sequence gets a column as its owner, and the two may belong to different roles: a new object belongs
/// to the role that runs the plan. OWNED BY requires the same role (ALTER SEQUENCE), which only the server knows.
bool may_have_other_owner(const Sequence& from, const Sequence& to, const Context& context) {
    if (!from.owner_table.empty() || to.owner_table.empty()) return false;
    const auto before = context.from.sequences.find(to.name);
    const bool existed = before != context.from.sequences.end();
    if (existed && before->second.owner_table == to.owner_table) return false;
    return existed || context.from.find_table(to.owner_table);
}

}  // namespace

bool holds_integers(const ObjectName& table, const std::string& column, const Context& context) {
    const Table *before = context.from.find_table(table), *after = context.to.find_table(table);
    const Column* from = before ? before->find_column(column) : nullptr;
    const Column* to = after ? after->find_column(column) : nullptr;
    return from && to && is_integer(*from, context.from) && is_integer(*to, context.to);
}

void continue_new_sequence(const ObjectName& table, const Column& from, const Column& to, const Context& context,
                           const std::string& noted, Sink& sink) {
    const Sequence* sequence = drawn_from(to, context.to);
    if (!sequence) return;
    const bool existed = context.from.sequences.contains(sequence->name);
    if (!existed && sequence->owner_table == table && sequence->owner_column == to.name) return;
    if (existed && (draws_from(from, *sequence, context.from) || draws_from_before(table, to.name, *sequence, context)))
        return;
    if (!is_integer(from, context.from) || !is_integer(to, context.to)) return;
    sink.read(table, follow_sql(*sequence, table, to.name, context, noted));
}

void emit(const diff::CreateSequence& change, const Context&, Sink& sink) {
    const Sequence& sequence = change.to;
    std::string sql = (sequence.unlogged ? "CREATE UNLOGGED SEQUENCE " : "CREATE SEQUENCE ") + quote(sequence.name);
    if (!sequence.type.empty() && sequence.type != "bigint") sql += " AS " + sequence.type;
    if (const std::string options = options_sql(sequence.options); !options.empty()) sql += " " + options;
    sink.add(std::move(sql));
    sink.comment_on("SEQUENCE " + quote(sequence.name), "", sequence.comment);
}

void emit(const diff::DropSequence& change, const Context&, Sink& sink) {
    sink.add("DROP SEQUENCE " + quote(change.from.name));
}

void emit(const diff::AlterSequence& change, const Context& context, Sink& sink) {
    const Sequence &from = change.from, &to = change.to;
    if (from.name != to.name)
        return sink.add(fmt::format("ALTER SEQUENCE {} RENAME TO {}", quote(from.name), quote(to.name.name)));
    const std::string alter = "ALTER SEQUENCE " + quote(to.name) + " ";
    if (from.unlogged != to.unlogged) sink.add(alter + (to.unlogged ? "SET UNLOGGED" : "SET LOGGED"));
    const std::string sequence = quote_literal(quote(to.name)) + "::regclass";
    const TypedOptions before{from.type, from.options}, after{to.type, to.options};
    for (std::string& each : bring_inside_sql(sequence, before, after)) sink.add(std::move(each));
    // One statement: a bound may be outside of the old data type, and an old bound outside of the new one.
    std::string options;
    if (from.type != to.type) options = " AS " + (to.type.empty() ? std::string("bigint") : to.type);
    options += options_change_sql(before, after, " ");
    if (!options.empty()) sink.add(alter + options.substr(1));
    if (restarts(before, after) && holds_integers(to.owner_table, to.owner_column, context))
        sink.read(to.owner_table, continue_inside_sql(sequence, after, to.owner_table, to.owner_column));
    if (may_have_other_owner(from, to, context))
        sink.add(
            fmt::format("DO $$BEGIN EXECUTE format('ALTER SEQUENCE %s OWNER TO %I', {}, (SELECT "
                        "pg_get_userbyid(relowner) FROM pg_class WHERE oid = {}::regclass)); END$$",
                        sequence, quote_literal(quote(to.owner_table))));
    if (from.owner_table != to.owner_table || from.owner_column != to.owner_column)
        sink.add(alter + "OWNED BY " +
                 (to.owner_table.empty() ? "NONE" : quote(to.owner_table) + "." + quote(to.owner_column)));
    const Table* owner = context.from.find_table(to.owner_table);
    if (!context.from.sequences.contains(to.name) && owner && owner->find_column(to.owner_column))
        sink.read(to.owner_table, follow_sql(to, to.owner_table, to.owner_column, context,
                                             noted_number(to.owner_table, to.owner_column, context)));
    sink.comment_on("SEQUENCE " + quote(to.name), from.comment, to.comment);
}

}  // namespace retort::emit::postgres
