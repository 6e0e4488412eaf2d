// The options of `revision` and `merge` that place a new revision, name it, and choose its file; several folders.

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

namespace fs = std::filesystem;

/// aaaa1111, which bbbb1111 and cccc1111 follow.
class NewRevision : public BothEngines {
protected:
    NewRevision() {
        project.configure();
        add("migrations/0001_first", "aaaa1111", "none", "CREATE TABLE a (id integer);", "DROP TABLE a;");
        add("migrations/0002_left", "bbbb1111", "aaaa1111", "CREATE TABLE l (id integer);", "DROP TABLE l;");
        add("migrations/0003_right", "cccc1111", "aaaa1111", "CREATE TABLE r (id integer);", "DROP TABLE r;");
    }

    void add(const std::string& path, const std::string& id, const std::string& follows, const std::string& up = "",
             const std::string& down = "", const std::string& more = "") const {
        const std::string name = path.substr(path.find('/') + 1);
        project.write(path + ".sql",
                      fmt::format("-- {} {}\n-- revision: {}\n-- down_revision: {}\n{}\n-- migrate:up\n{}\n\n-- "
                                  "migrate:down\n{}\n",
                                  name.substr(0, 4), name.substr(5), id, follows, more, up, down));
    }

    /// Runs `revision` or `merge`, which prints the path of the file; returns its text.
    std::string written(std::vector<std::string> arguments) const {
        std::string path = project.must(arguments);
        if (path.empty()) return "";
        path.pop_back();
        return project.read(path);
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, NewRevision, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST_P(NewRevision, FollowsTheGivenHead) {
    EXPECT_CONTAINS(project.retort({"revision", "-m", "more"}).err, "[RT066]");
    EXPECT_CONTAINS(written({"revision", "-m", "more", "--head", "bbbb"}), "-- down_revision: bbbb1111\n");
    EXPECT_CONTAINS(written({"revision", "-m", "alone", "--head", "base"}), "-- down_revision: none\n");
}

TEST_P(NewRevision, SplicesOnlyWhenAsked) {
    const Outcome refused = project.retort({"revision", "-m", "more", "--head", "aaaa1111"});
    EXPECT_EQ(refused.status, 2);
    EXPECT_CONTAINS(refused.err, "0001 first (aaaa1111) is not a head: 0002 left (bbbb1111) follows it [RT315]");
    EXPECT_CONTAINS(refused.err, "hint: add --splice");
    EXPECT_CONTAINS(written({"revision", "-m", "more", "--head", "aaaa1111", "--splice"}), "-- 0004 more\n");
    EXPECT_CONTAINS(project.retort({"revision", "-m", "x", "--splice"}).err, "--splice requires --head [RT264]");
}

TEST_P(NewRevision, HasTheGivenIdLabelAndDependency) {
    const std::string text = written({"revision", "-m", "invoices", "--head", "cccc", "--rev-id", "invoices_1",
                                      "--branch-label", "billing", "--depends-on", "2", "--depends-on", "bbbb1111"});
    EXPECT_CONTAINS(text,
                    "-- revision: invoices_1\n-- down_revision: cccc1111\n-- depends_on: bbbb1111\n-- branch_labels: "
                    "billing\n");
    EXPECT_EQ(project.must({"show", "billing@head"}), text);
    const Outcome upgrade = project.retort({"upgrade", "billing@head"});
    EXPECT_EQ(upgrade.status, 0) << upgrade.err;
    EXPECT_EQ(count(upgrade.err, "upgrade "), 4);
    EXPECT_EQ(project.value("SELECT count(*) FROM retort_version"), "1") << "the row of the dependency is implied";
    EXPECT_CONTAINS(project.must({"heads"}), "bbbb1111    0002  left  (effective head)\n");
    const Outcome down = project.retort({"downgrade", "2-1"});
    EXPECT_EQ(down.status, 0) << down.err;
    EXPECT_CONTAINS(down.err, "downgrade 0004 invoices (invoices_1)");
    EXPECT_EQ(project.must({"current"}), "cccc1111  0003  right  (current)\n") << "not on the branch of 0002";
}

TEST_P(NewRevision, RejectsIdsAndLabels) {
    const std::pair<std::vector<std::string>, const char*> cases[] = {
        {{"--rev-id", "a-b"}, "--rev-id: 'a-b' is not a revision id [RT317]"},
        {{"--rev-id", "head"}, "--rev-id: 'head' is not a revision id [RT317]"},
        {{"--rev-id", "bbbb1111"}, "--rev-id bbbb1111 is in use: migrations/0002_left.sql [RT317]"},
        {{"--branch-label", "12"}, "--branch-label: '12' is not a branch label [RT317]"},
        {{"--branch-label", "cccc1111"}, "--branch-label cccc1111 is in use: migrations/0003_right.sql [RT317]"},
        {{"--branch-label", "x", "--rev-id", "x"}, "--branch-label x is given twice, or is the id [RT317]"}};
    const auto before = project.files();
    for (const auto& [options, expected] : cases) {
        std::vector<std::string> command{"revision", "-m", "x", "--head", "bbbb"};
        command.insert(command.end(), options.begin(), options.end());
        EXPECT_CONTAINS(project.retort(command).err, expected);
    }
    EXPECT_EQ(project.files(), before);
}

TEST_P(NewRevision, OutputWritesElsewhereOrNowhere) {
    const auto before = project.files();
    const std::string text = project.must({"revision", "-m", "more", "--head", "bbbb", "--output", "-"});
    EXPECT_CONTAINS(text, "-- 0004 more\n-- revision: ");
    EXPECT_EQ(project.files(), before);
    const Outcome outcome = project.retort({"revision", "-m", "more", "--head", "bbbb", "--output", "drafts"});
    EXPECT_EQ(outcome.out, "drafts/0004_more.sql\n");
    EXPECT_CONTAINS(outcome.err, "the file is not read from drafts: move it to migrations\n");
    EXPECT_CONTAINS(project.retort({"merge", "--output", "-"}).out, "-- down_revision: bbbb1111, cccc1111\n");
    EXPECT_CONTAINS(project.retort({"revision", "-m", "x", "--output", "-", "--edit"}).err, "[RT264]");
    EXPECT_CONTAINS(project.retort({"revision", "-m", "x", "--output", "-", "--directory", "migrations"}).err,
                    "[RT008]");
}

TEST_P(NewRevision, MergeTakesALabel) {
    EXPECT_CONTAINS(written({"merge", "-m", "joined", "--branch-label", "joined"}), "-- branch_labels: joined\n");
    EXPECT_EQ(project.must({"show", "joined@head"}), project.must({"show", "head"}));
}

TEST_P(NewRevision, EditOpensTheFile) {
    project.environment = {{"VISUAL", ""}, {"EDITOR", ""}};
    const auto before = project.files();
    EXPECT_CONTAINS(
        project.retort({"revision", "-m", "x", "--head", "bbbb", "--edit"}).err,
        "no editor for the new revision: neither VISUAL nor EDITOR is set, and this is no terminal [RT334]");
    EXPECT_EQ(project.files(), before);
    project.environment["EDITOR"] = "sed -i 's/^-- migrate:up/&\\nSELECT 1;/'";
    const std::string text = written({"revision", "-m", "it's edited", "--head", "bbbb", "--edit"});
    EXPECT_CONTAINS(text, "-- migrate:up\nSELECT 1;\n");
    project.environment["VISUAL"] = "false";
    const Outcome failed = project.retort({"revision", "-m", "more", "--head", "cccc", "--edit"});
    EXPECT_EQ(failed.status, 2);
    EXPECT_CONTAINS(failed.err, "the editor false ($VISUAL) ended with exit status 1 [RT334]");
    EXPECT_CONTAINS(failed.err, "migrations/0005_more.sql is as the editor left it");
    project.environment["VISUAL"] = "sed -i 's/down_revision: .*/down_revision: nowhere/'";
    EXPECT_CONTAINS(project.retort({"revision", "-m", "broken", "--head", "cccc", "--splice", "--edit"}).err,
                    "follows nowhere, but no file contains it [RT064]");
}

TEST_P(NewRevision, TitlesKeepTheirLetters) {
    const std::string path = project.must({"revision", "--head", "bbbb", "-m", "Größe → Таблица"});
    EXPECT_EQ(path, "migrations/0004_größe_таблица.sql\n");
    EXPECT_CONTAINS(project.must({"heads"}), "  0004  Größe → Таблица  (head)\n");
    const Outcome latin1 = project.retort({"revision", "--head", "cccc", "-m",
                                           "Gr\xF6\xDF"
                                           "e"});
    EXPECT_EQ(latin1.status, 2);
    EXPECT_CONTAINS(latin1.err, "the message is not valid UTF-8 [RT320]");
}

TEST_P(NewRevision, AutogenerateComparesWithTheParent) {
    project.write("models/a.hpp", person());
    project.must({"upgrade", "bbbb"});
    // The parent is where the database is: the model is new, a and l are not declared.
    const std::string text =
        written({"revision", "-a", "-m", "people", "--head", "bbbb", "--branch-label", "people", "--allow-drop"});
    EXPECT_CONTAINS(text, "-- down_revision: bbbb1111\n-- branch_labels: people\n");
    EXPECT_CONTAINS(text, "CREATE TABLE people");
    EXPECT_CONTAINS(text, "DROP TABLE l;");
    EXPECT_EQ(count(text, "DROP TABLE r;"), 0) << "cccc1111 is on the other branch";
    EXPECT_CONTAINS(text, "-- verified: upgrade, downgrade, upgrade");

    const Outcome elsewhere = project.retort({"revision", "-a", "-m", "more", "--head", "cccc"});
    EXPECT_EQ(elsewhere.status, 2);
    EXPECT_CONTAINS(elsewhere.err, " is at bbbb1111, but the new revision begins at cccc1111 [RT319]");
    EXPECT_CONTAINS(elsewhere.err, "--from migrations");
    const std::string built = written(
        {"revision", "-a", "--from", "migrations", "-m", "more", "--head", "aaaa1111", "--splice", "--allow-drop"});
    EXPECT_CONTAINS(built, "-- down_revision: aaaa1111\n");
    EXPECT_CONTAINS(built, "DROP TABLE a;");
    EXPECT_EQ(count(built, "DROP TABLE l;"), 0) << "not there at the parent";
}

TEST_P(NewRevision, AutogenerateAtAllHeadsFollowsOne) {
    project.write("models/a.hpp", person());
    project.must({"upgrade", "heads"});
    const std::string text = written({"revision", "-a", "-m", "people", "--head", "cccc", "--allow-drop"});
    EXPECT_CONTAINS(text, "-- down_revision: cccc1111\n");
    EXPECT_CONTAINS(text, "DROP TABLE l;");
}

/// Two folders: billing has a branch with a label.
class Folders : public NewRevision {
protected:
    Folders() {
        configure("directory = [\"migrations\", \"billing\"]\n");
        fs::remove(project.folder() / "migrations/0003_right.sql");
        add("billing/0003_invoices", "cccc1111", "aaaa1111", "CREATE TABLE r (id integer);", "DROP TABLE r;",
            "-- branch_labels: billing\n");
    }

    void configure(const std::string& migrations) const { project.configure("\n[migrations]\n" + migrations); }
};

INSTANTIATE_TEST_SUITE_P(Engines, Folders, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST_P(Folders, AreOneChain) {
    EXPECT_EQ(
        project.must({"history"}),
        "cccc1111  0003  invoices  (branch billing, head)\nbbbb1111  0002  left  (head)\naaaa1111  0001  first\n");
    EXPECT_CONTAINS(project.must({"heads", "-v"}), "    file      billing/0003_invoices.sql\n");
    EXPECT_EQ(project.must({"branches"}),
              "aaaa1111  0001  first\n"
              "    -> bbbb1111  0002  left  (head)\n"
              "    -> cccc1111  0003  invoices  (branch billing, head)\n"
              "branch billing: from 0003 invoices (cccc1111) to 0003 invoices (cccc1111)\n");
    project.must({"upgrade", "heads"});
    EXPECT_EQ(project.must({"show", "billing/0003_invoices.sql"}), project.read("billing/0003_invoices.sql"));
    project.must({"merge"});
    EXPECT_EQ(project.must({"diff", "migrations", "live"}), "");
}

TEST_P(Folders, NewRevisionsGoWhereTheyBelong) {
    EXPECT_EQ(project.must({"revision", "-m", "more", "--head", "bbbb"}), "migrations/0004_more.sql\n");
    EXPECT_EQ(project.must({"revision", "-m", "lines", "--head", "billing@head"}), "billing/0005_lines.sql\n");
    EXPECT_EQ(project.must({"revision", "-m", "here", "--head", "4", "--directory", "billing"}),
              "billing/0006_here.sql\n");
    EXPECT_EQ(project.must({"revision", "-m", "there", "--head", "billing@head", "--directory", "./migrations/"}),
              "migrations/0007_there.sql\n");
    const Outcome other = project.retort({"revision", "-m", "x", "--head", "6", "--directory", "models"});
    EXPECT_EQ(other.status, 2);
    EXPECT_CONTAINS(other.err, "--directory models is not one of [migrations] directory [RT314]");
    EXPECT_CONTAINS(other.err, "the folders are migrations, billing;");
}

TEST_P(Folders, OfTheConfigurationAreChecked) {
    configure("directory = [\"migrations\", \"./migrations/\"]\n");
    EXPECT_CONTAINS(project.retort({"heads"}).err, "[migrations] directory names the folder migrations twice [RT313]");
    configure("directory = [\"migrations\", \"biling\"]\n");
    EXPECT_CONTAINS(project.retort({"heads"}).err, "can't read biling: No such file or directory [RT060]");
    configure("directory = []\n");
    EXPECT_CONTAINS(project.retort({"heads"}).err, "[migrations] directory is empty [RT267]");
    configure("directory = 3\n");
    EXPECT_CONTAINS(project.retort({"heads"}).err, "must be a string or a list of strings, not an integer [RT004]");
}

TEST_P(Folders, SqlFilesInThemAreNoModels) {
    configure("directory = [\"migrations\", \"models/billing\"]\n");
    fs::create_directories(project.folder() / "models/billing");
    fs::rename(project.folder() / "billing/0003_invoices.sql", project.folder() / "models/billing/0003_invoices.sql");
    project.write("retort.toml", [&] {
        std::string text = project.read("retort.toml");
        return text.replace(text.find("models/*.hpp"), 12, "models/**/*.hpp");
    }());
    project.write("models/a.hpp", person());
    EXPECT_EQ(count(project.retort({"models"}).err, "not read"), 0);
}

TEST_P(NewRevision, TargetsReadTheDatabase) {
    project.must({"upgrade", "bbbb"});
    EXPECT_EQ(project.must({"show", "current"}), project.read("migrations/0002_left.sql"));
    EXPECT_EQ(project.must({"show", "current-1"}), project.read("migrations/0001_first.sql"));
    EXPECT_EQ(project.must({"history", "-r", "current:"}),
              "cccc1111  0003  right  (head)\nbbbb1111  0002  left  (head, current)\n");
    EXPECT_EQ(project.must({"history", "current-1:current"}),
              "bbbb1111  0002  left  (head, current)\naaaa1111  0001  first\n");
    const std::string script = project.must({"upgrade", "current:heads", "--sql"});
    EXPECT_CONTAINS(script, "-- upgrade from 0002 left (bbbb1111) to ");
    EXPECT_CONTAINS(script, "CREATE TABLE r (id integer);");
    EXPECT_EQ(count(script, "CREATE TABLE l"), 0);
    EXPECT_CONTAINS(project.must({"downgrade", "current:-1", "--sql"}), "DROP TABLE l;");
    EXPECT_CONTAINS(project.must({"upgrade", "aaaa:current", "--sql"}), "CREATE TABLE l");
    EXPECT_CONTAINS(project.must({"stamp", "current:cccc", "--sql"}), "'cccc1111'");
    project.write("script.sql", script);
    project.feed(project.url(), "script.sql");
    EXPECT_EQ(project.value("SELECT count(*) FROM retort_version"), "2");
    const std::string unreachable = GetParam() == Dialect::sqlite ? "sqlite:none.db" : "postgresql://localhost:1/none";
    for (const std::vector<std::string>& command : {std::vector<std::string>{"history", "-r", "current:"},
                                                    {"show", "current"},
                                                    {"upgrade", "current:heads", "--sql"}}) {
        std::vector<std::string> elsewhere = command;
        elsewhere.insert(elsewhere.end(), {"--database", unreachable});
        EXPECT_EQ(project.retort(elsewhere).status, 2) << command[0];
    }
}

}  // namespace
}  // namespace retort::test
