// edit: the editor, and what is said about the file afterwards.

#include "project.hpp"
#include "revision_file.hpp"

namespace retort::test {
namespace {

class Edit : public BothEngines {
protected:
    Edit() {
        project.configure();
        project.write(file,
                      revision_file("0001_first", "aaaa1111", "none", "CREATE TABLE a (id integer);", "DROP TABLE a;"));
        project.environment["VISUAL"] = "";
        project.environment["EDITOR"] = "";
    }

    /// Replaces a part of the file, by an editor that needs no terminal.
    void edit_by(const std::string& part, const std::string& with) {
        project.environment["EDITOR"] = "sed -i 's/" + part + "/" + with + "/'";
    }

    const std::string file = "migrations/0001_first.sql";
};

INSTANTIATE_TEST_SUITE_P(Engines, Edit, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST_P(Edit, OpensTheFileInTheEditor) {
    edit_by("id integer", "id bigint");
    const Outcome outcome = project.retort({"edit", "aaaa"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_CONTAINS(project.read(file), "CREATE TABLE a (id bigint);");
    EXPECT_CONTAINS(outcome.err, "edited 0001 first (aaaa1111): migrations/0001_first.sql\n");
    EXPECT_EQ(count(outcome.err, "has run"), 0);
    EXPECT_CONTAINS(project.retort({"edit", "head"}).err, "migrations/0001_first.sql is unchanged");
}

TEST_P(Edit, VisualComesFirst) {
    project.environment["VISUAL"] = "true";
    project.environment["EDITOR"] = "false";
    EXPECT_EQ(project.retort({"edit", "0001"}).status, 0);
}

TEST_P(Edit, ABrokenFileStaysAndCanBeEditedAgain) {
    edit_by("-- migrate:down", "-- migrate:dwn");
    const Outcome broken = project.retort({"edit", "head"});
    EXPECT_EQ(broken.status, 2);
    EXPECT_CONTAINS(broken.err, "migrations/0001_first.sql:8:4: error: unknown section 'migrate:dwn'");
    EXPECT_CONTAINS(broken.err, "migrations/0001_first.sql is as you left it");
    EXPECT_CONTAINS(project.read(file), "-- migrate:dwn");
    edit_by("-- migrate:dwn", "-- migrate:down");
    for (const std::string word : {"aaaa", "0001_first.sql", "migrations/0001_first.sql"}) {
        edit_by("-- migrate:d[ow]*n", word == "aaaa" ? "-- migrate:down" : "-- migrate:dwn");
        const Outcome outcome = project.retort({"edit", word});
        EXPECT_EQ(outcome.status, word == "aaaa" ? 0 : 2) << outcome.err;
    }
}

TEST_P(Edit, SaysThatItHasRunAndThatTheProofIsVoid) {
    project.must({"verify"});
    project.must({"upgrade"});
    edit_by("id integer", "id bigint");
    const Outcome outcome = project.retort({"edit", "head"});
    EXPECT_EQ(outcome.status, 0);
    EXPECT_CONTAINS(outcome.err, "warning: 0001 first (aaaa1111) has run on ");
    EXPECT_CONTAINS(outcome.err, "'verified' of 0001 first (aaaa1111) is void");
}

TEST_P(Edit, AnotherIdIsReported) {
    edit_by("aaaa1111", "bbbb1111");
    EXPECT_CONTAINS(project.retort({"edit", "head"}).err,
                    "the id of migrations/0001_first.sql was aaaa1111: a database that ran it has that id");
}

TEST_P(Edit, EditorsThatFail) {
    const auto expect = [&](const std::string& message) {
        const Outcome outcome = project.retort({"edit", "head"});
        EXPECT_EQ(outcome.status, 2);
        EXPECT_CONTAINS(outcome.err, message);
        EXPECT_CONTAINS(outcome.err, "[RT334]");
    };
    expect("neither VISUAL nor EDITOR is set, and this is no terminal");
    project.environment["EDITOR"] = "no-such-editor --wait";
    expect("the editor no-such-editor --wait ($EDITOR) can't be run");
    project.environment["VISUAL"] = "exit 3;";
    expect("the editor exit 3; ($VISUAL) ended with exit status 3");
    EXPECT_EQ(project.retort({"edit", "zzzz"}).status, 2);
}

}  // namespace
}  // namespace retort::test
