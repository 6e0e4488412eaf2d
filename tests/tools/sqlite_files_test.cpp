// SQLite files that cannot be opened, read or written, and the parameters of sqlite: URLs.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "models.hpp"
#include "sqlite_project.hpp"

namespace retort::test {
namespace {

namespace fs = std::filesystem;

class SqliteFiles : public ::testing::Test {
protected:
    fs::path file() const { return project.folder() / "app.db"; }

    /// Runs retort, which must end with status 2 and this code, and leave no new file.
    std::string expect(const std::string& code, const std::vector<std::string>& arguments) const {
        const Outcome outcome = project.retort(arguments);
        EXPECT_EQ(outcome.status, 2) << outcome.out << outcome.err;
        EXPECT_CONTAINS(outcome.err, "[" + code + "]");
        EXPECT_CONTAINS(outcome.err, "hint: ");
        return outcome.err;
    }

    /// Runs retort as a user that is not root, who may do everything.
    Outcome as_other_user(const std::vector<std::string>& arguments) const {
        std::vector<std::string> command;
        if (::geteuid() == 0) command = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};
        command.push_back(RETORT_BINARY);
        command.insert(command.end(), arguments.begin(), arguments.end());
        return run(command, {project.folder(), {{"HOME", "/nonexistent"}}, ""});
    }

    /// Ends a program inside a transaction that has written to the file.
    void leave_open_transaction() const {
        const std::string script =
            "PRAGMA cache_size = 2;\nBEGIN;\nUPDATE item SET name = name || ' changed';\n.shell kill -9 $PPID\n";
        const Outcome outcome = run({"sqlite3", "app.db"}, {project.folder(), {}, script});
        ASSERT_EQ(outcome.status, 128 + 9) << outcome.out << outcome.err;
    }

