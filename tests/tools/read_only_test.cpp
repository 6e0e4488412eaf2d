// A read-only connection without a scratch: expressions are compared structurally, which is reported.

#include <fmt/format.h>

#include <algorithm>

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

class ReadOnly : public ::testing::Test {
protected:
    ReadOnly() : project(Dialect::postgresql) {
        database_ = project.url().substr(project.url().rfind('/') + 1);
        database_ = project.value("SELECT current_database()");
        role_ = "generation_" + database_;
        project.sql(
            fmt::format("CREATE ROLE {0} LOGIN; ALTER ROLE {0} SET default_transaction_read_only = on;"
                        "REVOKE TEMPORARY, CREATE ON DATABASE {1} FROM PUBLIC; GRANT pg_read_all_data TO {0}",
                        role_, database_));
    }
    ~ReadOnly() override { project.sql(fmt::format("DROP OWNED BY {0}; DROP ROLE {0}", role_)); }

    /// The configuration for an owner, or for a read-only role.
    void configure(const std::string& headers, bool reader) {
        const std::string url = reader ? url_of(database_, role_) : project.url();
        project.write(
            "retort.toml",
            fmt::format(
                "[models]\nheaders = [{}]\n[database]\nurl = \"{}\"\nscratch_url = \"{}\"\ntrust_sources = true\n",
                headers, url, reader ? "none" : server_url()));
    }

    void migrate() {
        project.must({"revision", "--autogenerate", "-m", "a step"});
        project.must({"upgrade"});
    }

    Project project;

private:
    std::string database_;
    std::string role_;
};

TEST_F(ReadOnly, ExampleModelsAreEqual) {
    for (const std::string folder : {"auth", "shop"}) {
        const std::string headers = fmt::format("\"{}/{}/*.hpp\"", RETORT_MODELS, folder);
        configure(headers, false);
        project.sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        std::filesystem::remove_all(project.folder() / "migrations");
        migrate();
        configure(headers, true);
        const Outcome check = project.retort({"check"});
        EXPECT_EQ(check.status, 0) << check.out << check.err;
        EXPECT_CONTAINS(check.err, "compared structurally:");
        EXPECT_CONTAINS(check.err, "scratch_url = \"none\"");
        const Outcome diff = project.retort({"diff", "models", "live"});
        EXPECT_EQ(diff.status, 0) << diff.out << diff.err;
        EXPECT_CONTAINS(diff.err, "compared structurally:");
    }
}

TEST_F(ReadOnly, FindsDifferences) {
    const auto header = [](const std::string& check, const std::string& predicate) {
        return person(
            "std::optional<std::int32_t> age; std::string role;",
            "column<&Person::age>().server_default(-1),"
            "column<&Person::role>().varchar(20).default_sql(\"lower('X')\"),"
            "check(\"" +
                check +
                "\").named(\"ages\"), check(\"role IN ('a', 'b') OR age < 3\"), index<&Person::role>().where(\"" +
                predicate + "\").named(\"roles\")");
    };
    configure("\"models/*.hpp\"", false);
    project.write("models/person.hpp", header("age BETWEEN -1 AND 150 AND role <> ''", "role NOT LIKE 'a%'"));
    migrate();
    configure("\"models/*.hpp\"", true);
    const Outcome same = project.retort({"check"});
    EXPECT_EQ(same.status, 0) << same.out << same.err;

    project.write("models/person.hpp", header("age BETWEEN -1 AND 151 AND role <> ''", "role NOT LIKE 'b%'"));
    const Outcome other = project.retort({"check"});
    EXPECT_EQ(other.status, 1) << other.err;
    EXPECT_CONTAINS(other.out, "ages");
    EXPECT_CONTAINS(other.out, "roles");
    EXPECT_EQ(count(other.out, "email"), 0) << other.out;

    const Outcome proved = project.retort({"revision", "--autogenerate", "-m", "proved"});
    EXPECT_EQ(proved.status, 2) << "there is nothing to prove it on";
    EXPECT_CONTAINS(proved.err, "[RT215]");
    EXPECT_CONTAINS(proved.err, "--no-verify");

    const Outcome revision = project.retort({"revision", "--autogenerate", "--no-verify", "-m", "next"});
    EXPECT_EQ(revision.status, 0) << revision.err;
    EXPECT_CONTAINS(revision.err, "compared structurally:");
    EXPECT_CONTAINS(project.read("migrations/0002_next.sql"), "age BETWEEN -1 AND 151");
}

TEST_F(ReadOnly, ConfiguredScratchMustWork) {
    configure("\"models/*.hpp\"", false);
    project.write("models/person.hpp", person());
    migrate();
    project.write("retort.toml", fmt::format("[models]\nheaders = [\"models/*.hpp\"]\n[database]\nurl = \"{}\"\n"
                                             "scratch_url = \"postgresql://nobody@/x?host=/nowhere\"\n",
                                             url_of(project.value("SELECT current_database()"),
                                                    "generation_" + project.value("SELECT current_database()"))));
    const Outcome outcome = project.retort({"check"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "[RT214]");
}

}  // namespace
}  // namespace retort::test
