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

/// A user's project in a temporary folder, with its own database.
class Project {
public:
    explicit Project(Dialect dialect);

    Dialect dialect() const { return dialect_; }
    std::filesystem::path folder() const { return folder_.path(); }

    /// The URL of the database.
    const std::string& url() const { return url_; }

    /// Creates another empty database on the same engine; returns its URL.
    std::string create_database();

    /// Runs retort with these arguments in the project's folder.
    Outcome retort(const std::vector<std::string>& arguments) const;
    std::map<std::string, std::string> environment;  ///< for runs of retort

    /// The same on a pseudo-terminal; `answers` are typed at its prompts.
    Outcome on_terminal(const std::vector<std::string>& arguments, const std::vector<std::string>& answers) const;

    /// Runs retort and expects exit status 0. Returns standard output.
    std::string must(const std::vector<std::string>& arguments) const;

    /// Writes retort.toml for this database and a scratch; `more` is appended to [database].
    void configure(const std::string& more = "") const;

    void write(const std::string& path, const std::string& text) const { folder_.write(path, text); }
    std::string read(const std::string& path) const { return read_file(folder() / path); }

    /// Runs a script of the project's folder with the engine's own client, and expects it to succeed.
    void feed(const std::string& url, const std::string& script) const;

    /// Every file below the folder with its content, except database files.
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
    int made_ = 0;     ///< the number of databases created
    std::string url_;  ///< depends on the members above
};

/// Tests that run on both engines.
class BothEngines : public ::testing::TestWithParam<Dialect> {
protected:
    BothEngines() : project(GetParam()) {}

    Project project;
};

std::string engine_name(const ::testing::TestParamInfo<Dialect>& info);

/// The number of occurrences of `part` in `text`.
int count(const std::string& text, const std::string& part);

}  // namespace retort::test

/// Expects `text`, an output of an Outcome, to contain `part`.
#define EXPECT_CONTAINS(text, part) \
    EXPECT_GT(::retort::test::count(text, part), 0) << "'" << (part) << "' is not in:\n" << (text)
