// Random expressions on a real SQLite: the canonical text is a fixed point, SQLite evaluates both texts alike, and a
// definition that holds the expression is read the same after it is written again.
//
// RETORT_RANDOM_EXPRESSIONS: the number of expressions a test (400). RC_PARAMS="seed=…": other expressions.

#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "emit/sqlite/table_sql.hpp"
#include "schema/parts.hpp"
#include "sql/sqlite/canonical.hpp"
#include "tests/introspect/sqlite/memory.hpp"
#include "tests/sql/sqlite/random_expression.hpp"

namespace retort::sql::sqlite::test {
namespace {

using introspect::Database;
using introspect::StatementError;

Scope scope(bool rowid) { return {"My table", columns(), rowid}; }

std::string canonical(const std::string& text, bool rowid = true) {
    return canonical_expression(tokenize(text), scope(rowid)).text;
}

/// The values of a query, or its error.
std::string answer(Database& database, const std::string& query) {
    try {
        std::string text;
        for (const auto& row : database.query(query))
            for (const auto& value : row) text += value.value_or("NULL") + "; ";
        return text;
    } catch (const StatementError& error) {
        const std::string text = error.what();
        // An unnamed check is reported with its text, a missing REGEXP as it is spelled.
        const std::string check = "CHECK constraint failed";
        return "error: " + (text.starts_with(check) ? check : to_lower(text));
    }
}

/// False for a statement that SQLite rejects.
bool accepts(Database& database, const std::string& statement) {
    try {
        database.execute(statement);
        return true;
    } catch (const StatementError&) {
        return false;
    }
}

/// Runs `property` with random expressions; reports the smallest that fails.
template <class Property>
void check(int depth, Property property) {
    const char* given = std::getenv("RC_PARAMS");
    rc::detail::TestParams params = rc::detail::configuration().testParams;
    if (!given || std::string(given).find("seed=") == std::string::npos) params.seed = 1;
    const char* wanted = std::getenv("RETORT_RANDOM_EXPRESSIONS");
    params.maxSuccess = wanted ? std::atoi(wanted) : 400;
    params.maxDiscardRatio = 100;
    const auto result = rc::detail::checkTestable([&] { property(*expressions(depth).as("expression")); },
                                                  rc::detail::TestMetadata{}, params);
    if (result.template is<rc::detail::SuccessResult>()) return;
    std::ostringstream text;
    rc::detail::printResultMessage(result, text);
    ADD_FAILURE() << text.str();
}

void same(const std::string& expected, const std::string& found, const std::string& where) {
    if (expected != found) RC_FAIL(where + "\n    " + expected + "\n    " + found);
}

TEST(SqliteRandomExpressions, KeepTheirValues) {
    const auto database = introspect::sqlite::in_memory();
    database->execute(std::string(table_sql) + ")");
    for (const std::string& row : insert_rows(1)) database->execute(row);
    check(4, [&](const Expression& expression) {
        const std::string written = expression.text();
        const auto query = [](const std::string& value, int row) {
            return "SELECT quote(v), typeof(v) FROM (SELECT " + value +
                   " AS v FROM \"My table\" WHERE rowid = " + std::to_string(row) + ")";
        };
        // What SQLite does not accept is not stored, so it has no canonical text.
        RC_PRE(accepts(*database, "EXPLAIN " + query(written, 1)));
        const std::string text = canonical(written);
        same(text, canonical(text), "the canonical text has another canonical text");
        for (int row = 1; row <= 6; ++row)
            same(answer(*database, query(written, row)), answer(*database, query(text, row)),
                 "another value in row " + std::to_string(row) + " of " + text);
    });
}

/// The table with an expression in each place that takes one; a place that SQLite does not accept is left out.
std::vector<std::string> definitions(const std::string& text) {
    return {std::string(table_sql) + ", CHECK (" + text + "))", std::string(table_sql) + ", g AS (" + text + "))",
            std::string(table_sql) + ", d DEFAULT (" + text + "))"};
}
std::vector<std::string> indexes(const std::string& text) {
    return {"CREATE INDEX one ON \"My table\" (" + text + ")",
            "CREATE INDEX two ON \"My table\" ((" + text + ") DESC, a)",
            "CREATE INDEX three ON \"My table\" ((" + text + ") COLLATE NOCASE, (a))",
            "CREATE INDEX four ON \"My table\" (" + text + " COLLATE RTRIM ASC)",
            "CREATE INDEX five ON \"My table\" (a) WHERE " + text};
}

std::string rewritten(const Schema& schema) {
    std::string script;
    for (const auto& [name, table] : schema.tables) {
        script += emit::sqlite::create_table_sql(table) + ";\n";
        for (const Index& index : table.indexes) script += emit::sqlite::create_index_sql(name, index) + ";\n";
    }
    return script;
}

/// The content of a schema that Retort compares, as the statements that create it.
void same_after_rewriting(Database& first) {
    const std::string once = rewritten(first.introspect());
    const auto second = introspect::sqlite::in_memory();
    try {
        second->execute(once);
    } catch (const StatementError& error) {
        RC_FAIL("SQLite rejects the statements:\n" + once + error.what());
    }
    same(once, rewritten(second->introspect()), "another definition after rewriting");
}

TEST(SqliteRandomExpressions, StandInDefinitionsThatAreFixedPoints) {
    int stored = 0;
    check(3, [&](const Expression& expression) {
        for (const std::string& definition : definitions(expression.text())) {
            const auto database = introspect::sqlite::in_memory();
            if (!accepts(*database, definition)) continue;
            ++stored;
            same_after_rewriting(*database);
        }
        const auto database = introspect::sqlite::in_memory();
        database->execute(std::string(table_sql) + ")");
        for (const std::string& index : indexes(expression.text())) stored += accepts(*database, index);
        same_after_rewriting(*database);
    });
    EXPECT_GT(stored, 0);
}

/// CHECK accepts the same rows, and generated columns have the same values, after the definition is written again.
TEST(SqliteRandomExpressions, MeanTheSameInDefinitions) {
    check(3, [&](const Expression& expression) {
        const std::vector<std::string> all = definitions(expression.text());
        for (const std::string& definition : all) {
            const auto first = introspect::sqlite::in_memory();
            if (!accepts(*first, definition)) continue;
            const auto second = introspect::sqlite::in_memory();
            second->execute(rewritten(first->introspect()));
            for (const std::string& row : insert_rows(2))
                same(answer(*first, row), answer(*second, row), "another answer to " + row);
            const std::string values = "SELECT * FROM \"My table\"";
            same(answer(*first, values), answer(*second, values), "other values");
        }
    });
}

}  // namespace
}  // namespace retort::sql::sqlite::test
