#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

namespace retort::test {
namespace {

namespace fs = std::filesystem;

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// Retort installed in one folder and moved to another, and a copy of the examples next to it, outside the source tree.
class Installed {
public:
    Installed() {
        must({"cmake", "--install", RETORT_BUILD, "--prefix", (root() / "first").string()});
        fs::rename(root() / "first", prefix());
        fs::copy(fs::path(RETORT_SOURCE) / "examples", root() / "examples", fs::copy_options::recursive);
    }

    const fs::path& root() const { return folder_.path(); }
    fs::path prefix() const { return root() / "prefix"; }
    fs::path source(const std::string& name) const { return root() / "examples" / name; }
    fs::path build(const std::string& name) const { return root() / "build" / name; }

    static Outcome must(const std::vector<std::string>& command, const RunOptions& options = {}) {
        const Outcome outcome = run(command, options);
        std::string line;
        for (const std::string& word : command) line += word + " ";
        EXPECT_EQ(outcome.status, 0) << line << "\n" << outcome.out << outcome.err;
        return outcome;
    }

    /// Configures a separate project, in which only the moved prefix leads to Retort.
    Outcome configure(const std::string& name, const std::vector<std::string>& more = {}) const {
        std::vector<std::string> command = {
            "cmake",
            "-G",
            "Ninja",
            "-S",
            source(name).string(),
            "-B",
            build(name).string(),
            "-DCMAKE_PREFIX_PATH=" + prefix().string(),
            "-DCMAKE_CXX_COMPILER=" RETORT_CXX,
            "-DCMAKE_BUILD_TYPE=" RETORT_BUILD_TYPE,
            "-DCMAKE_CXX_FLAGS=-Wall -Wextra -Wpedantic -Wconversion -Werror " RETORT_CXX_FLAGS};
        command.insert(command.end(), more.begin(), more.end());
        return run(command);
    }

