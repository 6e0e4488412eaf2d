#include "emit/sqlite/alter_in_place.hpp"

#include <fmt/format.h>

#include "emit/sqlite/table_sql.hpp"
#include "schema/overloaded.hpp"

namespace retort::emit::sqlite {

using plan::sqlite::TableDelta;

namespace {

std::string add_column_sql(const TableDelta& delta, const Column& column) {
    std::string sql = fmt::format("ALTER TABLE {} ADD COLUMN {}", quote(delta.to->name.name), column_sql(column));
    for (const diff::AddConstraint& add : diff::only<diff::AddConstraint>(delta.changes)) {
        if (column_to_add_with(add.to, delta) != &column) continue;
        if (const auto* check = std::get_if<Check>(&add.to)) sql.append(" ").append(check_sql(*check));
        if (const auto* key = std::get_if<ForeignKey>(&add.to))
            sql.append(" ").append(named_sql(*key)).append(references_sql(*key));
    }
    return sql;
}

}  // namespace

void alter_in_place(const TableDelta& delta, Direction direction, std::vector<Statement>& script) {
    const std::string table = display(delta.to->name);
    // A generated column is added after the columns that it reads, and dropped before them.
    for (const bool generated : {false, true})
        for (const diff::AddColumn& add : diff::only<diff::AddColumn>(delta.changes)) {
            if (add.to.generated.has_value() != generated) continue;
            const bool lost = direction == Direction::down && !generated;
            script.push_back({add_column_sql(delta, add.to),
                              lost ? fmt::format("the old values of {}.{} are not restored", table, add.to.name) : ""});
        }
    for (const bool generated : {true, false})
        for (const diff::DropColumn& drop : diff::only<diff::DropColumn>(delta.changes)) {
            if (drop.from.generated.has_value() != generated) continue;
            const bool lost = direction == Direction::up && !generated;
            script.push_back(
                {fmt::format("ALTER TABLE {} DROP COLUMN {}", quote(delta.to->name.name), quote(drop.from.name)),
                 lost ? fmt::format("drops column {}.{} with its values", table, drop.from.name) : ""});
        }
    const auto create = [&](const auto& change) { script.push_back({create_index_sql(change.table, change.to), ""}); };
    for (const diff::Change& change : delta.changes)
        std::visit(Overloaded{[&](const diff::CreateIndex& each) { create(each); },
                              [&](const diff::AlterIndex& each) { create(each); }, [](const auto&) {}},
                   change);
}

}  // namespace retort::emit::sqlite
