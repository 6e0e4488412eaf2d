// docs/alembic.md: each command of its table runs; and a chain that Alembic began is taken over.

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

/// The commands between back quotes in the second column of the table.
std::vector<std::string> commands_of_table() {
    std::istringstream page(read_file(std::filesystem::path(RETORT_DOCS) / "alembic.md"));
    std::vector<std::string> commands;
    for (std::string line; std::getline(page, line);) {
        if (!line.starts_with("| ")) continue;
        const std::size_t second = line.find(" | `retort ");
        if (second == std::string::npos) continue;
        const std::size_t start = second + std::string(" | `").size();
        commands.push_back(line.substr(start, line.find('`', start) - start));
    }
    return commands;
}

class Alembic : public BothEngines {
protected:
    static void add(const Project& project, int number, const std::string& id, const std::string& down,
                    const std::string& up, const std::string& header = "") {
        project.write(
            fmt::format("migrations/{:04}_{}.sql", number, id.substr(0, 4)),
            fmt::format("-- {:04} step {}\n-- revision: {}\n-- down_revision: {}\n{}\n-- migrate:up\n{}\n\n-- "
                        "migrate:down\n{}\n",
                        number, id, id, down, header, up, up.starts_with("CREATE") ? "DROP TABLE people;" : ""));
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, Alembic, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST_P(Alembic, EachCommandOfTheTableRuns) {
    const std::vector<std::string> commands = commands_of_table();
    ASSERT_GT(commands.size(), 40U);
    for (const std::string& command : commands) {
        SCOPED_TRACE(command);
        const Project each(GetParam());
        each.configure();
        each.write("models/person.hpp", person("std::optional<std::int32_t> age;"));
        add(each, 1, "808b6192c57c", "none",
            "CREATE TABLE people (id bigint NOT NULL PRIMARY KEY, email varchar(255) NOT NULL UNIQUE);");
        add(each, 2, "3f2a9c1d7e40", "808b6192c57c", "SELECT 1;");
        add(each, 3, "4df6604b6434", "3f2a9c1d7e40", "SELECT 2;", "-- branch_labels: billing\n");
        if (command.find(" merge ") != std::string::npos) add(each, 3, "5e0cf2a9b1d3", "3f2a9c1d7e40", "SELECT 3;");
        each.must({"upgrade", command.find("--autogenerate") == std::string::npos ? "3f2a" : "heads"});
        if (command.find("retort init") == 0) {
            std::filesystem::remove(each.folder() / "retort.toml");
            std::filesystem::remove_all(each.folder() / "migrations");
        }
        const Outcome outcome =
            run({"sh", "-c", fmt::format("retort() {{ '{}' \"$@\"; }}; {}", RETORT_BINARY, command)},
                {each.folder(), {{"EDITOR", "true"}, {"VISUAL", ""}}, ""});
        const bool finds = command == "retort current --check-heads" || command == "retort check";
        EXPECT_EQ(outcome.status, finds ? 1 : 0) << outcome.out << outcome.err;
    }
}

/// Fifteen revisions with ids like words and file names in another order, ten of which Alembic has run.
TEST_P(Alembic, AChainIsTakenOverInTheMiddle) {
    const std::vector<std::string> ids{"genesis",  "add_users",  "roles",       "sessions", "api_keys",
                                       "teams",    "invites",    "billing_v1",  "plans",    "usage",
                                       "webhooks", "audit_logs", "search_docs", "flags",    "cleanup_x"};
    const std::string names = "mzabyqcxdwevfug";
    project.configure("version_table = \"alembic_version\"\n");
    for (std::size_t i = 0; i < ids.size(); ++i)
        project.write(fmt::format("migrations/{}_{}.sql", names[i], ids[i]),
                      fmt::format("-- revision: {}\n-- down_revision: {}\n\n-- migrate:up\nCREATE TABLE t_{} (id "
                                  "integer);\n\n-- migrate:down\nDROP TABLE t_{};\n",
                                  ids[i], i == 0 ? "none" : ids[i - 1], ids[i], ids[i]));
    std::string existing;
    for (std::size_t i = 0; i < 10; ++i) existing += fmt::format("CREATE TABLE t_{} (id integer);", ids[i]);
    project.sql(
        existing +
        "CREATE TABLE alembic_version (version_num varchar(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY "
        "KEY (version_num)); INSERT INTO alembic_version VALUES ('usage')");
    EXPECT_CONTAINS(project.must({"current"}), "usage");
    const std::string history = project.must({"history"});
    std::size_t at = 0;
    for (auto id = ids.rbegin(); id != ids.rend(); ++id) {
        const std::size_t found = history.find(*id, at);
        ASSERT_NE(found, std::string::npos) << *id << " is not in its place in\n" << history;
        at = found;
    }
    project.must({"upgrade"});
    EXPECT_EQ(project.value("SELECT version_num FROM alembic_version"), "cleanup_x");
    project.must({"downgrade", "usage"});
    EXPECT_EQ(project.value("SELECT version_num FROM alembic_version"), "usage");
    project.must({"downgrade", "base"});
    EXPECT_EQ(project.value("SELECT count(*) FROM alembic_version"), "0");
    project.must({"upgrade", "genesis"});
    EXPECT_EQ(project.value("SELECT version_num FROM alembic_version"), "genesis");
}

}  // namespace
}  // namespace retort::test
