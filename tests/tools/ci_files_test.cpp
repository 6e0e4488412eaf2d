// The files of docs/ci on the project of examples/ci: each command of the pipelines runs there, the hook with a real
// commit, the preset with a real build, and states.sh goes through all states.

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "project.hpp"

namespace retort::test {
namespace {

namespace fs = std::filesystem;

/// A copy of examples/ci, with retort on PATH, in a repository with one commit.
class CiFiles : public ::testing::Test {
protected:
    CiFiles() {
        const fs::path programs = fs::path(RETORT_BINARY).parent_path();
        environment_["PATH"] = fmt::format("{}:{}", programs.string(), std::getenv("PATH"));
        environment_["GIT_CONFIG_GLOBAL"] = "/dev/null";
        fs::copy(fs::path(RETORT_DOCS) / "../examples/ci", root(), fs::copy_options::recursive);
        shell("git init -q -b main . && git config user.name a && git config user.email a@example.org");
        shell("git add -A && git commit -qm first");
    }

    fs::path root() const { return folder_.path() / "project"; }

    Outcome run_in(const std::string& script) const {
        return run({"sh", "-e", "-c", script}, {root(), environment_, ""});
    }

    void shell(const std::string& script) const {
        const Outcome outcome = run_in(script);
        EXPECT_EQ(outcome.status, 0) << script << "\n" << outcome.out << outcome.err;
    }

    /// The lines of a file of docs/ci.
    static std::vector<std::string> lines(const std::string& name) {
        std::vector<std::string> lines;
        std::istringstream text(read_file(fs::path(RETORT_DOCS) / "ci" / name));
        for (std::string line; std::getline(text, line);) lines.push_back(line);
        return lines;
    }

    void edit_model() const {
        const fs::path file = root() / "models/person.hpp";
        std::string text = read_file(file);
        text.insert(text.find("\n    static constexpr"), "    std::optional<std::string> city;\n");
        std::ofstream(file) << text;
    }

    void add_migration() const {
        edit_model();
        shell("git checkout -q -b topic && retort revision --autogenerate --from migrations -m city");
        shell("git add -A && git commit -qm second");
    }

    TempFolder folder_;
    std::map<std::string, std::string> environment_;
};

/// The commands of `run:` and of the list `script:`, a block at a time.
std::vector<std::string> commands(const std::vector<std::string>& lines, const std::string& one,
                                  const std::string& block) {
    std::vector<std::string> found;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::size_t at = lines[i].find_first_not_of(' ');
        if (at == std::string::npos) continue;
        const std::string line = lines[i].substr(at);
        if (line == block) {
            std::string script;
            while (i + 1 < lines.size() && lines[i + 1].find_first_not_of(' ') > at) script += lines[++i] + "\n";
            found.push_back(script);
        } else if (line.starts_with(one)) {
            found.push_back(line.substr(one.size()));
        }
    }
    return found;
}

TEST_F(CiFiles, TheWorkflowOfGithubRuns) {
    add_migration();
    shell("retort upgrade && git branch -q --force main HEAD^");
    environment_["BASE"] = "main";
    environment_["DATABASE_URL"] = "sqlite:app.db";
    const std::vector<std::string> steps = commands(lines("github-actions.yml"), "run: ", "run: |");
    ASSERT_EQ(steps.size(), 5u);
    for (const std::string& each : steps) shell("export HOME=$PWD GIT_CONFIG_GLOBAL=$PWD/gitconfig; " + each);
    EXPECT_CONTAINS(read_file(root() / "check.sarif"), "\"version\": \"2.1.0\"");
    shell("retort sum --check");
    std::ofstream(root() / "migrations/0002_city.sql", std::ios::app) << "DROP TABLE people;\n";
    EXPECT_EQ(run_in(steps.front()).status, 1) << "an edited file is found";
    edit_model();
}

TEST_F(CiFiles, TheWorkflowOfGithubFindsAModelWithoutMigration) {
    edit_model();
    const std::vector<std::string> steps = commands(lines("github-actions.yml"), "run: ", "run: |");
    const Outcome outcome = run_in(steps.at(1));
    EXPECT_EQ(outcome.status, 1) << outcome.err;
    EXPECT_CONTAINS(outcome.out, "::error");
    EXPECT_CONTAINS(outcome.out, "file=models/person.hpp");
}

TEST_F(CiFiles, TheJobOfGitlabRuns) {
    add_migration();
    shell("retort upgrade");
    environment_["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = "main";
    environment_["PRODUCTION_READ_ONLY_URL"] = "sqlite:app.db";
    std::vector<std::string> steps;
    for (const std::string& each : commands(lines("gitlab-ci.yml"), "- ", "none"))
        if (!each.starts_with("if:")) steps.push_back(each);
    ASSERT_EQ(steps.size(), 6u);
    std::string script;
    for (const std::string& each : steps) script += each + "\n";
    shell(script);
    EXPECT_CONTAINS(read_file(root() / "check.xml"), "<testsuites");
}

TEST_F(CiFiles, TheHookStopsACommitWithoutItsMigration) {
    fs::copy(fs::path(RETORT_DOCS) / "ci/pre-commit", root() / ".git/hooks/pre-commit");
    edit_model();
    const Outcome stopped = run_in("git commit -qam 'a city'");
    EXPECT_NE(stopped.status, 0);
    EXPECT_CONTAINS(stopped.out + stopped.err, "retort revision");
    shell("retort revision --autogenerate --from migrations -m city && git add -A && git commit -qm 'a city'");
    shell("echo text > notes.txt && git add -A && git commit -qm 'no model'");
}

TEST_F(CiFiles, ThePresetChecksTheProject) {
    shell("cmake --workflow --preset migrations");
    edit_model();
    const Outcome outcome = run_in("cmake --workflow --preset migrations");
    EXPECT_NE(outcome.status, 0);
    EXPECT_CONTAINS(outcome.out + outcome.err, "new column people.city");
}

TEST_F(CiFiles, TheExampleGoesThroughAllStates) {
    const Outcome outcome = run_in("./states.sh");
    EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
    for (const std::string part : {"models are ahead", "added by hand", "was edited after it ran", "2 heads", "proof"})
        EXPECT_CONTAINS(outcome.out, part);
    EXPECT_FALSE(fs::exists(root() / "app.db")) << "it works on a copy";
}

}  // namespace
}  // namespace retort::test
