#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "introspect/database.hpp"
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
    static const Installed& installed() {
        static const Installed shared;
        return shared;
    }
};

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

/// The built example, whose program upgrades its own database.
class NotesExample : public Package {
protected:
    static fs::path build() { return installed().build("notes"); }
    static fs::path source() { return installed().source("notes"); }
    static Outcome notes(const std::vector<std::string>& arguments) {
        std::vector<std::string> command{(build() / "notes").string()};
        command.insert(command.end(), arguments.begin(), arguments.end());
        return run(command);
    }
    /// The installed command, with the configuration of the example's targets.
    static Outcome retort(const std::string& file, const std::vector<std::string>& arguments) {
        std::vector<std::string> command{(installed().prefix() / "bin/retort").string(), "--config",
                                         files_below(build(), ".toml").at(0).string(), "--database", "sqlite:" + file};
        command.insert(command.end(), arguments.begin(), arguments.end());
        return run(command);
    }
    static std::unique_ptr<introspect::Database> open(const std::string& file) {
        return introspect::open(sql::parse_url("sqlite:" + file, "the test"));
    }
    static std::string value(const std::string& file, const std::string& query) {
        return open(file)->query(query).at(0).at(0).value_or("NULL");
    }
    static int count(const std::string& text, const std::string& part) {
        int found = 0;
        for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
        return found;
    }

    void SetUp() override {
        const Outcome configured = installed().configure("notes");
        ASSERT_EQ(configured.status, 0) << configured.out << configured.err;
        const Outcome built = installed().target("notes", "all");
        ASSERT_EQ(built.status, 0) << built.out << built.err;
        files_ = std::make_unique<TempFolder>();
    }
    std::string file(const std::string& name) const { return (files_->path() / name).string(); }

private:
    std::unique_ptr<TempFolder> files_;
};

const std::string upgraded =
    "upgraded to 0001 notebooks and notes (cbffac042c1b)\n"
    "upgraded to 0002 slugs of notebooks (fc4438f0a4a3)\n";

TEST_F(NotesExample, UpgradesAnEmptyFileAndAnOlderOne) {
    Installed::must({(build() / "store_test").string()});

    EXPECT_EQ(notes({file("new.db")}).out, upgraded + "ready\n");
    EXPECT_EQ(notes({file("new.db")}).out, "ready\n");
    EXPECT_EQ(notes({"--check", file("new.db")}).out, "ready\n");
    const Outcome same = retort(file("new.db"), {"check"});
    EXPECT_EQ(same.status, 0) << same.out << same.err;

    // The command brings a database up to the revision with the step, and the program goes on.
    const Outcome first = retort(file("older.db"), {"upgrade", "0001"});
    EXPECT_EQ(first.status, 0) << first.err;
    open(file("older.db"))->execute("INSERT INTO notebooks (title) VALUES ('More salt, less sugar!')");
    const Outcome behind = notes({"--check", file("older.db")});
    EXPECT_EQ(behind.status, 2) << behind.out;
    EXPECT_TRUE(has(behind.err,
                    "is behind this program: it is at 0001 notebooks and notes (cbffac042c1b), and 1 "
                    "revision has not run: 0002 slugs of notebooks (fc4438f0a4a3) [RT350]"))
        << behind.err;
    EXPECT_EQ(notes({file("older.db")}).out, upgraded.substr(upgraded.find('\n') + 1) + "ready\n");
    EXPECT_EQ(value(file("older.db"), "SELECT slug FROM notebooks"), "more-salt-less-sugar");
    EXPECT_EQ(
        open(file("older.db"))->query("SELECT revision, direction, application FROM retort_history ORDER BY id"),
        (std::vector<introspect::Row>{{"cbffac042c1b", "upgrade", "retort"}, {"fc4438f0a4a3", "upgrade", "notes"}}));

    const Outcome refused = retort(file("other.db"), {"upgrade"});
    EXPECT_EQ(refused.status, 2) << refused.out;
    EXPECT_TRUE(has(refused.err, "cannot run the step 'fill_slugs'")) << refused.err;
    EXPECT_TRUE(has(refused.err, "[RT346]")) << refused.err;
}

TEST_F(NotesExample, RejectsANewerDatabase) {
    Installed::must({(build() / "notes").string(), file("newer.db")});
    open(file("newer.db"))->execute("UPDATE retort_version SET version_num = 'ffff00000000'");
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{file("newer.db")}, std::vector<std::string>{"--check", file("newer.db")}}) {
        const Outcome rejected = notes(arguments);
        EXPECT_EQ(rejected.status, 2) << rejected.out;
        EXPECT_TRUE(has(rejected.err, "contains revision ffff00000000, but no revision of this program does [RT071]"))
            << rejected.err;
        EXPECT_TRUE(has(rejected.err, "a newer version of the program has upgraded the database")) << rejected.err;
    }
    EXPECT_EQ(value(file("newer.db"), "SELECT version_num FROM retort_version"), "ffff00000000");
}

TEST_F(NotesExample, ProcessesAtOnceUpgradeOnce) {
    std::vector<Outcome> outcomes(8);
    std::vector<std::thread> threads;
    for (Outcome& each : outcomes) threads.emplace_back([&each, this] { each = notes({file("shared.db")}); });
    for (std::thread& each : threads) each.join();
    int runs = 0;
    for (const Outcome& each : outcomes) {
        EXPECT_EQ(each.status, 0) << each.err;
        EXPECT_TRUE(each.out.ends_with("ready\n")) << each.out;
        runs += count(each.out, "upgraded to ");
    }
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(value(file("shared.db"), "SELECT count(*) FROM retort_history"), "2");
}

