// [filter] in retort.toml: what is not looked at is never changed or dropped.

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

class FilterCommand : public BothEngines {
protected:
    /// A database as the models say, with a table beside it that no model speaks of.
    FilterCommand() {
        project.configure();
        project.write("models/person.hpp", person());
        project.sql(project.must({"models"}));
        project.sql("CREATE TABLE legacy_orders (id integer PRIMARY KEY);"
                    "CREATE INDEX legacy_index ON legacy_orders (id)");
    }

    void filter(const std::string& lines) { project.configure("[filter]\n" + lines + "\n"); }
};

TEST_P(FilterCommand, WithoutOneAForeignTableIsDropped) {
    const Outcome check = project.retort({"check"});
    EXPECT_EQ(check.status, 1) << check.err;
    EXPECT_CONTAINS(check.out, "DROP TABLE legacy_orders");
}

TEST_P(FilterCommand, AnExcludedTableIsNotLookedAt) {
    for (const char* lines : {R"(exclude_tables = ["legacy_*"])", R"(tables = ["people", "other"])", R"(tables = ["*"]
exclude_tables = ["x", "legacy_order?"])"}) {
        filter(lines);
        const Outcome check = project.retort({"check"});
        EXPECT_EQ(check.status, 0) << lines << "\n" << check.out << check.err;
        EXPECT_EQ(project.must({"diff", "live", "models"}), "") << lines;
        EXPECT_EQ(count(project.must({"inspect", "live"}), "legacy"), 0) << lines;
    }
}

TEST_P(FilterCommand, ARevisionLeavesItAlone) {
    filter(R"(exclude_tables = ["legacy_*"])");
    project.write("models/person.hpp", person("std::optional<std::int32_t> age;"));
    project.must({"revision", "--autogenerate", "-m", "age"});
    project.must({"upgrade"});
    EXPECT_EQ(project.value("SELECT count(*) FROM legacy_orders"), "0");
    EXPECT_EQ(project.value("SELECT count(age) FROM people"), "0");
    EXPECT_EQ(project.retort({"check"}).status, 0);
}

TEST_P(FilterCommand, AModelThatIsLeftOutIsAnError) {
    filter(R"(exclude_tables = ["other", "peop*"])");
    for (const std::vector<std::string>& command : {std::vector<std::string>{"check"}, {"diff", "live", "models"},
                                                    {"revision", "--autogenerate", "-m", "x"}}) {
        const Outcome outcome = project.retort(command);
        EXPECT_EQ(outcome.status, 2);
        EXPECT_CONTAINS(outcome.err, "the models declare the table people, and it is left out by 'peop*' in [filter] exclude_tables");
        EXPECT_CONTAINS(outcome.err, "[RT011]");
        EXPECT_CONTAINS(outcome.err, "person.hpp:");
    }
    filter(R"(kinds = ["view"])");
    EXPECT_CONTAINS(project.retort({"check"}).err, "left out by [filter] kinds, which does not include it");
    filter(R"(exclude_schemas = ["default"])");
    EXPECT_CONTAINS(project.retort({"check"}).err, "left out by 'default' in [filter] exclude_schemas");
}

TEST_P(FilterCommand, AKindThatDoesNotExistIsPointedAt) {
    filter(R"(exclude_kinds = ["veiw"])");
    const Outcome outcome = project.retort({"check"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "[filter] exclude_kinds: no kind of object matches 'veiw'");
    EXPECT_CONTAINS(outcome.err, "did you mean 'view'?");
}

INSTANTIATE_TEST_SUITE_P(Engines, FilterCommand, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST(FilterOfKinds, AndOfSchemas) {
    Project project(Dialect::postgresql);
    project.configure();
    project.sql("CREATE TYPE mood AS ENUM ('good'); CREATE TABLE t (id bigint);"
                "CREATE SCHEMA legacy; CREATE TABLE legacy.old (id bigint)");
    EXPECT_CONTAINS(project.must({"inspect", "live"}), "legacy");
    project.configure("[filter]\nexclude_schemas = [\"leg*\"]\nexclude_kinds = [\"enum\"]\n");
    const std::string seen = project.must({"inspect", "live"});
    EXPECT_CONTAINS(seen, "CREATE TABLE t ");
    EXPECT_EQ(count(seen, "legacy"), 0) << seen;
    EXPECT_EQ(count(seen, "mood"), 0) << seen;
}

}  // namespace
}  // namespace retort::test
