// Runs every file of tests/cases/postgres on a real server: the plan applies, the result is the
// target (by introspection and by pg_dump), the next plan is empty, the downgrade plan applies
// and restores the start, and the rows that both schemas can hold are kept.

#include <gtest/gtest.h>

#include "diff/renames.hpp"
#include "tests/emit/case_file.hpp"
#include "tests/emit/way.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/pg_dump.hpp"
#include "tests/support/postgres.hpp"

namespace retort::test {
namespace {

using emit::Direction;

std::string trimmed(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    return text;
}

/// The server version of the goldens.
constexpr int golden_version = 15;

int server_version(introspect::Database& db) {
    return std::stoi(db.query("SHOW server_version_num")[0][0].value()) / 10000;
}

/// The reason why the case cannot run on this server; empty if it can.
std::string missing(introspect::Database& db, const CaseFile& file) {
    const int version = server_version(db);
    if (version < file.server)
        return "PostgreSQL " + std::to_string(version) + ", and not " + std::to_string(file.server);
    for (const std::string& extension : file.extensions)
        if (db.query("SELECT 1 FROM pg_available_extensions WHERE name = " + quote_literal(extension)).empty())
            return "no extension " + extension;
    return {};
}

/// Runs SQL, which must succeed, and rolls it back.
void expect_works(introspect::Database& db, const std::string& sql) {
    if (sql.empty()) return;
    db.execute("BEGIN");
    try {
        db.execute(sql);
    } catch (const introspect::StatementError& error) {
        ADD_FAILURE() << sql << error.what();
    }
    db.execute("ROLLBACK");
}

class PostgresCase : public ::testing::Test {
public:
    PostgresCase(CaseFile file, std::string golden) : file_(std::move(file)), golden_(std::move(golden)) {}

    void TestBody() override {
        try {
            travel();
        } catch (const Error& error) {
            ADD_FAILURE() << text_of(error);
        }
    }

private:
    void travel() {
        FreshDatabase &start = emptied_database(0), &target = emptied_database(1);
        auto db = start.open();
        auto goal = target.open();
        if (const std::string reason = missing(*db, file_); !reason.empty()) GTEST_SKIP() << reason;
        db->execute(file_.before);
        goal->execute(file_.after);
        const std::string dump_before = dump(start), dump_after = dump(target);
        if (!file_.rows.empty()) db->execute(file_.rows);

        introspect::Filter filter;
        filter.privileges = file_.privileges;
        const Schema from = db->introspect(filter);
        Schema to = goal->introspect(filter);
        declare_renames(to, file_);
        for (const diff::Renames& cycle : diff::undecided_swaps(from, to)) diff::request(to, cycle);
        const emit::Plan up = emit::plan(from, to, Direction::up);
        const emit::Plan down = emit::plan(to, from, Direction::down);
        const Schema kept_from = through_snapshot(from), kept_to = through_snapshot(to);
        EXPECT_EQ(to_text(emit::plan(kept_from, kept_to, Direction::up).script), to_text(up.script)) << "snapshots";
        EXPECT_EQ(to_text(emit::plan(kept_to, kept_from, Direction::down).script), to_text(down.script)) << "snapshots";
        // A later server may print expressions differently.
        if (server_version(*db) == golden_version)
            expect_golden(golden_, golden_text(to_text(up.script), to_text(down.script)));
        if (file_.has_up) {
            EXPECT_EQ(trimmed(to_text(up.script)), trimmed(file_.up));
        }
        if (file_.has_down) {
            EXPECT_EQ(trimmed(to_text(down.script)), trimmed(file_.down));
        }
        const std::vector<HeldTable> held = held_by_both(from, to, file_.lossy);
        const std::string rows = rows_of(*db, held, Side::before, true);
        const std::string same_rows = rows_of(*db, held, Side::before, false);

        run_script(*db, up.script);
        const Schema reached = db->introspect(filter);
        const Schema made = diff::after_renames(to);
        EXPECT_EQ(differences(reached, made), "") << to_text(up.script);
        EXPECT_EQ(column_order_of_new(from, to, reached), column_order_of_new(from, to, to));
        EXPECT_EQ(dump(start), dump_after) << to_text(up.script);
        EXPECT_EQ(rows_of(*db, held, Side::after, false), same_rows) << to_text(up.script);
        expect_works(*db, file_.works);

        run_script(*db, down.script);
        EXPECT_EQ(differences(db->introspect(filter), from), "") << to_text(down.script);
        EXPECT_EQ(dump(start), dump_before) << to_text(down.script);
        EXPECT_EQ(rows_of(*db, held, Side::before, true), rows) << to_text(up.script) << "\n" << to_text(down.script);
        expect_works(*db, file_.works_back);

        run_script(*db, up.script);
        EXPECT_EQ(differences(db->introspect(filter), made), "");
    }

    /// Empty if this machine's pg_dump is too old for the server.
    std::string dump(const FreshDatabase& database) const {
        return pg_dump_reads_server() ? text_of(pg_dump_unordered(database.url(), file_.privileges)) : "";
    }

    CaseFile file_;
    std::string golden_;
};

/// If pg_dump is older than the server, no case compares dumps; this test is then skipped to report it.
TEST(PostgresCaseDumps, AreCompared) {
    if (!pg_dump_reads_server()) GTEST_SKIP() << "pg_dump is older than this server: no case compares dumps";
    FreshDatabase database;
    database.run("CREATE TABLE seen (id integer)");
    EXPECT_NE(text_of(pg_dump_unordered(database.url())).find("CREATE TABLE public.seen"), std::string::npos);
}

TEST(Goldens, EachBelongsToACase) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(RETORT_GOLDENS)) {
        const std::string path = entry.path().lexically_relative(RETORT_GOLDENS).replace_extension(".case").string();
        if (entry.path().extension() != ".sql" || path.starts_with("chain/")) continue;
        EXPECT_TRUE(std::filesystem::exists(std::filesystem::path(RETORT_CASES) / path))
            << entry.path() << " has no case";
    }
}

const bool registered = [] {
    for (const auto& path : case_files(RETORT_CASES "/postgres")) {
        const CaseFile file = read_case(path);
        const std::string group = path.parent_path().filename().string(), name = group + "_" + file.name;
        const std::string golden = RETORT_GOLDENS "/postgres/" + group + "/" + file.name + ".sql";
        ::testing::RegisterTest("PostgresCase", name.c_str(), nullptr, nullptr, path.c_str(), 1,
                                [file, golden]() -> PostgresCase* { return new PostgresCase(file, golden); });
    }
    return true;
}();

}  // namespace
}  // namespace retort::test
