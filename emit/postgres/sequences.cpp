#include "emit/postgres/sequences.hpp"

#include <fmt/format.h>

#include "emit/postgres/sequence_sql.hpp"
#include "emit/postgres/type_shape.hpp"

namespace retort::emit::postgres {

bool holds_integers(const ObjectName& table, const std::string& column, const Context& context) {
    for (const Schema* schema : {&context.from, &context.to}) {
        const Table* found = schema->find_table(table);
        const Column* each = found ? found->find_column(column) : nullptr;
        if (!each) return false;
        const Shape shape = shape_of(each->type, *schema);
        if (shape.family != Family::integer || shape.array) return false;
    }
    return true;
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
        sink.add(continue_inside_sql(sequence, after, to.owner_table, to.owner_column));
    if (from.owner_table != to.owner_table || from.owner_column != to.owner_column)
        sink.add(alter + "OWNED BY " +
                 (to.owner_table.empty() ? "NONE" : quote(to.owner_table) + "." + quote(to.owner_column)));
    const Table* owner = context.from.find_table(to.owner_table);
    if (!context.from.sequences.contains(to.name) && owner && owner->find_column(to.owner_column))
        if (std::string sql = follow_rows_sql(sequence, to.options, to.owner_table, to.owner_column); !sql.empty())
            sink.add(std::move(sql));
    sink.comment_on("SEQUENCE " + quote(to.name), from.comment, to.comment);
}

}  // namespace retort::emit::postgres
