// Every file of tests/cases/postgres on a real server: the plan applies, the result is the
// target (by our own reading and by pg_dump), the next plan is empty, the plan back applies
// and gives the start, and the rows that both schemas can hold are still there.

#include <gtest/gtest.h>

#include "emit/plan.hpp"
#include "tests/emit/case_file.hpp"
#include "tests/support/pg_dump.hpp"
#include "tests/support/postgres.hpp"

namespace retort::test {
namespace {

using emit::Direction;

/// Declares a case's renames on the later schema, as a model would.
void declare(Schema& after, const CaseFile& file) {
    for (const auto& [old_name, new_name] : file.renames) {
        const std::size_t dot = new_name.find('.');
        if (dot != std::string::npos) {
            Column* column = after.tables.at({"", new_name.substr(0, dot)}).find_column(new_name.substr(dot + 1));
            ASSERT_NE(column, nullptr) << new_name;
            column->transition->renamed_from = old_name.substr(old_name.find('.') + 1);
        } else if (after.enums.contains({"", new_name})) {
            after.enums.at({"", new_name}).transition->renamed_from = old_name;
        } else if (const std::size_t colon = new_name.find(':'); colon != std::string::npos) {
            after.enums.at({"", new_name.substr(0, colon)})
                .transition->old_labels[old_name.substr(old_name.find(':') + 1)] = new_name.substr(colon + 1);
        } else {
            after.tables.at({"", new_name}).transition->renamed_from = old_name;
        }
    }
}

/// The rows of what both schemas have under one name and type, as text.
std::string rows_in_common(introspect::Database& db, const Schema& a, const Schema& b) {
    std::string rows;
    for (const auto& [name, table] : a.tables) {
        const Table* other = b.find_table(name);
        if (!other) continue;
        std::string columns;
        for (const Column& column : table.columns) {
            const Column* same = other->find_column(column.name);
            if (same && same->type == column.type && same->generated == column.generated &&
                a.enums == b.enums && same->nullable == column.nullable)
                columns += (columns.empty() ? "" : ", ") + quote(column.name);
        }
        const std::string row = columns.empty() ? "count(*)::text" : "string_agg(row(" + columns +
                                                                         ")::text, ';' ORDER BY row(" + columns +
                                                                         ")::text)";
        const auto result = db.query("SELECT count(*)::text, " + row + " FROM ONLY " + quote(name));
        rows += quote(name) + ": " + result[0][0].value_or("") + " " + result[0][1].value_or("") + "\n";
    }
    return rows;
}

std::string differences(const Schema& from, const Schema& to) {
    std::string text;
    const emit::Plan plan = emit::plan(from, to);
    for (const diff::Change& change : plan.changes) text += diff::describe(change) + "\n";
    return text + to_text(plan.script);
}

std::string trimmed(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    return text;
}

void run(introspect::Database& db, const emit::Script& script) {
    if (script.transactional) db.execute("BEGIN");
    for (const emit::Statement& statement : script.statements) {
        try {
            db.execute(statement.sql);
        } catch (const introspect::StatementError& error) {
            throw std::runtime_error(statement.sql + "\n" + error.what() + "\nin\n" + to_text(script));
        }
    }
    if (script.transactional) db.execute("COMMIT");
}

class PostgresCase : public ::testing::Test {
public:
    explicit PostgresCase(CaseFile file) : file_(std::move(file)) {}

    void TestBody() override {
        FreshDatabase start, target;
        auto db = start.open();
        auto goal = target.open();
        db->execute(file_.before);
        goal->execute(file_.after);
        const auto dump_before = pg_dump_unordered(start.url());
        const auto dump_after = pg_dump_unordered(target.url());
        if (!file_.rows.empty()) db->execute(file_.rows);

        const Schema from = db->introspect();
        Schema to = goal->introspect();
        ASSERT_NO_FATAL_FAILURE(declare(to, file_));
        const emit::Plan up = emit::plan(from, to, Direction::up);
        const emit::Plan down = emit::plan(to, from, Direction::down);
        if (file_.has_up) {
            EXPECT_EQ(trimmed(to_text(up.script)), trimmed(file_.up));
        }
        if (file_.has_down) {
            EXPECT_EQ(trimmed(to_text(down.script)), trimmed(file_.down));
        }
        const std::string kept = rows_in_common(*db, from, to);

        run(*db, up.script);
        EXPECT_EQ(differences(db->introspect(), to), "");
        EXPECT_EQ(text_of(pg_dump_unordered(start.url())), text_of(dump_after)) << to_text(up.script);
        EXPECT_EQ(rows_in_common(*db, to, from), kept);

        run(*db, down.script);
        EXPECT_EQ(differences(db->introspect(), from), "");
        EXPECT_EQ(text_of(pg_dump_unordered(start.url())), text_of(dump_before)) << to_text(down.script);
        EXPECT_EQ(rows_in_common(*db, from, to), kept);

        run(*db, up.script);
        EXPECT_EQ(differences(db->introspect(), to), "");
    }

private:
    CaseFile file_;
};

const bool registered = [] {
    for (const auto& path : case_files(RETORT_CASES "/postgres")) {
        const CaseFile file = read_case(path);
        const std::string name = path.parent_path().filename().string() + "_" + file.name;
        ::testing::RegisterTest("PostgresCase", name.c_str(), nullptr, nullptr, path.c_str(), 1,
                                [file]() -> PostgresCase* { return new PostgresCase(file); });
    }
    return true;
}();

}  // namespace
}  // namespace retort::test
