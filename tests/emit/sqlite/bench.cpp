#include "bench.hpp"

#include "diff/compare.hpp"
#include "emit/sqlite/script.hpp"
#include "introspect/sqlite/sqlite_database.hpp"

namespace retort::emit::sqlite {

std::unique_ptr<introspect::Database> in_memory() {
    return introspect::sqlite::open_sqlite({Dialect::sqlite, ":memory:", "sqlite::memory:", "--database"},
                                           introspect::Access::read_write);
}

Schema made_by(std::string_view script) {
    const auto database = in_memory();
    database->execute(script);
    return database->introspect();
}

void apply(introspect::Database& database, const Script& script) {
    std::string_view at;
    try {
        if (script.transactional) database.execute("BEGIN");
        for (const Statement& statement : script.statements) {
            at = statement.sql;
            database.execute(statement.sql);
        }
        if (script.transactional) database.execute("COMMIT");
    } catch (const introspect::StatementError& error) {
        if (database.in_transaction()) database.execute("ROLLBACK");
        ADD_FAILURE() << error.what() << "\nby: " << at << "\nin:\n" << to_text(script);
    }
    EXPECT_FALSE(database.in_transaction());
    EXPECT_EQ(rows(database, "PRAGMA foreign_keys"), "1\n");
    EXPECT_EQ(rows(database, "PRAGMA legacy_alter_table"), "0\n");
}

std::string differences(const Schema& from, const Schema& to) {
    std::string text;
    for (const diff::Change& change : diff::compare(from, to)) text += diff::describe(change) + "\n";
    return text;
}

std::string rows(introspect::Database& database, std::string_view sql) {
    std::string text;
    for (const introspect::Row& row : database.query(sql)) {
        for (std::size_t i = 0; i < row.size(); ++i) text += (i ? "|" : "") + row[i].value_or("NULL");
        text += "\n";
    }
    return text;
}

std::string held_rows(introspect::Database& database, const std::vector<test::HeldTable>& tables, test::Side side,
                      bool all) {
    const bool before = side == test::Side::before;
    std::string text;
    for (const test::HeldTable& table : tables) {
        std::string columns = table.rowids ? "rowid" : "''";
        for (const test::HeldTable::Held& column : table.columns)
            if (all || column.as_is)
                columns += " || ' ' || quote(" + quote(before ? column.before : column.after) + ")";
        const std::string from = quote(before ? table.before : table.after);
        text += quote(table.after) + ":\n" + rows(database, "SELECT " + columns + " FROM " + from + " ORDER BY 1");
    }
    return text;
}

Scripts travel(const Journey& journey) {
    const auto database = in_memory();
    database->execute(journey.before);
    const Schema from = database->introspect();
    Schema to = made_by(journey.after);
    if (journey.declare) journey.declare(to);

    const Plan up = sqlite::plan(from, to, Direction::up);
    const Plan down = sqlite::plan(to, from, Direction::down);
    const Scripts scripts{to_text(up.script), to_text(down.script), up.script.transactional};
    SCOPED_TRACE("up:\n" + scripts.up + "\ndown:\n" + scripts.down);
    const auto arrive = [&](const Script& script, const Schema& expected) {
        apply(*database, script);
        const Schema found = database->introspect();
        EXPECT_EQ(differences(found, expected), "");
        EXPECT_TRUE(sqlite::plan(found, expected, Direction::up).empty());
    };
    if (journey.filled) journey.filled(*database);
    arrive(up.script, to);
    if (journey.moved) journey.moved(*database);
    arrive(down.script, from);
    if (journey.back) journey.back(*database);
    arrive(up.script, to);
    return scripts;
}

}  // namespace retort::emit::sqlite
