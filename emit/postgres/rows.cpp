// Copies the rows of the old table into the new one when a table is rebuilt.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "emit/postgres/column_sql.hpp"
#include "emit/postgres/conversion.hpp"
#include "emit/postgres/partition_bound.hpp"
#include "emit/postgres/writer.hpp"
#include "schema/default_name.hpp"

namespace retort::emit::postgres {

namespace {

void add_note(std::string& notes, const std::string& note) {
    if (!note.empty()) notes += (notes.empty() ? "" : "\n") + note;
}

bool contains(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

void Writer::move_rows(const diff::MoveRows& move) {
    const Table &from = move.from, &to = move.to;
    const std::string table = display(to.name);
    std::vector<std::string> columns, values;
    std::string notes = fmt::format("rebuilds table {}: copies every row under ACCESS EXCLUSIVE until commit", table);
    for (const Column& column : to.columns) {
        if (column.generated) continue;
        const Column* old = from.find_column(column.name);
        std::string value;
        if (old)
            value = moved_value(from, *old, to, column, notes);
        else
            value = new_value(to, column, notes);
        if (value.empty()) continue;
        columns.push_back(quote(column.name));
        values.push_back(std::move(value));
    }
    if (direction_ == Direction::up)
        for (const Column& old : from.columns)
            if (!old.generated && !to.find_column(old.name))
                add_note(notes, fmt::format("drops column {}.{} with its values", table, old.name));
    if (std::set<std::string> read; partition_condition(to, to_, read) != "true")
        add_note(notes, "fails when a row fits no partition");

    // FORCE ROW LEVEL SECURITY on a table without policies hides every row from its owner.
    if (from.force_row_security) add(alter_table_sql(from.name) + "NO FORCE ROW LEVEL SECURITY");
    const std::string target = columns.empty() ? std::string() : fmt::format(" ({})", fmt::join(columns, ", "));
    add(fmt::format("INSERT INTO {}{}\nSELECT {}\nFROM {}", quote(to.name), target, fmt::join(values, ", "),
                    quote(from.name)),
        notes);
    for (; !helpers_to_drop_.empty(); helpers_to_drop_.pop_back()) add(helpers_to_drop_.back());
    std::vector<std::pair<std::string, std::string>> sequences;
    for (const Column& column : to.columns)
        if (const Column* old = from.find_column(column.name); old && column.identity)
            sequences.push_back(move_identity(from, *old, to, column));
    for (const auto& [name, sequence] : to_.sequences) {
        if (sequence.owner_table != to.name || !from.find_column(sequence.owner_column) ||
            from_.sequences.contains(name))
            continue;
        const std::string follow = follow_rows_sql(quote_literal(quote(name)) + "::regclass", sequence.options, to.name,
                                                   sequence.owner_column);
        if (!follow.empty()) add(follow);
    }
    add("DROP TABLE " + quote(from.name));
    for (const auto& [interim_name, name] : sequences)
        add(fmt::format("ALTER SEQUENCE {} RENAME TO {}", quote(ObjectName{to.name.schema, interim_name}),
                        quote(name)));
}

/// The value of a column that exists on both sides, computed from a row of the old table.
std::string Writer::moved_value(const Table& from, const Column& old, const Table& to, const Column& column,
                                std::string& notes) {
    std::string value = quote(column.name);
    if (!(old.type == column.type) || old.collation != column.collation) {
        const Conversion how = conversion(to.name, old, column, from_, to_, direction_);
        if (!how.using_sql.empty()) value = how.using_sql;
        add_note(notes, how.note);
        for (const Conversion::Helper& each : how.helpers) {
            add(each.create);
            helpers_to_drop_.push_back(each.drop);
        }
        add_note(notes, lost_labels(old, column));
    } else {
        for (const Check& check : to.checks) {
            const bool known = std::any_of(from.checks.begin(), from.checks.end(),
                                           [&](const Check& each) { return each.expression == check.expression; });
            const auto labels = known ? std::map<std::string, std::string>{} : text_labels(old, column, check);
            if (labels.empty()) continue;
            value = relabelled(value, labels);
            break;
        }
    }
    if (column.nullable || !old.nullable) return value;
    std::string fill = direction_ == Direction::up ? column.transition->backfill_sql : "";
    if (fill.empty()) fill = column.default_sql.value_or("");
    if (fill.empty() && direction_ == Direction::down && !column.identity) {
        fill = neutral_value(column.type, to_, false, from_);
        if (!fill.empty())
            add_note(notes, fmt::format("rows that hold NULL in {}.{} get {}", display(to.name), column.name, fill));
    }
    if (fill.empty()) {
        add_note(notes, fmt::format("fails when a row holds NULL in {}.{}", display(to.name), column.name));
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
std::string Writer::new_value(const Table& to, const Column& column, std::string& notes) const {
    const std::string name = display(to.name) + "." + column.name;
    if (direction_ == Direction::up && !column.transition->backfill_sql.empty()) return column.transition->backfill_sql;
    if (direction_ == Direction::down) add_note(notes, fmt::format("the old values of {} are not restored", name));
    if (column.nullable || column.default_sql || column.identity) return {};
    std::string value = direction_ == Direction::down ? neutral_value(column.type, to_, false, from_) : "";
    add_note(notes, value.empty()
                        ? fmt::format("fails when the table has rows: {} is NOT NULL and has no default", name)
                        : fmt::format("existing rows get {} in {}", value, name));
    return value;
}

/// A note on labels of the old enum that rows may hold and that the new enum does not have; may be empty.
std::string Writer::lost_labels(const Column& old, const Column& column) const {
    const auto before = from_.enums.find(old.type.user_type), after = to_.enums.find(column.type.user_type);
    if (before == from_.enums.end() || after == to_.enums.end()) return {};
    const auto labels = label_map(old, column, from_, to_, direction_);
    std::vector<std::string> lost;
    for (const std::string& label : before->second.labels)
        if (!contains(after->second.labels, label) && !labels.contains(label)) lost.push_back(quote_literal(label));
    return lost.empty() ? std::string()
                        : fmt::format("fails when a row holds {}: change such rows first", fmt::join(lost, " or "));
}

/// Adds an identity whose sequence has an interim name, since the old table's sequence keeps its name until that table
/// is dropped. Returns the interim name and the final name.
std::pair<std::string, std::string> Writer::move_identity(const Table& from, const Column& old, const Table& to,
                                                          const Column& column) {
    const std::string& known = *column.identity->sequence;
    const std::string name = known.empty() ? default_name(to.name.name, column.name, "seq") : known;
    const std::string interim_name = std::string(clip_utf8(name, 63 - 5)) + "__new";
    const ObjectName sequence{to.name.schema, interim_name};
    const std::string options = options_sql(column.identity->options);
    add(fmt::format("{}ALTER COLUMN {} ADD GENERATED {} AS IDENTITY (SEQUENCE NAME {}{}{})", alter_table_sql(to.name),
                    quote(column.name), column.identity->always ? "ALWAYS" : "BY DEFAULT", quote(sequence),
                    options.empty() ? "" : " ", options));
    const std::string made = quote_literal(quote(sequence)) + "::regclass";
    if (old.identity) {
        add(fmt::format("SELECT setval({}, pg_sequence_last_value({}::regclass))", made,
                        identity_sequence(from.name, old.name)));
    } else if (const std::string follow = follow_rows_sql(made, column.identity->options, to.name, column.name);
               !follow.empty()) {
        add(follow);
    }
    return {interim_name, name};
}

}  // namespace retort::emit::postgres
