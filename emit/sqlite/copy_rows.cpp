#include "emit/sqlite/copy_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "emit/sqlite/table_sql.hpp"
#include "emit/sqlite/value_loss.hpp"
#include "plan/sqlite/expression.hpp"
#include "schema/parts.hpp"

namespace retort::emit::sqlite {

using plan::sqlite::is_constant;
using plan::sqlite::references_name;
using plan::sqlite::TableDelta;
using plan::sqlite::to_lower;

namespace {

bool in_foreign_key(const Table& table, const std::string& column) {
    return std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(), [&](const ForeignKey& key) {
        return std::find(key.columns.begin(), key.columns.end(), column) != key.columns.end();
    });
}

bool is_unique(const Table& table, const std::string& column) {
    const std::vector<std::string> alone{column};
    return any_part(KeyConstraints{}, table, [&](const auto& each) { return each.columns == alone; }) ||
           std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& each) {
               return each.unique && each.parts.size() == 1 && each.parts.front().column == column;
           });
}

/// The values in an enum's check, "column IN ('a', …)"; empty: no such check.
std::vector<std::string> allowed_values(const Table& table, const std::string& column) {
    for (const Check& check : table.checks) {
        const std::string start = quote(column) + " IN (";
        const std::size_t at = check.expression.find(start);
        if (at == std::string::npos || (at > 0 && check.expression[at - 1] != ' ')) continue;
        std::string_view rest = std::string_view(check.expression).substr(at + start.size());
        std::vector<std::string> values;
        for (std::size_t end = 1; end < rest.size(); ++end) {
            if ((rest[end] != ',' && rest[end] != ')') || !is_constant(rest.substr(0, end))) continue;
            values.emplace_back(rest.substr(0, end));
            if (rest[end] == ')') return values;
            rest.remove_prefix(std::min(end + 2, rest.size()));
            end = 0;
        }
    }
    return {};
}

/// The neutral value for rows whose old value is lost in a downgrade; empty: there is none. Affinities follow
/// datatype3.html, section 3.1.
std::string neutral_value(const TableDelta& delta, const Column& column) {
    const Table& table = *delta.to;
    if (in_foreign_key(table, column.name)) return {};
    const std::string type = to_lower(column.type.sql);
    const auto has = [&](const char* word) { return type.find(word) != std::string::npos; };
    const bool integer = has("int");
    const bool text = !integer && (has("char") || has("clob") || has("text"));
    if (is_unique(table, column.name)) {
        if (text) return "lower(hex(randomblob(16)))";
        if (type.empty() || has("blob")) return "randomblob(16)";
        const bool numbered = integer && !delta.from->without_rowid && !delta.from->find_column("rowid");
        return numbered ? "rowid" : "";
    }
    if (const auto labels = allowed_values(table, column.name); !labels.empty()) return labels.front();
    if (text) return "''";
    if (!integer && (type.empty() || has("blob"))) return "x''";
    if (has("date") || has("time")) return "CURRENT_TIMESTAMP";
    return "0";
}

/// A name of the rowid that no column has (rowidtable.html); empty: each name is a column's.
std::string rowid_name(const Table& table) {
    for (const char* name : {"rowid", "_rowid_", "oid"})
        if (std::none_of(table.columns.begin(), table.columns.end(),
                         [&](const Column& each) { return to_lower(each.name) == name; }))
            return name;
    return {};
}

/// An expression for the rowid of a table that has rowids; empty: there is none.
std::string rowid_of(const Table& table) {
    return is_rowid_alias(table) ? quote(table.primary_key->columns[0]) : rowid_name(table);
}

class Copier {
public:
    Copier(const TableDelta& delta, Direction direction)
        : delta_(delta), from_(*delta.from), to_(*delta.to), up_(direction == Direction::up) {}

