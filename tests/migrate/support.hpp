#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "introspect/database.hpp"
#include "migrate/chain.hpp"
#include "migrate/revision.hpp"
#include "scratch/scratch.hpp"
#include "tests/support/error_of.hpp"
#include "tests/support/postgres.hpp"
#include "tests/support/temp_folder.hpp"

namespace retort::migrate::test {

/// A temporary folder with paths as strings.
class TemporaryFolder {
public:
    std::string path() const { return folder_.path().string(); }
    std::string file(std::string_view name) const { return (folder_.path() / name).string(); }
    /// The names of all files in it, sorted.
    std::vector<std::string> names() const;

private:
    retort::test::TempFolder folder_;
};

/// A new, empty database on either engine.
class TestDatabase {
public:
    explicit TestDatabase(Dialect dialect);

    sql::Url url() const;
    std::unique_ptr<introspect::Database> connect() const { return introspect::open(url()); }
    std::unique_ptr<scratch::Scratch> scratch() const { return scratch::open_scratch(scratch_options()); }
    scratch::ScratchOptions scratch_options() const;

private:
    TemporaryFolder folder_;
    std::optional<retort::test::FreshDatabase> postgres_;
};

void write(const std::string& path, std::string_view content);

/// A revision with the given SQL, as if read from "<number>.sql".
Revision revision(std::string id, std::vector<std::string> downs, std::string number, std::string up, std::string down,
                  std::string options = {});

/// One value as text; "NULL" for NULL, "" for no row.
std::string value(introspect::Database& database, std::string_view sql);

using retort::test::error_of;

}  // namespace retort::migrate::test
