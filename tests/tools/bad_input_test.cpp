// User errors: each gives a clear message and exit status 2, and nothing is written.

#include <fmt/format.h>

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

/// Runs retort and expects failure, with all of `parts` on standard error, nothing on standard
/// output, and no changed file.
void expect_refused(const Project& project, const std::vector<std::string>& arguments,
                    const std::vector<std::string>& parts) {
    const auto before = project.files();
    const Outcome outcome = project.retort(arguments);
    EXPECT_EQ(outcome.status, 2) << outcome.out << outcome.err;
    EXPECT_EQ(outcome.out, "");
    for (const std::string& part : parts) EXPECT_CONTAINS(outcome.err, part);
    EXPECT_EQ(project.files(), before);
}

const std::vector<std::string> revision = {"revision", "--autogenerate", "-m", "x"};

class BadModels : public ::testing::Test {
protected:
    BadModels() { project.configure(); }

    Project project{Dialect::sqlite};
};

TEST_F(BadModels, HeaderDoesNotCompile) {
    project.write("models/person.hpp", person("std::strin name;"));
    for (const auto& arguments : {revision, {"models"}, {"check"}}) {
        expect_refused(project, arguments, {"models/person.hpp:10:", "std::strin name;", "^"});
    }
}

TEST_F(BadModels, MissingInclude) {
    project.write("models/person.hpp", "#include \"nowhere.hpp\"\n" + person());
    expect_refused(project, revision, {"models/person.hpp:1:", "nowhere.hpp"});
}

TEST_F(BadModels, TypeWithoutMapping) {
    project.write("models/person.hpp", "#include <thread>\n" + person("std::thread worker;"));
    expect_refused(project, revision, {"models/person.hpp:11:", "    std::thread worker;", "^", "RT101", "worker"});
}

TEST_F(BadModels, RepeatedRule) {
    project.write("models/person.hpp", person("", "column<&Person::email>().varchar(10)"));
    expect_refused(project, revision, {"models/person.hpp:", "^", "email"});
}

TEST_F(BadModels, ForeignKeyToStructThatIsNotAModel) {
    project.write("models/person.hpp",
                  "#include <cstdint>\nstruct Team { std::int64_t id; };\n" +
                      person("std::int64_t team_id;", "column<&Person::team_id>().references<&Team::id>()"));
    expect_refused(project, revision, {"models/person.hpp:", "^", "RT103", "Team"});
}

TEST_F(BadModels, TwoModelsOfSameTable) {
    project.write("models/person.hpp", person());
    std::string other = person();
    for (std::size_t at = other.find("Person"); at != std::string::npos; at = other.find("Person", at)) {
        other.replace(at, 6, "Client");
    }
    project.write("models/client.hpp", other);
    expect_refused(project, revision, {"models/person.hpp:", "people"});
}

TEST_F(BadModels, NoHeaderMatches) {
    expect_refused(project, revision, {"retort.toml:2:", "no file matches 'models/*.hpp'", "^"});
}

class BadConfiguration : public ::testing::Test {
protected:
    BadConfiguration() { project.write("models/person.hpp", person()); }

    Project project{Dialect::sqlite};
};

TEST_F(BadConfiguration, UnknownKey) {
    project.configure("verion_table = \"v\"\n");
    for (const auto& arguments : {revision, {"upgrade"}, {"current"}, {"models"}}) {
        expect_refused(project, arguments,
                       {"retort.toml:6:1", "unknown key 'verion_table'", "verion_table = \"v\"", "^",
                        "did you mean 'version_table'?"});
    }
}

TEST_F(BadConfiguration, ValueOfWrongType) {
    project.write("retort.toml", "[models]\nheaders = [\"models/*.hpp\"]\n[database]\nurl = 5\n");
    expect_refused(project, revision, {"retort.toml:4:", "[database] url must be a string"});
}