    RowCopy run(const std::string& source, const std::string& successor) {
        copy_rowid();
        for (const Column& column : to_.columns) {
            if (column.generated) continue;
            if (const Column* before = from_.find_column(column.name)) {
                if (!columns_.empty()) separate();
                columns_ += quote(column.name);
                values_ += kept(*before, column);
            } else {
                const std::string value = added(column);
                if (value.empty()) continue;
                if (!columns_.empty()) separate();
                columns_ += quote(column.name);
                values_ += value;
            }
        }
        if (columns_.empty()) keep_number_of_rows();
        const std::string on_conflict = ignores_conflicts() ? " OR ABORT" : "";
        copy_.sql = fmt::format("INSERT{} INTO {} ({})\nSELECT {}\nFROM {}", on_conflict, quote(successor), columns_,
                                values_, quote(source));
        for (const Column& column : from_.columns) {
            if (column.generated || !up_) continue;
            const Column* after = to_.find_column(column.name);
            if (!after)
                note(fmt::format("drops column {}.{} with its values", display(to_.name), column.name));
            else if (after->generated)
                note(fmt::format("column {}.{} becomes a generated column; its old values are lost", display(to_.name),
                                 column.name));
        }
        return std::move(copy_);
    }

private:
    /// A full-text index with external content, or a program, may refer to rows by their rowids. An INTEGER PRIMARY KEY
    /// is the rowid itself.
    void copy_rowid() {
        if (from_.without_rowid || to_.without_rowid || is_rowid_alias(to_)) return;
        columns_ = rowid_name(to_);
        values_ = rowid_of(from_);
        if (!columns_.empty() && !values_.empty()) return;
        columns_.clear();
        values_.clear();
        note(
            fmt::format("rows of {} get new rowids, since its columns have all names of the rowid", display(to_.name)));
    }

    void separate() {
        columns_ += ", ";
        values_ += ", ";
    }
    void note(std::string text) { copy_.notes.push_back(std::move(text)); }

    /// No column is copied: inserts one value per old row, so that the number of rows stays the same.
    void keep_number_of_rows() {
        for (const Column& column : to_.columns) {
            if (column.generated) continue;
            columns_ = quote(column.name);
            values_ = column.default_sql.value_or("NULL");
            return;
        }
    }

    /// True when the table has an ON CONFLICT clause. ON CONFLICT IGNORE, for one, would lose rows silently.
    bool ignores_conflicts() const {
        return any_part(KeyConstraints{}, to_, [](const auto& each) { return !each.on_conflict.empty(); }) ||
               std::any_of(to_.columns.begin(), to_.columns.end(),
                           [](const Column& each) { return !each.null_conflict.empty(); });
    }

    bool checks_change(const std::string& column) const {
        const auto is_of_column = [&](const diff::Constraint& constraint) {
            const auto* check = std::get_if<Check>(&constraint);
            return check && references_name(check->expression, column);
        };
        return std::ranges::any_of(diff::only<diff::AddConstraint>(delta_.changes), is_of_column,
                                   &diff::AddConstraint::to) ||
               std::ranges::any_of(diff::only<diff::DropConstraint>(delta_.changes), is_of_column,
                                   &diff::DropConstraint::from);
    }

    /// True when a check of the table names the label as a value.
    static bool allows(const Table& table, const std::string& column, const std::string& label) {
        return std::any_of(table.checks.begin(), table.checks.end(), [&](const Check& check) {
            return references_name(check.expression, column) &&
                   check.expression.find(quote_literal(label)) != std::string::npos;
        });
    }

    /// Maps old labels to new ones.
    std::map<std::string, std::string> labels(const Column& before, const Column& after) const {
        if (before.type == after.type && !checks_change(after.name)) return {};
        if (up_) return after.transition->old_labels;
        std::map<std::string, std::string> back;
        for (const auto& [old_label, label] : before.transition->old_labels)
            if (allows(to_, after.name, old_label) && !allows(to_, after.name, label)) back.emplace(label, old_label);
        return back;
    }