TEST_F(NotesExample, TargetsWriteARevisionThatTheProgramGets) {
    // No database is made by a check; an empty file is an empty database.
    const std::string database = (build() / "notes.db").string();
    const Outcome missing = installed().target("notes", "notes_check");
    EXPECT_NE(missing.status, 0);
    EXPECT_TRUE(has(missing.out + missing.err, "notes.db [RT291]")) << missing.out << missing.err;
    EXPECT_FALSE(fs::exists(database));
    write(database, "");
    const Outcome different = installed().target("notes", "notes_check");
    EXPECT_NE(different.status, 0);
    EXPECT_TRUE(has(different.out, "pending: 2 migrations have not run")) << different.out << different.err;
    Installed::must({(build() / "notes").string(), database});
    const Outcome clean = installed().target("notes", "notes_check");
    EXPECT_EQ(clean.status, 0) << clean.out << clean.err;

    const fs::path header = source() / "models/note.hpp";
    const std::string before = read_file(header);
    std::string after = before;
    const auto insert = [&](const std::string& at, const std::string& text) { after.insert(after.find(at), text); };
    insert("    std::chrono", "    std::optional<std::string> author;\n");
    insert(", written_at))", ", author");
    write(header, after);

    // The program notices that its models have changed and its revisions have not.
    ASSERT_EQ(installed().target("notes", "all").status, 0);
    const Outcome differs = notes({database});
    EXPECT_EQ(differs.status, 1) << differs.out;
    EXPECT_TRUE(has(differs.err, "new column notes.author")) << differs.err;
    EXPECT_TRUE(has(differs.err, "ALTER TABLE notes ADD COLUMN author")) << differs.err;

    const Outcome silent = installed().target("notes", "notes_revision");
    EXPECT_NE(silent.status, 0);
    EXPECT_TRUE(has(silent.out + silent.err, "MESSAGE=")) << silent.out << silent.err;
    const Outcome written = installed().target("notes", "notes_revision", "it's the \"third\" $one");
    EXPECT_EQ(written.status, 0) << written.out << written.err;
    const std::vector<fs::path> revisions = files_below(source() / "migrations", ".sql");
    ASSERT_EQ(revisions.size(), 3u);
    EXPECT_TRUE(has(read_file(revisions[2]), "-- 0003 it's the \"third\" $one\n")) << read_file(revisions[2]);
    EXPECT_TRUE(has(read_file(revisions[2]), "verified: upgrade, downgrade, upgrade")) << read_file(revisions[2]);

    const Outcome built = installed().target("notes", "all");
    ASSERT_EQ(built.status, 0) << built.out << built.err;
    const Outcome ready = Installed::must({(build() / "notes").string(), database});
    EXPECT_TRUE(ready.out.starts_with("upgraded to 0003 it's the \"third\" $one (")) << ready.out;
    EXPECT_TRUE(ready.out.ends_with("\nready\n")) << ready.out;

    fs::remove(revisions[2]);
    fs::remove(source() / "migrations/retort.sum");
    write(header, before);
}

TEST_F(NotesExample, BrokenChainFailsTheBuild) {
    const fs::path other = source() / "migrations/0003_other.sql";
    const auto build_with = [&](const std::string& follows, const std::string& up) {
        write(other, "-- 0003 other\n-- revision: cccc0000cccc\n-- down_revision: " + follows + "\n\n-- migrate:up\n" +
                         up + "\n-- migrate:down\n");
        const Outcome built = installed().target("notes", "all");
        EXPECT_NE(built.status, 0) << follows;
        return built.out + built.err;
    };
    const std::string two = build_with("cbffac042c1b", "SELECT 1;");
    EXPECT_TRUE(has(two, "the chain has 2 heads: ")) << two;
    EXPECT_TRUE(has(two, "0003_other.sql [RT066]")) << two;
    const std::string missing = build_with("aaaa0000aaaa", "SELECT 1;");
    EXPECT_TRUE(has(missing, "[RT064]")) << missing;
    const std::string quote = build_with("fc4438f0a4a3", "SELECT 'open;");
    EXPECT_TRUE(has(quote, "0003_other.sql:6:8: error: ")) << quote;
    fs::remove(other);
    const Outcome built = installed().target("notes", "all");
    EXPECT_EQ(built.status, 0) << built.out << built.err;
    EXPECT_EQ(notes({file("new.db")}).out, upgraded + "ready\n");
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
    for (const char* extension : {".hpp", ".cpp", ".txt", ".sql"})
        for (const fs::path& file : files_below(fs::path(RETORT_SOURCE) / "examples", extension))
            examples += flush(read_file(file));
    const std::string page = read_file(fs::path(RETORT_SOURCE) / "docs/library.md");
    int blocks = 0;
    for (const std::string fence : {"```cpp\n", "```cmake\n", "```sql\n"})
        for (std::size_t at = page.find(fence); at != std::string::npos; at = page.find(fence, at + 1)) {
            const std::size_t begin = at + fence.size();
            const std::string block = page.substr(begin, page.find("```", begin) - begin);
            EXPECT_TRUE(has(examples, flush(block))) << block;
            ++blocks;
        }
    EXPECT_EQ(blocks, 7);
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
