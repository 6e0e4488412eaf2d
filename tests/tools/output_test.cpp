// Output streams, exit statuses and colours of the command.

#include <fmt/format.h>

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

const char* const commands[] = {"init",   "revision", "upgrade", "downgrade",     "current", "history",
                                "heads",  "show",     "stamp",   "check",         "diff",    "inspect",
                                "models", "explain",  "merge",   "ensure-version"};

class Output : public ::testing::Test {
protected:
    /// Runs retort through a shell, for pipes and closed descriptors.
    Outcome shell(const std::string& line) {
        return run({"sh", "-c", line}, {project.folder(), {{"RETORT", RETORT_BINARY}, {"TERM", "xterm"}}, ""});
    }

    Project project{Dialect::sqlite};
};

TEST_F(Output, Version) {
    const Outcome outcome = project.retort({"--version"});
    EXPECT_EQ(outcome.status, 0);
    EXPECT_TRUE(outcome.out.starts_with("retort 0.")) << outcome.out;
}

TEST_F(Output, EveryCommandHasHelpWithExamples) {
    const Outcome all = project.retort({"--help"});
    EXPECT_EQ(all.status, 0);
    for (const char* command : commands) {
        EXPECT_CONTAINS(all.out, fmt::format("\n  {} ", command));
        const Outcome outcome = project.retort({command, "--help"});
        EXPECT_EQ(outcome.status, 0) << command;
        EXPECT_EQ(outcome.err, "") << command;
        EXPECT_CONTAINS(outcome.out, fmt::format("  retort {}", command));
    }
}

TEST_F(Output, MissingCommandIsErrorWithHelp) {
    const Outcome outcome = project.retort({});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_CONTAINS(outcome.err, "revision");
}

TEST_F(Output, SuggestsCommandForTypo) {
    const Outcome outcome = project.retort({"upgarde"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "did you mean 'upgrade'?");
}

TEST_F(Output, UnknownOption) {
    const Outcome outcome = project.retort({"history", "--wide"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "--wide");
    EXPECT_CONTAINS(outcome.err, "retort history --help");
}

TEST_F(Output, MissingConfigurationGivesHint) {
    const Outcome outcome = project.retort({"upgrade"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "no retort.toml");
    EXPECT_CONTAINS(outcome.err, "retort init");
}

TEST_F(Output, ConfigurationIsFoundUpwardsAndByOption) {
    project.configure();
    project.write("models/person.hpp", person());
    project.write("a/b/empty", "");
    const std::string here = project.must({"models"});
    EXPECT_EQ(shell("cd a/b && \"$RETORT\" models").out, here);
    EXPECT_EQ(shell("cd / && \"$RETORT\" models --config " + (project.folder() / "retort.toml").string()).out, here);
    EXPECT_EQ(shell("cd / && RETORT_CONFIG=" + (project.folder() / "retort.toml").string() + " \"$RETORT\" models").out,
              here);
}

TEST_F(Output, ColoursOnlyWhereRequested) {
    project.configure("verson_table = \"x\"\n");
    EXPECT_EQ(count(shell("\"$RETORT\" history").err, "\033["), 0) << "a pipe gets none";
    EXPECT_GT(count(shell("\"$RETORT\" history --color always").err, "\033["), 0);
    EXPECT_EQ(count(shell("\"$RETORT\" history --color never").err, "\033["), 0);
    EXPECT_EQ(shell("\"$RETORT\" history --color purple").status, 2);
}

TEST_F(Output, ClosedPipeIsNoError) {
    project.configure();
    project.write("models/person.hpp", person());
    const Outcome outcome = shell("\"$RETORT\" models | true; echo \"${PIPESTATUS-}\"");
    EXPECT_EQ(outcome.err, "");
    const Outcome status = shell("{ \"$RETORT\" models; echo $? >status; } | true; cat status");
    EXPECT_EQ(status.out, "0\n");
}

TEST_F(Output, FullDiskIsError) {
    project.configure();
    project.write("models/person.hpp", person());
    const Outcome outcome = shell("\"$RETORT\" models > /dev/full");
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "can't write to standard output");
}

}  // namespace
}  // namespace retort::test
