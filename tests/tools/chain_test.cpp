// A sequence of model edits, each with an upgrade, a downgrade and the upgrade again. The steps are folders of chain/:
// the first has the models, models.hpp; each other one the edit, models.diff; and rows.sql has rows that are inserted
// after the step. The line "sqlite: no change" above a diff expects no change on SQLite.

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "project.hpp"
#include "schema/json.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/pg_dump.hpp"
#include "tests/tools/unified_diff.hpp"

namespace retort::test {
namespace {

namespace fs = std::filesystem;

struct Step {
    std::string name;
    std::string models;  ///< after the step
    std::string rows;
    bool on_sqlite = true;  ///< false: the step changes nothing on SQLite
};

std::vector<Step> steps() {
    std::vector<fs::path> folders;
    for (const auto& entry : fs::directory_iterator(RETORT_CHAIN))
        if (entry.is_directory()) folders.push_back(entry.path());
    std::sort(folders.begin(), folders.end());
    std::vector<Step> found;
    std::string models;
    for (const fs::path& folder : folders) {
        Step step{.name = folder.filename().string(), .models = "", .rows = ""};
        if (found.empty()) {
            models = read_file(folder / "models.hpp");
        } else {
            const std::string diff = read_file(folder / "models.diff");
            models = apply_diff(models, diff, (folder / "models.diff").string());
            step.on_sqlite = count(diff, "sqlite: no change\n") == 0;
        }
        step.models = models;
        if (fs::exists(folder / "rows.sql")) step.rows = read_file(folder / "rows.sql");
        found.push_back(std::move(step));
    }
    return found;
}

/// The rows of a database as text: table, then the row's position by primary key, then column.
using Rows = std::map<std::string, std::vector<std::map<std::string, std::string>>>;

/// A revision file without the parts that differ between runs: its ids, its creation time, and the checksum of its
/// proof, which covers the id of its parent.
std::string lasting(const std::string& file) {
    std::string text;
    std::istringstream in(file);
    for (std::string line; std::getline(in, line);)
        if (!line.starts_with("-- revision: ") && !line.starts_with("-- down_revision: ") &&
            !line.starts_with("-- created: "))
            text += line.substr(0, line.starts_with("-- verified: ") ? line.find("; sha256:") : line.npos) + "\n";
    return text;
}

class Chain : public BothEngines {
protected:
    Schema schema() { return from_json(project.must({"inspect", "live", "--format", "json"}), "live"); }

    Rows rows(const Schema& schema) {
        const auto database = project.connect();
        Rows found;
        for (const auto& [name, table] : schema.tables) {
            std::string columns;
            for (const Column& column : table.columns) {
                columns += fmt::format("{}CAST({} AS text)", columns.empty() ? "" : ", ", quote(column.name));
            }
            std::string order;
            for (const std::string& column : table.primary_key->columns)
                order += (order.empty() ? "" : ", ") + quote(column);
            auto& list = found[display(name)];
            for (const auto& row :
                 database->query(fmt::format("SELECT {} FROM {} ORDER BY {}", columns, quote(name), order))) {
                auto& cells = list.emplace_back();
                for (std::size_t at = 0; at < table.columns.size(); ++at) {
                    cells[table.columns[at].name] = row[at].value_or("NULL");
                }
            }
        }
        return found;
    }

    /// Expects that every table that both states have keeps its rows, and every column that both have its values; a
    /// NULL may have been backfilled.
    static void expect_kept(const Rows& before, const Rows& after) {
        for (const auto& [table, list] : before) {
            const auto found = after.find(table);
            if (found == after.end()) continue;
            ASSERT_EQ(list.size(), found->second.size()) << table;
            for (std::size_t at = 0; at < list.size(); ++at) {
                for (const auto& [column, value] : list[at]) {
                    const auto cell = found->second[at].find(column);
                    if (cell == found->second[at].end() || value == "NULL") continue;
                    EXPECT_EQ(cell->second, value) << table << "." << column;
                }
            }
        }
    }

    /// Compares pg_dump of the migrated database with that of one created from the models alone.
    void expect_as_from_nothing() {
        const std::string fresh = project.create_database();
        project.connect(fresh)->execute(project.must({"models"}));
        EXPECT_EQ(dump(project.url()), dump(fresh));
    }

    static std::string dump(const std::string& url) {
        std::vector<std::string> statements;
        for (const std::string& statement : pg_dump_unordered(url)) {
            const bool ours = count(statement, "retort_version") + count(statement, "retort_history") > 0;
            if (!ours) statements.push_back(statement);
        }
        return text_of(statements);
    }

    bool checked(const std::string& when) {
        const Outcome check = project.retort({"check"});
        EXPECT_EQ(check.status, 0) << when << "\n" << check.out << check.err;
        const Outcome again = project.retort({"revision", "--autogenerate", "-m", "again"});
        EXPECT_EQ(again.status, 0) << when << again.err;
        EXPECT_EQ(again.out, "") << when << ": a second autogenerate found\n" << again.err;
        return check.status == 0 && again.out.empty();
    }

    void take(const Step& step) {
        SCOPED_TRACE(step.name);
        project.write("models/models.hpp", step.models);
        const Schema before = schema();
        const Rows rows_before = rows(before);

        const Outcome revision =
            project.retort({"revision", "--autogenerate", "--allow-drop", "-m", step.name.substr(3)});
        ASSERT_EQ(revision.status, 0) << revision.err;
        const bool nothing = project.dialect() == Dialect::sqlite && !step.on_sqlite;
        if (nothing) {
            EXPECT_EQ(revision.out, "") << revision.err;
            return;
        }
        ASSERT_NE(revision.out, "") << revision.err;
        const std::string file = project.read(revision.out.substr(0, revision.out.size() - 1));
        SCOPED_TRACE(file);
        expect_golden(fs::path(RETORT_GOLDENS) / to_string(project.dialect()) / (step.name + ".sql"), lasting(file));

        project.must({"upgrade"});
        const Schema after = schema();
        EXPECT_NE(after, before);
        expect_kept(rows_before, rows(after));
        if (!checked("after the upgrade")) return;
        if (project.dialect() == Dialect::postgresql) expect_as_from_nothing();

        const Rows rows_after = rows(after);
        const bool first = before.tables.empty();
        project.must({"downgrade", first ? "base" : "-1"});
        EXPECT_EQ(to_json(schema()), to_json(before)) << "after the downgrade";
        expect_kept(rows_after, rows(before));

        project.must({"upgrade"});
        EXPECT_EQ(to_json(schema()), to_json(after)) << "after the second upgrade";
        if (!step.rows.empty()) project.sql(step.rows);
    }
};

TEST_P(Chain, UpgradesAndDowngradesEveryEdit) {
    project.configure();
    for (const Step& step : steps()) {
        take(step);
        if (HasFatalFailure() || HasNonfatalFailure()) return;
    }
    // All upgrades from an empty database, and all downgrades.
    const Schema end = schema();
    project.must({"downgrade", "base"});
    EXPECT_TRUE(schema().tables.empty());
    EXPECT_TRUE(schema().enums.empty());
    project.must({"upgrade"});
    EXPECT_EQ(to_json(schema()), to_json(end));
    checked("from nothing to the end");
}

INSTANTIATE_TEST_SUITE_P(Engines, Chain, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

}  // namespace
}  // namespace retort::test
