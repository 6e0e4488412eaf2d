// The tables that pg_partman makes at run time are kept where the other side of a comparison does not have them.

#include "project.hpp"

namespace retort::test {
namespace {

class PartmanTables : public ::testing::Test {
protected:
    void SetUp() override {
        if (project.value("SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_partman'") == "0")
            GTEST_SKIP() << "the extension pg_partman is not available";
        project.configure();
        project.sql(
            "CREATE SCHEMA partman; CREATE EXTENSION pg_partman SCHEMA partman;"
            "CREATE TABLE logs (id bigint NOT NULL, at timestamptz NOT NULL) PARTITION BY RANGE (at);"
            "SELECT partman.create_parent('public.logs', 'at', 'native', 'yearly', p_premake => 1, "
            "p_start_partition => '2026-01-01')");
    }

    Project project{Dialect::postgresql};
    const std::string extension = "CREATE SCHEMA partman; CREATE EXTENSION pg_partman SCHEMA partman;";
};

TEST_F(PartmanTables, FollowTheirParent) {
    project.write("goal.sql",
                  extension +
                      "CREATE TABLE logs (id bigint NOT NULL, at timestamptz NOT NULL, note text DEFAULT 'n') "
                      "PARTITION BY RANGE (at); CREATE INDEX logs_id ON logs (id);");
    const Outcome diff = project.retort({"diff", "live", "goal.sql"});
    EXPECT_EQ(diff.status, 1) << diff.err;
    EXPECT_EQ(count(diff.out, "DROP"), 0) << diff.out;
    EXPECT_CONTAINS(diff.out, "ALTER TABLE logs ADD COLUMN note text DEFAULT 'n'::text;");
    project.sql(diff.out);
    EXPECT_EQ(project.retort({"diff", "live", "goal.sql"}).status, 0);
    EXPECT_EQ(project.value("SELECT count(*) FROM pg_attribute WHERE attname = 'note' AND attrelid IN "
                            "(SELECT inhrelid FROM pg_inherits WHERE inhparent = 'logs'::regclass)"),
              project.value("SELECT count(*) FROM pg_inherits WHERE inhparent = 'logs'::regclass"));
}

TEST_F(PartmanTables, GoWithTheExtensionOrTheParent) {
    project.write("goal.sql", "CREATE TABLE other (id integer);");
    const Outcome diff = project.retort({"diff", "live", "goal.sql"});
    EXPECT_CONTAINS(diff.out, "DROP TABLE partman.template_public_logs;");
    project.sql(diff.out);
    EXPECT_EQ(project.retort({"diff", "live", "goal.sql"}).status, 0);
}

}  // namespace
}  // namespace retort::test
