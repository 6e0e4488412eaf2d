#include "emit/postgres/rebuilt_tables.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "emit/postgres/clauses.hpp"
#include "emit/postgres/conversion.hpp"
#include "emit/postgres/identity.hpp"
#include "emit/postgres/labels.hpp"
#include "emit/postgres/neutral_value.hpp"
#include "emit/postgres/next_number.hpp"
#include "emit/postgres/partition_bound.hpp"
#include "emit/postgres/sequence_sql.hpp"
#include "emit/postgres/sequences.hpp"
#include "schema/default_name.hpp"

namespace retort::emit::postgres {

namespace {

/// The INSERT … SELECT that copies the rows of the old table into the new one.
struct Copy {
    std::vector<std::string> columns;
    std::vector<std::string> values;
    std::string notes;
    std::vector<Conversion::Helper> helpers;  ///< created before the statement, dropped after it in reverse
};

void add_note(std::string& notes, const std::string& note) {
    if (!note.empty()) notes += (notes.empty() ? "" : "\n") + note;
}

/// The value of a column that exists on both sides, computed from a row of the old table.
std::string moved_value(const Table& from, const Column& old, const Table& to, const Column& column,
                        const Context& context, Copy& copy) {
    std::string value = quote(column.name);
    if (!(old.type == column.type) || old.collation != column.collation) {
        const Conversion how = conversion(to.name, old, column, context.from, context.to, context.direction);
        if (!how.using_sql.empty()) value = how.using_sql;
        add_note(copy.notes, how.note);
        add_note(copy.notes, how.loss);
        copy.helpers.insert(copy.helpers.end(), how.helpers.begin(), how.helpers.end());
        add_note(copy.notes, lost_labels(old, column, context));
    } else {
        for (const Check& check : to.checks) {
            const bool known = std::any_of(from.checks.begin(), from.checks.end(),
                                           [&](const Check& each) { return each.expression == check.expression; });
            const auto labels =
                known ? std::map<std::string, std::string>{} : text_labels(old, column, check, context.direction);
            if (labels.empty()) continue;
            value = relabelled(value, labels);
            break;
        }
    }
    if (column.nullable || !old.nullable) return value;
    std::string fill = context.direction == Direction::up ? column.transition->backfill_sql : "";
    if (fill.empty()) fill = column.default_sql.value_or("");
    if (fill.empty() && context.direction == Direction::down && !column.identity) {
        fill = neutral_value(column.type, context.to, false, context.from);
        if (!fill.empty())
            add_note(copy.notes,
                     fmt::format("rows that hold NULL in {}.{} get {}", display(to.name), column.name, fill));
    }
    if (fill.empty()) {
        add_note(copy.notes, fmt::format("fails when a row holds NULL in {}.{}", display(to.name), column.name));
        return value;
    }
    // coalesce() needs arguments of one type. A cast to a type with a length would truncate values.
    if (value == quote(column.name) && !(old.type == column.type))
        value += "::" + (column.type.user_type.empty() && !column.type.array && column.type.sql.starts_with("character")
                             ? std::string("text")
                             : to_sql(column.type));
    return fmt::format("coalesce({}, {})", value, fill);
}

/// The value that existing rows get in a new column; empty: its default.
std::string new_value(const Table& to, const Column& column, const Context& context, std::string& notes) {
    const std::string name = display(to.name) + "." + column.name;
    if (context.direction == Direction::up && !column.transition->backfill_sql.empty())
        return column.transition->backfill_sql;
    if (context.direction == Direction::down)
        add_note(notes, fmt::format("the old values of {} are not restored", name));
    if (column.nullable || column.default_sql || column.identity) return {};
    std::string value =
        context.direction == Direction::down ? neutral_value(column.type, context.to, false, context.from) : "";
    add_note(notes, value.empty()
                        ? fmt::format("fails when the table has rows: {} is NOT NULL and has no default", name)
                        : fmt::format("existing rows get {} in {}", value, name));
    return value;
}

/// The columns and values of the INSERT … SELECT that fills the new table.
Copy copy_of(const Table& from, const Table& to, const Context& context) {
    const std::string table = display(to.name);
    Copy copy;
    copy.notes = fmt::format("rebuilds table {}: copies every row under ACCESS EXCLUSIVE until commit", table);
    for (const Column& column : to.columns) {
        if (column.generated) continue;
        const Column* old = from.find_column(column.name);
        std::string value;
        if (old)
            value = moved_value(from, *old, to, column, context, copy);
        else
            value = new_value(to, column, context, copy.notes);
        if (value.empty()) continue;
        copy.columns.push_back(quote(column.name));
        copy.values.push_back(std::move(value));
    }
    if (context.direction == Direction::up)
        for (const Column& old : from.columns)
            if (!old.generated && !to.find_column(old.name))
                add_note(copy.notes, fmt::format("drops column {}.{} with its values", table, old.name));
    if (std::set<std::string> read; partition_condition(to, context.to, read) != "true")
        add_note(copy.notes, "fails when a row fits no partition");
    return copy;
}

/// Adds an identity whose sequence has an interim name, since the old table's sequence keeps its name until that table
/// is dropped. Returns the interim name and the final name.
std::pair<std::string, std::string> move_identity(const Table& from, const Column& old, const Table& to,
                                                  const Column& column, const Context& context, Sink& sink) {
    const std::string& known = *column.identity->sequence;
    const std::string name = known.empty() ? default_name(to.name.name, column.name, "seq") : known;
    const std::string interim_name = std::string(clip_utf8(name, 63 - 5)) + "__new";
    const ObjectName sequence{to.name.schema, interim_name};
    const std::string options = options_sql(column.identity->options);
    sink.add(fmt::format("{}ALTER COLUMN {} ADD GENERATED {} AS IDENTITY (SEQUENCE NAME {}{}{})",
                         alter_table_sql(to.name), quote(column.name),
                         column.identity->always ? "ALWAYS" : "BY DEFAULT", quote(sequence), options.empty() ? "" : " ",
                         options));
    const std::string made = quote_literal(quote(sequence)) + "::regclass";
    if (old.identity) {
        sink.add(fmt::format("SELECT setval({}, pg_sequence_last_value({}::regclass))", made,
                             identity_sequence(from.name, old.name, context)));
    } else {
        sink.add(follow_rows_sql(made, column.identity->options, to.name, column.name, {},
                                 number_of_old_table(from.name, to.name, column.name, context)));
    }
    return {interim_name, name};
}

}  // namespace

void emit(const plan::MoveRows& change, const Context& context, Sink& sink) {
    const Table &from = change.from, &to = change.to;
    const Copy copy = copy_of(from, to, context);
    for (const Conversion::Helper& helper : copy.helpers) sink.add(helper.create);

    // FORCE ROW LEVEL SECURITY on a table without policies hides every row from its owner.
    if (from.force_row_security) sink.add(alter_table_sql(from.name) + "NO FORCE ROW LEVEL SECURITY");
    const std::string target =
        copy.columns.empty() ? std::string() : fmt::format(" ({})", fmt::join(copy.columns, ", "));
    sink.add(fmt::format("INSERT INTO {}{}\nSELECT {}\nFROM {}", quote(to.name), target, fmt::join(copy.values, ", "),
                         quote(from.name)),
             copy.notes);
    for (auto helper = copy.helpers.rbegin(); helper != copy.helpers.rend(); ++helper) sink.add(helper->drop);
    std::vector<std::pair<std::string, std::string>> sequences;
    for (const Column& column : to.columns)
        if (const Column* old = from.find_column(column.name); old && column.identity)
            sequences.push_back(move_identity(from, *old, to, column, context, sink));
    for (const auto& [name, sequence] : context.to.sequences) {
        if (sequence.owner_table != to.name || !from.find_column(sequence.owner_column) ||
            context.from.sequences.contains(name))
            continue;
        sink.add(follow_rows_sql(quote_literal(quote(name)) + "::regclass", sequence.options, to.name,
                                 sequence.owner_column, {},
                                 number_of_old_table(from.name, to.name, sequence.owner_column, context)));
    }
    for (const Column& column : to.columns)
        if (const Column* old = from.find_column(column.name))
            continue_new_sequence(to.name, *old, column, context,
                                  number_of_old_table(from.name, to.name, column.name, context), sink);
    sink.add("DROP TABLE " + quote(from.name));
    for (const auto& [interim_name, name] : sequences)
        sink.add(fmt::format("ALTER SEQUENCE {} RENAME TO {}", quote(ObjectName{to.name.schema, interim_name}),
                             quote(name)));
}

}  // namespace retort::emit::postgres