    SqliteProject project{"", 5000};
};

TEST_F(SqliteFiles, AMissingFileIsReported) {
    project.write("models/person.hpp", person());
    const std::vector<std::vector<std::string>> reading = {
        {"current"},           {"check"},         {"inspect", "live"},           {"diff", "live", "models"},
        {"downgrade", "base"}, {"stamp", "head"}, {"inspect", "sqlite:other.db"}};
    for (const auto& command : reading) {
        const std::string message = expect("RT291", command);
        EXPECT_CONTAINS(message, ".db does not exist: there is no file ");
        EXPECT_FALSE(fs::exists(file())) << command[0];
    }
    EXPECT_CONTAINS(project.retort({"history"}).err, "does not exist");
    const Outcome upgrade = project.retort({"upgrade"});
    EXPECT_EQ(upgrade.status, 0) << upgrade.err;
    EXPECT_CONTAINS(upgrade.err, "created sqlite:app.db: there was no file " + file().string());
    EXPECT_EQ(count(project.retort({"upgrade"}).err, "created"), 0);
}

TEST_F(SqliteFiles, TheFirstRevisionNeedsNoFile) {
    fs::remove_all(project.folder() / "migrations");
    project.write("models/person.hpp", person());
    const Outcome first = project.retort({"revision", "--autogenerate", "-m", "people"});
    EXPECT_EQ(first.status, 0) << first.err;
    EXPECT_CONTAINS(first.err, "sqlite:app.db does not exist, and counts as an empty database");
    EXPECT_FALSE(fs::exists(file()));
    EXPECT_CONTAINS(expect("RT291", {"revision", "--autogenerate", "-m", "more"}), "'retort upgrade'");
}

TEST_F(SqliteFiles, TextThatIsNotUtf8HasNoSnapshot) {
    project.write("models/person.hpp", person());
    ASSERT_EQ(project.retort({"upgrade"}).status, 0);
    project.sql("CREATE TABLE t\xe3 (a)");
    const Outcome outcome = project.retort({"inspect", "--format", "json", "live"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(outcome.err,
              "error: tables.t\xEF\xBF\xBD is not valid UTF-8, so the schema has no snapshot [RT296]\n"
              "  hint: give it a valid text in the database, or exclude it with [filter] in retort.toml\n");
    EXPECT_EQ(project.must({"diff", "live", "live"}), "");
}

TEST_F(SqliteFiles, AThreeSlashPathThatWasMeantAsAbsolute) {
    const std::string meant = (project.folder() / "x.db").string();
    EXPECT_CONTAINS(expect("RT291", {"current", "--database", "sqlite://" + meant}),
                    fmt::format("write sqlite:///{} for the absolute one", meant));
}

TEST_F(SqliteFiles, WhatIsNoDatabase) {
    project.write("app.db", std::string(5000, 'x'));
    for (const char* command : {"upgrade", "current"})
        EXPECT_CONTAINS(expect("RT212", {command}), "no SQLite database, or an encrypted one");
    EXPECT_EQ(project.read("app.db"), std::string(5000, 'x'));
    EXPECT_CONTAINS(expect("RT212", {"upgrade", "--database", "sqlite:."}), "it is a folder");
    EXPECT_CONTAINS(expect("RT212", {"current", "--database", "sqlite:/dev/null"}), "it is a device");
    EXPECT_CONTAINS(expect("RT212", {"upgrade", "--database", "sqlite:no/app.db"}), "there is no folder no");
}

TEST_F(SqliteFiles, AFileThatMayNotBeWritten) {
    project.must({"upgrade", "aaaa0002"});
    fs::permissions(project.folder(), fs::perms(0755));
    ::chmod(file().c_str(), 0444);
    const Outcome upgrade = as_other_user({"upgrade"});
    EXPECT_EQ(upgrade.status, 2) << upgrade.err;
    EXPECT_CONTAINS(upgrade.err, "no permission to write to it");
    EXPECT_CONTAINS(upgrade.err, "[RT212]");
    EXPECT_EQ(as_other_user({"current"}).status, 0);

    ::chmod(file().c_str(), 0000);
    const Outcome current = as_other_user({"current"});
    EXPECT_EQ(current.status, 2) << current.out;
    EXPECT_CONTAINS(current.err, "[RT212]");
    ::chmod(file().c_str(), 0644);
    EXPECT_EQ(project.history(), "0001 upgrade, 0002 upgrade");
}

TEST_F(SqliteFiles, AFolderThatMayNotBeWritten) {
    project.must({"upgrade", "aaaa0002"});
    fs::permissions(project.folder(), fs::perms(0555));
    ::chmod(file().c_str(), 0666);
    const Outcome upgrade = as_other_user({"upgrade"});
    EXPECT_EQ(upgrade.status, 2) << upgrade.err;
    EXPECT_CONTAINS(upgrade.err, "[RT212]");
    EXPECT_CONTAINS(upgrade.err, "on its folder, where SQLite creates the journal");
    EXPECT_CONTAINS(upgrade.err, "nothing was committed");
    const Outcome fresh = as_other_user({"upgrade", "--database", "sqlite:new.db"});
    EXPECT_EQ(fresh.status, 2) << fresh.err;
    EXPECT_CONTAINS(fresh.err, "[RT212]");
    EXPECT_EQ(as_other_user({"current"}).status, 0);
    fs::permissions(project.folder(), fs::perms(0755));
    EXPECT_EQ(project.history(), "0001 upgrade, 0002 upgrade");
}

TEST_F(SqliteFiles, ADamagedPage) {
    project.must({"upgrade", "aaaa0002"});
    const std::string page = project.value("SELECT rootpage FROM sqlite_schema WHERE name = 'item'");
    {
        std::fstream out(file(), std::ios::in | std::ios::out | std::ios::binary);
        out.seekp((std::stol(page) - 1) * 4096);
        out << std::string(4096, '\x55');
    }
    const std::string before = project.read("app.db");
    const std::string message = expect("RT288", {"upgrade"});
    EXPECT_CONTAINS(message, "sqlite:app.db is damaged: database disk image is malformed");
    EXPECT_CONTAINS(message, "in the up");
    EXPECT_CONTAINS(message, "0003.sql:");
    EXPECT_CONTAINS(message, "nothing was committed");
    EXPECT_CONTAINS(message, ".recover");
    EXPECT_EQ(project.read("app.db"), before);
    EXPECT_EQ(project.retort({"current"}).status, 0) << "the other pages are whole";
}

TEST_F(SqliteFiles, AFullDisk) {
    project.must({"upgrade", "aaaa0002"});
    // max_page_count belongs to a connection, so the revision sets it.
    const std::string pages = project.value("PRAGMA page_count");
    project.write_revision("0003", "0002",
                           "PRAGMA max_page_count = " + pages + ";\n" + SqliteProject::rebuild("name TEXT NOT NULL"),
                           "", " transaction:false");
    const std::string message = expect("RT289", {"upgrade"});
    EXPECT_CONTAINS(message, "sqlite:app.db cannot grow: database or disk is full");
    EXPECT_CONTAINS(message, "0003.sql:11:1");
    EXPECT_CONTAINS(message, "nothing was committed");
    EXPECT_EQ(project.history(), "0001 upgrade, 0002 upgrade");
    EXPECT_EQ(project.value("SELECT count(*) FROM item"), "5000");
    EXPECT_EQ(project.value("PRAGMA integrity_check"), "ok");
}

TEST_F(SqliteFiles, AHotJournalIsRolledBack) {
    project.must({"upgrade", "aaaa0002"});
    for (const std::vector<std::string>& command :
         std::vector<std::vector<std::string>>{{"current"}, {"inspect", "live"}, {"upgrade"}}) {
        leave_open_transaction();
        ASSERT_TRUE(fs::exists(project.folder() / "app.db-journal"));
        if (command[0] == "current") {
            EXPECT_CONTAINS(expect("RT212", {"current", "--database", "sqlite:app.db?mode=ro"}), "remove mode=ro");
            EXPECT_TRUE(fs::exists(project.folder() / "app.db-journal"));
        }
        project.must(command);
        EXPECT_FALSE(fs::exists(project.folder() / "app.db-journal")) << command[0];
        EXPECT_EQ(project.value("SELECT count(*) FROM item WHERE name LIKE '%changed'"), "0");
        EXPECT_EQ(project.value("PRAGMA integrity_check"), "ok");
    }
    EXPECT_EQ(project.history(), "0001 upgrade, 0002 upgrade, 0003 upgrade, 0004 upgrade");
}

TEST_F(SqliteFiles, ParametersOfUrls) {
    project.must({"upgrade"});
    for (const char* url : {"sqlite:app.db?mode=ro", "sqlite:app.db?immutable=1", "sqlite:app.db?vfs=unix-none",
                            "sqlite:app.db?cache=private&mode=rw", "sqlite:file:app.db?mode=ro", "sqlite:%61pp.db",
                            "sqlite:///app.db?mode=ro&uri=true"})
        EXPECT_CONTAINS(project.must({"current", "--database", url}), "aaaa0004") << url;
    project.configure();
    EXPECT_CONTAINS(expect("RT212", {"downgrade", "base", "--database", "sqlite:app.db?mode=ro"}), "remove mode=ro");
    EXPECT_CONTAINS(expect("RT212", {"downgrade", "base", "--database", "sqlite:app.db?immutable=1"}), "immutable");
    EXPECT_CONTAINS(expect("RT212", {"current", "--database", "sqlite:app.db?vfs=nope"}), "no such vfs: nope");
    expect("RT291", {"upgrade", "--database", "sqlite:new.db?mode=rw"});
    EXPECT_FALSE(fs::exists(project.folder() / "new.db"));
    project.must({"upgrade", "--database", "sqlite:a%3Fb%20c%2525.db?mode=rwc"});
    EXPECT_TRUE(fs::exists(project.folder() / "a?b c%25.db"));
    project.must({"upgrade", "--database", "sqlite:some?mode=memory&cache=shared"});
    EXPECT_FALSE(fs::exists(project.folder() / "some"));
    expect("RT030", {"current", "--database", "sqlite:app.db?mod=ro"});
}

TEST_F(SqliteFiles, ConfiguredUrlsHaveParametersToo) {
    project.must({"upgrade"});
    project.write("below/retort.toml",
                  "[database]\nurl = \"sqlite:../app.db?mode=ro\"\n[migrations]\ndirectory = \"../migrations\"\n");
    EXPECT_CONTAINS(project.must({"current", "--config", "below/retort.toml"}), "aaaa0004");
}

TEST_F(SqliteFiles, HeaderFieldsOfTheProgramAreKept) {
    project.sql("PRAGMA user_version = 42; PRAGMA application_id = 77");
    const auto expect_kept = [&](const std::string& command) {
        EXPECT_EQ(project.value("PRAGMA user_version"), "42") << command;
        EXPECT_EQ(project.value("PRAGMA application_id"), "77") << command;
    };
    project.write("models/person.hpp", person());
    const std::vector<std::vector<std::string>> commands = {
        {"upgrade"},
        {"current"},
        {"check"},
        {"inspect", "live"},
        {"diff", "live", "models"},
        {"revision", "--autogenerate", "--allow-drop", "-m", "people"},
        {"upgrade"},
        {"downgrade", "aaaa0002"},
        {"downgrade", "base"},
        {"stamp", "head"}};
    for (const auto& command : commands) {
        EXPECT_NE(project.retort(command).status, 2) << command[0];
        expect_kept(command[0]);
    }
}

}  // namespace
}  // namespace retort::test
