#include "emit/sqlite/rebuild.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "emit/sqlite/copy_rows.hpp"
#include "emit/sqlite/table_sql.hpp"

namespace retort::emit::sqlite {

namespace {

template <class T>
void remove_one(std::vector<T>& list, const T& object) {
    if (const auto found = std::find(list.begin(), list.end(), object); found != list.end()) list.erase(found);
}

/// Applies changes of constraints and indexes to a table. An unchanged constraint or index keeps its name, even where
/// the model does not name it.
class Carry {
public:
    explicit Carry(Table& table) : table_(table) {}

    void operator()(const diff::AddConstraint& change) { add(change.to); }
    void operator()(const diff::DropConstraint& change) { remove(change.from); }
    void operator()(const diff::AlterConstraint& change) { remove(change.from), add(change.to); }
    void operator()(const diff::CreateIndex& change) { table_.indexes.push_back(change.to); }
    void operator()(const diff::DropIndex& change) { remove_one(table_.indexes, change.from); }
    void operator()(const diff::AlterIndex& change) {
        remove_one(table_.indexes, change.from);
        table_.indexes.push_back(change.to);
    }
    template <class Change>
    void operator()(const Change&) {}

private:
    void add(const diff::Constraint& constraint) {
        if (const auto* key = std::get_if<PrimaryKey>(&constraint)) table_.primary_key = *key;
        if (const auto* unique = std::get_if<Unique>(&constraint)) table_.uniques.push_back(*unique);
        if (const auto* check = std::get_if<Check>(&constraint)) table_.checks.push_back(*check);
        if (const auto* key = std::get_if<ForeignKey>(&constraint)) table_.foreign_keys.push_back(*key);
    }
    void remove(const diff::Constraint& constraint) {
        if (std::holds_alternative<PrimaryKey>(constraint)) table_.primary_key.reset();
        if (const auto* unique = std::get_if<Unique>(&constraint)) remove_one(table_.uniques, *unique);
        if (const auto* check = std::get_if<Check>(&constraint)) remove_one(table_.checks, *check);
        if (const auto* key = std::get_if<ForeignKey>(&constraint)) remove_one(table_.foreign_keys, *key);
    }

    Table& table_;
};

Table successor_of(const TableDelta& delta) {
    Table table = *delta.to;
    table.primary_key = delta.from->primary_key;
    table.uniques = delta.from->uniques;
    table.checks = delta.from->checks;
    table.foreign_keys = delta.from->foreign_keys;
    table.indexes = delta.from->indexes;
    Carry carry(table);
    // Primary keys are dropped before they are added.
    for (const diff::Change& change : delta.changes)
        if (std::holds_alternative<diff::DropConstraint>(change)) std::visit(carry, change);
    for (const diff::Change& change : delta.changes)
        if (!std::holds_alternative<diff::DropConstraint>(change)) std::visit(carry, change);
    return table;
}

bool has_autoincrement(const Table& table) {
    return std::any_of(table.columns.begin(), table.columns.end(),
                       [](const Column& column) { return column.autoincrement; });
}

}  // namespace

void rebuild(const TableDelta& delta, const Context& context, const std::vector<const diff::Change*>& reasons,
             std::vector<Statement>& script) {
    const std::string& name = delta.to->name.name;
    const std::string fresh = context.taken.free_name("new", name);
    const Table table = successor_of(delta);

    std::string why = fmt::format("rebuilds table {}, because ALTER TABLE cannot make these changes:", name);
    for (const diff::Change* reason : reasons) why += "\n  " + diff::describe(*reason);
    script.push_back({create_table_sql(table, fresh), why});

    const RowCopy copy = copy_rows(delta, context, fresh);
    script.push_back({copy.sql, fmt::format("{}", fmt::join(copy.notes, "\n"))});
    if (has_autoincrement(*delta.from) && has_autoincrement(*delta.to)) {
        script.push_back({fmt::format("DELETE FROM sqlite_sequence WHERE name = {}", quote_literal(fresh)),
                          "AUTOINCREMENT continues after the highest id ever assigned"});
        script.push_back(
            {fmt::format("INSERT INTO sqlite_sequence (name, seq)\nSELECT {}, seq FROM sqlite_sequence WHERE name = {}",
                         quote_literal(fresh), quote_literal(name)),
             ""});
    }
    script.push_back({"DROP TABLE " + quote(name), ""});
    script.push_back({fmt::format("ALTER TABLE {} RENAME TO {}", quote(fresh), quote(name)), ""});
    for (const Index& index : table.indexes) script.push_back({create_index_sql(table.name, index), ""});
}

}  // namespace retort::emit::sqlite