    std::string kept(const Column& before, const Column& after) {
        std::string value = quote(after.name);
        const bool declared = up_ && before.type != after.type && !after.transition->using_sql.empty();
        value = declared ? after.transition->using_sql : copied_value(value, from_, before, to_, after);
        if (const std::string loss = declared ? "" : value_loss(from_, before, to_, after); !loss.empty())
            note(comment_on_loss(loss, to_, before, after));
        if (const auto map = labels(before, after); !map.empty()) {
            std::string cases = "CASE " + value;
            for (const auto& [old_label, label] : map)
                cases += fmt::format(" WHEN {} THEN {}", quote_literal(old_label), quote_literal(label));
            value = cases + " ELSE " + value + " END";
        }
        note_narrowing(before, after);
        return before.nullable && !after.nullable ? filled(value, after) : value;
    }

    /// Adds a note when rows may hold values that the new check of an enum does not allow.
    void note_narrowing(const Column& before, const Column& after) {
        const std::vector<std::string> now = allowed_values(to_, after.name);
        std::vector<std::string> then = allowed_values(from_, after.name);
        if (now.empty() || now == then) return;
        const std::string name = display(to_.name) + "." + after.name;
        if (then.empty()) return note(fmt::format("fails when {} holds anything but {}", name, fmt::join(now, ", ")));
        const auto map = labels(before, after);
        std::erase_if(then, [&](const std::string& value) {
            return std::find(now.begin(), now.end(), value) != now.end() ||
                   std::any_of(map.begin(), map.end(),
                               [&](const auto& pair) { return quote_literal(pair.first) == value; });
        });
        if (!then.empty())
            note(fmt::format("fails when {} holds {}: change such rows first", name, fmt::join(then, " or ")));
    }

    /// `value` for a column that no longer allows NULL.
    std::string filled(const std::string& value, const Column& column) {
        if (is_rowid_alias(to_) && to_.primary_key->columns[0] == column.name) return value;
        const std::string name = display(to_.name) + "." + column.name;
        std::string fill = up_ ? column.transition->backfill_sql : "";
        if (fill.empty() && column.default_sql) fill = *column.default_sql;
        if (fill.empty() && !up_) {
            fill = neutral_value(delta_, column);
            if (!fill.empty()) note(fmt::format("rows that hold NULL in {} get {}", name, fill));
        }
        if (fill.empty()) {
            note(fmt::format("fails when a row holds NULL in {}", name));
            return value;
        }
        return fmt::format("COALESCE({}, {})", value, fill);
    }

    /// The value of a new column in existing rows; empty: its default, or NULL.
    std::string added(const Column& column) {
        if (up_ && !column.transition->backfill_sql.empty()) return column.transition->backfill_sql;
        const std::string name = display(to_.name) + "." + column.name;
        const bool counts_itself = is_rowid_alias(to_) && to_.primary_key->columns[0] == column.name;
        if (counts_itself && !from_.without_rowid) return rowid_of(from_);
        std::string value;
        std::string text = up_ ? "" : fmt::format("the old values of {} are not restored", name);
        if (!column.nullable && !column.default_sql && !counts_itself) {
            if (!up_) value = neutral_value(delta_, column);
            if (!text.empty()) text += "; ";
            if (value.empty())
                text += fmt::format("fails when {} has rows: {} is NOT NULL and has no default", display(to_.name),
                                    column.name);
            else
                text += fmt::format("existing rows get {}", value);
        }
        if (!text.empty()) note(std::move(text));
        return value;
    }

    const TableDelta& delta_;
    const Table& from_;
    const Table& to_;
    const bool up_;
    std::string columns_;
    std::string values_;
    RowCopy copy_;
};

}  // namespace

RowCopy copy_rows(const TableDelta& delta, Direction direction, const std::string& source,
                  const std::string& successor) {
    return Copier(delta, direction).run(source, successor);
}

}  // namespace retort::emit::sqlite
