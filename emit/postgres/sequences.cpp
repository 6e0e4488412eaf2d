#include "emit/postgres/sequences.hpp"

#include <fmt/format.h>

#include "emit/postgres/sequence_sql.hpp"

namespace retort::emit::postgres {

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
    if (from.type != to.type) sink.add(alter + "AS " + (to.type.empty() ? "bigint" : to.type));
    const std::string sequence = quote_literal(quote(to.name)) + "::regclass";
    for (std::string& each : bring_inside_sql(sequence, from.options, to.options)) sink.add(std::move(each));
    if (const std::string sql = options_change_sql(from.options, to.options, " "); !sql.empty())
        sink.add(alter + sql.substr(1));
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