TEST_F(BadConfiguration, UnsetVariable) {
    project.write("retort.toml", "[models]\nheaders = [\"models/*.hpp\"]\n[database]\nurl = \"${APP_DB}\"\n");
    expect_refused(project, revision, {"retort.toml:4:", "[database] url", "APP_DB"});
    expect_refused(project, {"upgrade"}, {"[database] url", "APP_DB"});
}

TEST_F(BadConfiguration, InvalidUrl) {
    project.write("retort.toml", "[models]\nheaders = [\"models/*.hpp\"]\n[database]\nurl = \"mysql://x\"\n");
    expect_refused(project, revision, {"[database] url in retort.toml", "postgresql://"});
}

TEST_F(BadConfiguration, AmbiguousFileNameTemplate) {
    project.configure("\n[migrations]\nfile_name = \"migration.sql\"\n");
    expect_refused(project, revision, {"file_name"});
}

TEST_F(BadConfiguration, MissingConfiguration) {
    expect_refused(project, {"models", "--config", "elsewhere.toml"}, {"elsewhere.toml"});
}

TEST_F(BadConfiguration, FileThatIsNotADatabase) {
    project.configure();
    project.write("app.db", std::string(5000, 'x'));
    expect_refused(project, {"upgrade"}, {"[database] url in retort.toml"});
}

class BadServer : public ::testing::Test {
protected:
    BadServer() { project.write("models/person.hpp", person()); }

    void configure(const std::string& url) {
        project.write("retort.toml",
                      fmt::format("[models]\nheaders = [\"models/*.hpp\"]\n[database]\nurl = \"{}\"\n", url));
    }

    Project project{Dialect::postgresql};
};

TEST_F(BadServer, UnreachableServer) {
    configure("postgresql://app@/app?host=/nowhere");
    for (const auto& arguments : {revision, {"upgrade"}, {"check"}, {"current"}}) {
        expect_refused(project, arguments, {"[database] url in retort.toml"});
    }
    expect_refused(project, {"current", "--database", "postgresql://app@/app?host=/elsewhere"}, {"--database"});
}

TEST_F(BadServer, MissingDatabase) {
    configure(url_of("retort_tools_missing"));
    expect_refused(project, {"upgrade"}, {"[database] url in retort.toml", "retort_tools_missing"});
}

TEST_F(BadServer, WrongPasswordIsNotPrinted) {
    // The server of tools/test.sh requires a password only for this role.
    const auto roles = project.connect()->query("SELECT 1 FROM pg_roles WHERE rolname = 'retort_password'");
    if (roles.empty()) project.sql("CREATE ROLE retort_password LOGIN PASSWORD 'right'");
    const std::string name = project.value("SELECT current_database()");
    const std::string url = url_of(name, "retort_password:wr0ng");
    configure(url);
    const Outcome outcome = project.retort({"upgrade"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "[database] url in retort.toml");
    EXPECT_CONTAINS(outcome.err, "password");
    EXPECT_EQ(count(outcome.err, "wr0ng"), 0) << outcome.err;
    EXPECT_EQ(outcome.out, "");
}

TEST_F(BadServer, MissingPrivilege) {
    const std::string name = project.value("SELECT current_database()");
    const auto roles = project.connect()->query("SELECT 1 FROM pg_roles WHERE rolname = 'retort_reader'");
    if (roles.empty()) project.sql("CREATE ROLE retort_reader LOGIN");
    project.configure();
    project.must({"revision", "--autogenerate", "-m", "people"});
    configure(url_of(name, "retort_reader"));
    expect_refused(project, {"upgrade"}, {"permission denied", "[database] url in retort.toml"});
    EXPECT_EQ(project.value("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"), "0");
}

TEST_F(BadServer, NoScratchDatabase) {
    project.configure();
    const std::string text = project.read("retort.toml");
    const std::size_t at = text.find("scratch_url");
    project.write("retort.toml", text.substr(0, at) + "scratch_url = \"postgresql://app@/app?host=/nowhere\"\n");
    expect_refused(project, revision, {"scratch_url"});
}

}  // namespace
}  // namespace retort::test