    Outcome target(const std::string& project, const std::string& name, const std::string& message = {}) const {
        RunOptions options;
        options.environment["MESSAGE"] = message;
        return run({"cmake", "--build", build(project).string(), "--target", name}, options);
    }

private:
    TempFolder folder_;
};

class Package : public ::testing::Test {
protected:
    static void SetUpTestSuite() { installed_ = new Installed; }
    static void TearDownTestSuite() { delete installed_; }
    static const Installed& installed() { return *installed_; }

private:
    static Installed* installed_;
};
Installed* Package::installed_ = nullptr;

void write(const fs::path& path, const std::string& text) {
    std::ofstream file(path);
    file << text;
    ASSERT_TRUE(file.good()) << path;
}

std::vector<fs::path> files_below(const fs::path& folder, const std::string& extension) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().extension() == extension) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

TEST_F(Package, EveryHeaderCompilesAlone) {
    const fs::path include = installed().prefix() / "include";
    const std::vector<fs::path> headers = files_below(include, ".hpp");
    ASSERT_GE(headers.size(), 20u);
    std::size_t plain = 0;
    for (const fs::path& header : headers) {
        const std::string name = fs::relative(header, include).string();
        EXPECT_TRUE(name.starts_with("retort/")) << name;
        // Model headers require only C++17 and the standard library.
        const bool model = name == "retort/model.hpp" || name.starts_with("retort/model/");
        plain += model ? 1 : 0;
        RunOptions options;
        options.input = "#include <" + name + ">\n#include <" + name + ">\n";
        const Outcome outcome =
            run({RETORT_CXX, model ? "-std=c++17" : "-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion",
                 "-Werror", "-fsyntax-only", "-I" + include.string(), "-x", "c++", "-"},
                options);
        EXPECT_EQ(outcome.status, 0) << name << "\n" << outcome.err;
        if (!model) continue;
        const std::string text = read_file(header);
        for (const char* other : {"boost/", "\"retort/schema", "\"retort/reflect"})
            EXPECT_FALSE(has(text, other)) << name << " contains " << other;
    }
    EXPECT_GE(plain, 8u);
}

TEST_F(Package, ContainsTheLicense) {
    EXPECT_EQ(read_file(installed().prefix() / "share/doc/retort/LICENSE"),
              read_file(fs::path(RETORT_SOURCE) / "LICENSE"));
}

TEST_F(Package, ContainsNoBuildPaths) {
    for (const fs::path& file : files_below(installed().prefix() / "lib", ".cmake")) {
        const std::string text = read_file(file);
        for (const std::string& place :
             {std::string(RETORT_BUILD), std::string(RETORT_SOURCE), (installed().root() / "first").string()})
            EXPECT_FALSE(has(text, place)) << file << " contains " << place;
    }
}

TEST_F(Package, NotesExampleMigratesAndStarts) {
    const Outcome configured = installed().configure("notes");
    ASSERT_EQ(configured.status, 0) << configured.out << configured.err;
    const Outcome built = installed().target("notes", "all");
    ASSERT_EQ(built.status, 0) << built.out << built.err;
    const fs::path build = installed().build("notes");

    Installed::must({(build / "store_test").string()});

    const std::string url = "sqlite:" + (build / "notes.db").string();
    const Outcome early = run({(build / "notes").string(), url});
    EXPECT_EQ(early.status, 1) << early.out << early.err;
    EXPECT_TRUE(has(early.err, "new table notes")) << early.err;
    EXPECT_TRUE(has(early.err, "CREATE TABLE notebooks")) << early.err;

    // No database is made by a check; an empty file is an empty database.
    const Outcome missing = installed().target("notes", "notes_check");
    EXPECT_NE(missing.status, 0);
    EXPECT_TRUE(has(missing.out + missing.err, "notes.db [RT291]")) << missing.out << missing.err;
    EXPECT_FALSE(fs::exists(build / "notes.db"));
    write(build / "notes.db", "");
    const Outcome different = installed().target("notes", "notes_check");
    EXPECT_NE(different.status, 0);
    EXPECT_TRUE(has(different.out, "new table notebooks")) << different.out << different.err;

    const Outcome silent = installed().target("notes", "notes_revision");
    EXPECT_NE(silent.status, 0);
    EXPECT_TRUE(has(silent.out + silent.err, "MESSAGE=")) << silent.out << silent.err;

    const Outcome written = installed().target("notes", "notes_revision", "it's the \"first\" $one");
    EXPECT_EQ(written.status, 0) << written.out << written.err;
    const std::vector<fs::path> revisions = files_below(installed().source("notes") / "migrations", ".sql");
    ASSERT_EQ(revisions.size(), 1u);
    EXPECT_TRUE(has(read_file(revisions[0]), "-- 0001 it's the \"first\" $one\n")) << read_file(revisions[0]);
    EXPECT_TRUE(has(read_file(revisions[0]), "verified: upgrade, downgrade, upgrade")) << read_file(revisions[0]);

    const Outcome upgraded = installed().target("notes", "notes_upgrade");
    EXPECT_EQ(upgraded.status, 0) << upgraded.out << upgraded.err;
    const Outcome clean = installed().target("notes", "notes_check");
    EXPECT_EQ(clean.status, 0) << clean.out << clean.err;
    const Outcome ready = Installed::must({(build / "notes").string(), url});
    EXPECT_EQ(ready.out, "ready\n");
}

TEST_F(Package, CommandUsesInstalledHeaders) {
    // An installed header is hidden temporarily; the command must not find the one in the source tree instead.
    const fs::path folder = installed().root() / "own";
    fs::create_directories(folder);
    fs::copy(installed().source("plain") / "city.hpp", folder / "city.hpp");
    fs::copy(installed().source("plain") / "retort.toml", folder / "retort.toml");
    const fs::path header = installed().prefix() / "include/retort/model/table.hpp";
    const fs::path hidden = installed().root() / "table.hpp";
    RunOptions options;
    options.folder = folder;
    options.environment["XDG_CACHE_HOME"] = (folder / "cache").string();
    const std::vector<std::string> command = {(installed().prefix() / "bin/retort").string(), "models", "--dialect",
                                              "sqlite"};
    const Outcome whole = run(command, options);
    EXPECT_EQ(whole.status, 0) << whole.err;
    EXPECT_TRUE(has(whole.out, "CREATE TABLE cities")) << whole.out;
    fs::rename(header, hidden);
    options.environment["XDG_CACHE_HOME"] = (folder / "other_cache").string();
    const Outcome broken = run(command, options);
    fs::rename(hidden, header);
    EXPECT_EQ(broken.status, 2) << broken.out;
    EXPECT_TRUE(has(broken.err, "table.hpp")) << broken.err;
}

TEST_F(Package, ModelHeadersNeedNoLibrary) {
    std::vector<std::string> nothing;
    for (const char* package : {"Boost", "fmt", "OpenSSL", "SQLite3", "SQLiteCpp", "PkgConfig", "Threads"})
        nothing.push_back(std::string("-DCMAKE_DISABLE_FIND_PACKAGE_") + package + "=ON");
    const Outcome configured = installed().configure("plain", nothing);
    ASSERT_EQ(configured.status, 0) << configured.out << configured.err;
    const Outcome built = installed().target("plain", "all");
    ASSERT_EQ(built.status, 0) << built.out << built.err;
    EXPECT_EQ(Installed::must({(installed().build("plain") / "plain").string()}).out, "Bath\n");
    // CONFIG names a retort.toml; its database comes from URL.
    write(installed().build("plain") / "plain.db", "");
    const Outcome different = installed().target("plain", "plain_check");
    EXPECT_NE(different.status, 0);
    EXPECT_TRUE(has(different.out, "new table cities")) << different.out << different.err;
}

/// The text without leading spaces in its lines.
std::string flush(const std::string& text) {
    std::string made;
    bool start = true;
    for (const char c : text) {
        if (start && c == ' ') continue;
        start = c == '\n';
        made += c;
    }
    return made;
}

TEST_F(Package, DocumentationQuotesExamples) {
    std::string examples;
    for (const char* extension : {".hpp", ".cpp", ".txt"})
        for (const fs::path& file : files_below(fs::path(RETORT_SOURCE) / "examples", extension))
            examples += flush(read_file(file));
    const std::string page = read_file(fs::path(RETORT_SOURCE) / "docs/library.md");
    int blocks = 0;
    for (const std::string fence : {"```cpp\n", "```cmake\n"})
        for (std::size_t at = page.find(fence); at != std::string::npos; at = page.find(fence, at + 1)) {
            const std::size_t begin = at + fence.size();
            const std::string block = page.substr(begin, page.find("```", begin) - begin);
            EXPECT_TRUE(has(examples, flush(block))) << block;
            ++blocks;
        }
    EXPECT_EQ(blocks, 4);
}

TEST_F(Package, ReportsMissingRequirements) {
    const auto project = [&](const std::string& name, const std::string& find,
                             const std::vector<std::string>& more = {}) {
        fs::create_directories(installed().source(name));
        write(installed().source(name) / "CMakeLists.txt",
              "cmake_minimum_required(VERSION 3.25)\nproject(x CXX)\n" + find + "\n");
        return installed().configure(name, more);
    };
    EXPECT_EQ(project("version", "find_package(retort 0.1.0 REQUIRED COMPONENTS model command)").status, 0);
    const Outcome later = project("later", "find_package(retort 0.2 REQUIRED)");
    EXPECT_NE(later.status, 0);
    EXPECT_TRUE(has(later.err, "version: 0.1.0")) << later.err;
    const Outcome without =
        project("without", "find_package(retort REQUIRED COMPONENTS library)", {"-DCMAKE_DISABLE_FIND_PACKAGE_fmt=ON"});
    EXPECT_NE(without.status, 0);
    EXPECT_TRUE(has(without.err, "retort::retort needs fmt")) << without.err;
    const Outcome sqlite = project("sqlite", "find_package(retort REQUIRED COMPONENTS library)",
                                   {"-DCMAKE_DISABLE_FIND_PACKAGE_SQLite3=ON"});
    EXPECT_NE(sqlite.status, 0);
    EXPECT_TRUE(has(sqlite.err, "retort::retort needs SQLite3, SQLiteCpp")) << sqlite.err;
    const Outcome loose =
        project("loose", "find_package(retort REQUIRED)\nif(TARGET retort::retort)\nmessage(FATAL_ERROR here)\nendif()",
                {"-DCMAKE_DISABLE_FIND_PACKAGE_fmt=ON"});
    EXPECT_EQ(loose.status, 0) << loose.err;
    EXPECT_TRUE(has(loose.out, "retort::retort needs fmt")) << loose.out;
}

TEST_F(Package, WorksInsideAnotherProject) {
    // As with FetchContent; only the headers of Retort are built here.
    const fs::path source = installed().source("inside");
    fs::create_directories(source);
    // A model that needs the target's folders, definitions and standard.
    fs::create_directories(source / "more headers");
    write(source / "more headers/extra.hpp", "#pragma once\ninline constexpr int name_length = NAME_LENGTH;\n");
    std::string city = read_file(installed().source("plain") / "city.hpp");
    city.replace(city.find("#include <retort"), 0, "#include <extra.hpp>\nstatic_assert(__cplusplus == 201703L);\n");
    city.replace(city.find(".unique()"), 0, ".varchar(name_length)");
    write(source / "city.hpp", city);
    fs::copy(installed().source("plain") / "main.cpp", source / "main.cpp");
    write(source / "CMakeLists.txt", R"(cmake_minimum_required(VERSION 3.25)
project(inside LANGUAGES C CXX)
set(settings CMAKE_CXX_FLAGS_RELEASE CMAKE_BUILD_TYPE CMAKE_CXX_STANDARD CMAKE_CXX_COMPILER_LAUNCHER
             CMAKE_EXPORT_COMPILE_COMMANDS)
foreach(setting ${settings})
  string(APPEND before "${setting}=${${setting}}|")
endforeach()
add_subdirectory()" RETORT_SOURCE R"( retort)
foreach(setting ${settings})
  string(APPEND after "${setting}=${${setting}}|")
endforeach()
if(NOT before STREQUAL after)
  message(FATAL_ERROR "changed: ${before} to ${after}")
endif()
foreach(target retort::model retort::retort retort::command)
  if(NOT TARGET ${target})
    message(FATAL_ERROR "no ${target}")
  endif()
endforeach()
foreach(target retort_schema_tests retort_bench_plan)
  if(TARGET ${target})
    message(FATAL_ERROR "${target} is built")
  endif()
endforeach()
add_executable(inside main.cpp)
target_link_libraries(inside PRIVATE retort::model)
set_target_properties(inside PROPERTIES CXX_STANDARD 17)
target_include_directories(inside PRIVATE "more headers")
target_compile_definitions(inside PRIVATE NAME_LENGTH=40)
add_executable(with_library main.cpp)
target_link_libraries(with_library PRIVATE retort::retort)
retort_add_targets(inside HEADERS city.hpp TARGET inside URL sqlite:inside.db)
)");
    const Outcome configured = installed().configure("inside");
    ASSERT_EQ(configured.status, 0) << configured.out << configured.err;
    const Outcome built = installed().target("inside", "inside");
    ASSERT_EQ(built.status, 0) << built.out << built.err;
    EXPECT_EQ(Installed::must({(installed().build("inside") / "inside").string()}).out, "Bath\n");

    // Runs the target's command with the retort of this build.
    const fs::path build = installed().build("inside");
    RunOptions in_build;
    in_build.folder = build;
    const Outcome commands = Installed::must({"ninja", "-t", "commands", "inside_check"}, in_build);
    const fs::path config = files_below(build, ".toml").at(0);
    EXPECT_TRUE(has(commands.out, (build / "retort/retort").string() + " --config " + config.string() + " check"))
        << commands.out.substr(commands.out.rfind('\n', commands.out.size() - 2) + 1);
    write(build / "inside.db", "");
    const Outcome different = run({RETORT_BUILD "/retort", "--config", config.string(), "check"});
    EXPECT_EQ(different.status, 1) << different.err;
    EXPECT_TRUE(has(different.out, "new table cities")) << different.out;
    EXPECT_TRUE(has(different.out, "VARCHAR(40)")) << different.out;

    // Neither include folders of the source tree nor its warning flags propagate to targets that link the library.
    const Outcome compile =
        Installed::must({"ninja", "-t", "commands", "-s", "CMakeFiles/with_library.dir/main.cpp.o"}, in_build);
    EXPECT_TRUE(has(compile.out, "-I" + (build / "retort/include").string())) << compile.out;
    EXPECT_FALSE(has(compile.out, "-I" RETORT_SOURCE)) << compile.out;
    EXPECT_EQ(compile.out.find("-Wconversion"), compile.out.rfind("-Wconversion")) << compile.out;
}

}  // namespace
}  // namespace retort::test
