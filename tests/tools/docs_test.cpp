// The models in the documentation can be read for both dialects.

#include <fmt/format.h>

#include "project.hpp"

namespace retort::test {
namespace {

std::vector<std::string> blocks(const std::string& text, const std::string& language) {
    std::vector<std::string> found;
    const std::string open = "```" + language + "\n";
    for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
        at += open.size();
        found.push_back(text.substr(at, text.find("```", at) - at));
    }
    return found;
}

TEST(Documentation, ModelsAreReadable) {
    Project project(Dialect::sqlite);
    project.configure();
    const std::vector<std::string> models = blocks(read_file(std::filesystem::path(RETORT_DOCS) / "models.md"), "cpp");
    ASSERT_GT(models.size(), 5u);
    for (const std::string& model : models) {
        project.write("models/model.hpp",
                      "#include <chrono>\n#include <cstdint>\n#include <optional>\n#include <string>\n"
                      "#include <retort/model.hpp>\n" +
                          model);
        for (const char* dialect : {"postgresql", "sqlite"}) {
            const Outcome outcome = project.retort({"models", "--dialect", dialect});
            EXPECT_EQ(outcome.status, 0) << outcome.err << model;
        }
    }
}

TEST(Documentation, ReadmeModelIsReadable) {
    Project project(Dialect::sqlite);
    project.configure();
    const std::vector<std::string> models =
        blocks(read_file(std::filesystem::path(RETORT_DOCS) / ".." / "README.md"), "cpp");
    ASSERT_EQ(models.size(), 1u);
    project.write("models/user.hpp", models[0]);
    const Outcome outcome = project.retort({"models", "--dialect", "postgresql"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_NE(outcome.out.find("CREATE TABLE"), std::string::npos) << outcome.out;
}

}  // namespace
}  // namespace retort::test
