// A migration file that was edited after it had run, and one whose proof failed.

#include <algorithm>

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

class EditedFiles : public BothEngines {
protected:
    EditedFiles() {
        project.configure();
        project.write("models/person.hpp", person());
        project.must({"revision", "--autogenerate", "-m", "people"});
        project.must({"upgrade"});
    }

    void replace(const std::string& part, const std::string& with) {
        std::string text = project.read(file);
        const std::size_t at = text.find(part);
        ASSERT_NE(at, std::string::npos) << text;
        project.write(file, text.replace(at, part.size(), with));
    }

    const std::string file = "migrations/0001_people.sql";
};

TEST_P(EditedFiles, IsAWarningAndADifference) {
    EXPECT_EQ(project.retort({"check"}).status, 0);
    replace("-- migrate:up\n", "-- migrate:up\n-- a word more\n");
    for (const std::string command : {"upgrade", "current"}) {
        const Outcome outcome = project.retort({command});
        EXPECT_EQ(outcome.status, 0) << outcome.err;
        EXPECT_CONTAINS(outcome.err, "warning: 0001 people (");
        EXPECT_CONTAINS(outcome.err, ") was edited after it was run on ");
        EXPECT_CONTAINS(outcome.err, ": migrations/0001_people.sql; restore the file");
    }
    const Outcome check = project.retort({"check"});
    EXPECT_EQ(check.status, 1) << check.err;
    EXPECT_CONTAINS(check.out, "edited: 0001 people (");
    EXPECT_CONTAINS(check.out, "was edited after it was run");
}

TEST_P(EditedFiles, PartsThatDoNotRunMayBeEdited) {
    replace("-- 0001 people", "-- 0001 all people");
    replace("-- migrate:down\n", "-- migrate:down\n-- a word more\n");
    EXPECT_EQ(count(project.retort({"upgrade"}).err, "edited"), 0);
    EXPECT_EQ(project.retort({"check", "--allow", "void", "--allow", "sum"}).status, 0);
}

TEST_P(EditedFiles, DowngradedAndRerunFileIsNotReported) {
    replace("-- migrate:up\n", "-- migrate:up\n-- a word more\n");
    project.must({"downgrade", "base"});
    EXPECT_EQ(count(project.retort({"current"}).err, "edited"), 0) << "it is not run at present";
    project.must({"upgrade"});
    project.must({"verify"});
    EXPECT_EQ(project.retort({"check"}).status, 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, EditedFiles, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST(FailingProof, NamesUnwrittenFile) {
    Project project(Dialect::postgresql);
    project.configure();
    project.write("models/person.hpp", person("std::string age;"));
    project.must({"revision", "--autogenerate", "-m", "people"});
    project.must({"upgrade"});
    project.write("models/person.hpp",
                  person("std::int32_t age;", "column<&Person::age>().using_sql(\"no_such(age)\")"));
    const Outcome outcome = project.retort({"revision", "--autogenerate", "--no-data-checks", "-m", "ages"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "migrations/0002_ages.sql:");
    EXPECT_CONTAINS(outcome.err, "no file was written");
    EXPECT_EQ(count(outcome.err, "(new revision)"), 0);
    EXPECT_EQ(project.files().count("migrations/0002_ages.sql"), 0U);
}

}  // namespace
}  // namespace retort::test
