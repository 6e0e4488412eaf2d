#include "emit/sqlite/rebuild.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "emit/sqlite/copy_rows.hpp"
#include "emit/sqlite/table_sql.hpp"
#include "schema/parts.hpp"

namespace retort::emit::sqlite {

using plan::sqlite::TableDelta;

namespace {

/// Applies changes of constraints and indexes to a table. An unchanged constraint or index keeps its name, even where
/// the model does not name it.
class Carry {
public:
    explicit Carry(Table& table) : table_(table) {}

    void drop(const diff::DropConstraint& change) { remove(change.from); }

    void operator()(const diff::AddConstraint& change) { add(change.to); }
    void operator()(const diff::AlterConstraint& change) { remove(change.from), add(change.to); }
    void operator()(const diff::CreateIndex& change) { add_part(table_, change.to); }
    void operator()(const diff::DropIndex& change) { erase_part(table_, change.from); }
    void operator()(const diff::AlterIndex& change) { erase_part(table_, change.from), add_part(table_, change.to); }
    template <class Change>
    void operator()(const Change&) {}

private:
    void add(const diff::Constraint& constraint) {
        std::visit([&](const auto& each) { add_part(table_, each); }, constraint);
    }
    void remove(const diff::Constraint& constraint) {
        std::visit([&](const auto& each) { erase_part(table_, each); }, constraint);
    }

    Table& table_;
};

bool has_autoincrement(const Table& table) {
    return std::any_of(table.columns.begin(), table.columns.end(),
                       [](const Column& column) { return column.autoincrement; });
}

}  // namespace

std::string reasons_of(const plan::sqlite::Rebuild& rebuild) {
    const std::string name = display(rebuild.delta->to->name);
    if (rebuild.reasons.empty())
        return fmt::format("rebuilds table {}, because it references table {}, which is replaced", name,
                           display(rebuild.references));
    std::string why = fmt::format("rebuilds table {}, because ALTER TABLE cannot make these changes:", name);
    for (const diff::Change* reason : rebuild.reasons) why += "\n  " + diff::describe(*reason);
    return why;
}

Table successor_of(const TableDelta& delta) {
    Table table = *delta.to;
    copy_parts(*delta.from, table);
    Carry carry(table);
    // Primary keys are dropped before they are added.
    for (const diff::DropConstraint& drop : diff::only<diff::DropConstraint>(delta.changes)) carry.drop(drop);
    for (const diff::Change& change : delta.changes) std::visit(carry, change);
    return table;
}

void copy_table(const TableDelta& delta, Direction direction, const std::string& source, const std::string& target,
                std::vector<Statement>& script) {
    const RowCopy copy = copy_rows(delta, direction, source, target);
    script.push_back({copy.sql, fmt::format("{}", fmt::join(copy.notes, "\n"))});
    if (!has_autoincrement(*delta.from) || !has_autoincrement(*delta.to)) return;
    script.push_back({fmt::format("DELETE FROM sqlite_sequence WHERE name = {}", quote_literal(target)),
                      "AUTOINCREMENT continues after the highest id ever assigned"});
    script.push_back(
        {fmt::format("INSERT INTO sqlite_sequence (name, seq)\nSELECT {}, seq FROM sqlite_sequence WHERE name = {}",
                     quote_literal(target), quote_literal(source)),
         ""});
}

void rebuild(const plan::sqlite::Rebuild& rebuild, const plan::sqlite::TakenNames& taken, Direction direction,
             std::vector<Statement>& script) {
    const TableDelta& delta = *rebuild.delta;
    const std::string& name = delta.to->name.name;
    const std::string fresh = taken.free_name("new", name);
    const Table table = successor_of(delta);

    script.push_back({create_table_sql(table, fresh), reasons_of(rebuild)});

    copy_table(delta, direction, name, fresh, script);
    script.push_back({"DROP TABLE " + quote(name), ""});
    script.push_back({fmt::format("ALTER TABLE {} RENAME TO {}", quote(fresh), quote(name)), ""});
    for (const Index& index : table.indexes) script.push_back({create_index_sql(table.name, index), ""});
}

}  // namespace retort::emit::sqlite
