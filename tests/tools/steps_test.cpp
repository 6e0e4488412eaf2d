// The command and revisions with a step in C++, which only their program can run.

#include "project.hpp"

namespace retort::test {
namespace {

class CommandWithSteps : public BothEngines {
protected:
    CommandWithSteps() {
        project.configure();
        project.write("migrations/0001_first.sql",
                      "-- 0001 first\n-- revision: aaaa1111\n-- down_revision: none\n\n-- migrate:up\n"
                      "CREATE TABLE people (id integer);\n\n-- migrate:down\nDROP TABLE people;\n");
        project.write("migrations/0002_slugs.sql",
                      "-- 0002 slugs\n-- revision: bbbb1111\n-- down_revision: aaaa1111\n\n-- migrate:up\n"
                      "CREATE TABLE slugs (id integer);\n-- migrate:step fill_slugs\n\n-- migrate:down\n"
                      "DROP TABLE slugs;\n");
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, CommandWithSteps, ::testing::Values(Dialect::postgresql, Dialect::sqlite),
                         engine_name);

TEST_P(CommandWithSteps, UpgradeRunsNothing) {
    const Outcome all = project.retort({"upgrade"});
    EXPECT_EQ(all.status, 2);
    EXPECT_CONTAINS(all.err,
                    "migrations/0002_slugs.sql:7:1: error: retort cannot run the step 'fill_slugs' of 0002 "
                    "slugs (bbbb1111): it is a C++ function of the program that migrates the database [RT346]");
    EXPECT_CONTAINS(all.err, "nothing was run; start that program");
    EXPECT_EQ(project.must({"current"}), "");

    project.must({"upgrade", "0001"});
    EXPECT_CONTAINS(project.must({"current"}), "aaaa1111");
    EXPECT_EQ(project.retort({"upgrade", "+1"}).status, 2);
    EXPECT_CONTAINS(project.must({"current"}), "aaaa1111");
}

TEST_P(CommandWithSteps, ScriptsAreRejected) {
    const Outcome script = project.retort({"upgrade", "--sql"});
    EXPECT_EQ(script.status, 2);
    EXPECT_EQ(script.out, "");
    EXPECT_CONTAINS(script.err, "a script cannot run the step 'fill_slugs'");
    EXPECT_CONTAINS(project.must({"downgrade", "head:base", "--sql"}), "DROP TABLE slugs");
}

TEST_P(CommandWithSteps, FilesAreListedAndShown) {
    EXPECT_CONTAINS(project.must({"history"}), "bbbb1111");
    EXPECT_CONTAINS(project.must({"show", "0002"}), "-- migrate:step fill_slugs\n");
}

}  // namespace
}  // namespace retort::test
