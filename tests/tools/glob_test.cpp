#include "tools/glob.hpp"

#include <gtest/gtest.h>

#include "project.hpp"

namespace retort::tools {
namespace {

TEST(Matches, Wildcards) {
    EXPECT_TRUE(matches("*.hpp", "user.hpp"));
    EXPECT_TRUE(matches("u?er.*", "user.hpp"));
    EXPECT_TRUE(matches("*", "anything"));
    EXPECT_TRUE(matches("*a*b*", "xxaxxbxx"));
    EXPECT_FALSE(matches("*.hpp", "user.cpp"));
    EXPECT_FALSE(matches("user", "users"));
    EXPECT_FALSE(matches("?", ""));
}

TEST(Matches, Sets) {
    EXPECT_TRUE(matches("[a-c]x", "bx"));
    EXPECT_FALSE(matches("[!a-c]x", "bx"));
    EXPECT_TRUE(matches("[]]", "]"));
    EXPECT_TRUE(matches("a[", "a[")) << "a bracket that never closes is an ordinary character";
}

TEST(Matches, HiddenFilesNeedExplicitDot) {
    EXPECT_FALSE(matches("*", ".git"));
    EXPECT_TRUE(matches(".*", ".git"));
}

class Glob : public ::testing::Test {
protected:
    Glob() : project_(Dialect::sqlite) {
        for (const char* path : {"models/b.hpp", "models/a.hpp", "models/auth/user.hpp", "models/auth/deep/x.hpp",
                                 "models/.hidden/y.hpp", "models/readme.md", "other/z.hpp"}) {
            project_.write(path, "");
        }
    }

    std::vector<std::string> found(const std::string& pattern) const {
        std::vector<std::string> names;
        for (const auto& path : glob(project_.folder(), pattern)) {
            names.push_back(path.lexically_relative(project_.folder()).string());
        }
        return names;
    }

    test::Project project_;
};

using Names = std::vector<std::string>;

TEST_F(Glob, OneFolder) { EXPECT_EQ(found("models/*.hpp"), (Names{"models/a.hpp", "models/b.hpp"})); }

TEST_F(Glob, TwoStarsMatchAnyNumberOfFolders) {
    EXPECT_EQ(found("models/**/*.hpp"),
              (Names{"models/a.hpp", "models/auth/deep/x.hpp", "models/auth/user.hpp", "models/b.hpp"}));
    EXPECT_EQ(found("**/user.hpp"), (Names{"models/auth/user.hpp"}));
}

TEST_F(Glob, PlainNameIsThatFileIfItExists) {
    EXPECT_EQ(found("models/a.hpp"), (Names{"models/a.hpp"}));
    EXPECT_EQ(found("./models/../models/a.hpp"), (Names{"models/a.hpp"}));
    EXPECT_EQ(found("models/missing.hpp"), Names{});
    EXPECT_EQ(found("models"), Names{}) << "a folder is no file";
}

TEST_F(Glob, AbsolutePatternIgnoresRoot) {
    EXPECT_EQ(glob("/nowhere", (project_.folder() / "other/*.hpp").string()).size(), 1u);
}

}  // namespace
}  // namespace retort::tools
