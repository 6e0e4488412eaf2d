#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "introspect/database.hpp"
#include "schema/dialect.hpp"
#include "tests/support/postgres.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

namespace retort::test {

/// A user's project in a temporary folder, with a database of its own.
class Project {
public:
    explicit Project(Dialect dialect);

    Dialect dialect() const { return dialect_; }
    std::filesystem::path folder() const { return folder_.path(); }

    /// The database's URL, for retort.
    const std::string& url() const { return url_; }

    /// Another new, empty database on the same engine; its URL.
    std::string create_database();

    /// retort with these arguments, in the project's folder.
    Outcome retort(const std::vector<std::string>& arguments) const;
    std::map<std::string, std::string> environment;  ///< for it

    /// The same on a terminal, where `answers` are typed to its questions.
    Outcome on_terminal(const std::vector<std::string>& arguments, const std::vector<std::string>& answers) const;

    /// The same as `retort`, and expects exit status 0. Returns standard output.
    std::string must(const std::vector<std::string>& arguments) const;

    /// Writes retort.toml for this database with a scratch beside it; `more` is added behind [database].
    void configure(const std::string& more = "") const;

    void write(const std::string& path, const std::string& text) const { folder_.write(path, text); }
    std::string read(const std::string& path) const { return read_file(folder() / path); }

    /// Runs a script of the project's folder with the engine's own client, and expects it to succeed.
    void feed(const std::string& url, const std::string& script) const;

    /// Every file below the folder with its content, database files left out.
    std::map<std::string, std::string> files() const;

    /// A new connection to the project's database, or to another.
    std::unique_ptr<introspect::Database> connect(const std::string& url = "") const;
    void sql(const std::string& text) const { connect()->execute(text); }
    /// The first column of the first row; "NULL" for NULL or no row.
    std::string value(const std::string& query) const;

private:
    std::vector<std::string> command(const std::vector<std::string>& arguments) const;

    Dialect dialect_;
    TempFolder folder_;
    std::vector<std::unique_ptr<FreshDatabase>> databases_;
    int made_ = 0;     ///< databases so far
    std::string url_;  ///< made with the members above
};

/// Tests that run on both engines.
class BothEngines : public ::testing::TestWithParam<Dialect> {
protected:
    BothEngines() : project(GetParam()) {}

    Project project;
};

std::string engine_name(const ::testing::TestParamInfo<Dialect>& info);

/// How often `part` is in `text`.
int count(const std::string& text, const std::string& part);

}  // namespace retort::test

/// That `text`, an Outcome's, contains `part`.
#define EXPECT_CONTAINS(text, part) \
    EXPECT_GT(::retort::test::count(text, part), 0) << "'" << (part) << "' is not in:\n" << (text)
