#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "introspect/database.hpp"
#include "introspect/scratch.hpp"
#include "migrate/chain.hpp"
#include "migrate/revision.hpp"
#include "schema/error.hpp"

namespace retort::migrate::test {

/// A folder that is removed with everything in it.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::string& path() const { return path_; }
    std::string file(std::string_view name) const { return path_ + "/" + std::string(name); }
    std::vector<std::string> names() const;

private:
    std::string path_;
};

/// An empty database of its own, on either engine.
class TestDatabase {
public:
    explicit TestDatabase(Dialect dialect);
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;

    introspect::Url url() const { return url_; }
    std::unique_ptr<introspect::Database> connect() const { return introspect::open(url_); }
    std::unique_ptr<introspect::Scratch> scratch() const { return introspect::open_scratch(scratch_options()); }
    introspect::ScratchOptions scratch_options() const;

private:
    TemporaryFolder folder_;
    introspect::Url url_;
    std::string name_;
};

/// The URL of the test server. Throws when RETORT_TEST_PG is not set, so the test fails.
std::string test_server();

void write(const std::string& path, std::string_view content);

/// A revision out of two pieces of SQL, as if it stood in "<number>.sql".
Revision revision(std::string id, std::vector<std::string> downs, std::string number, std::string up, std::string down,
                  std::string options = {});

/// One value as text; "NULL" for NULL, "" for no row.
std::string value(introspect::Database& database, std::string_view sql);

/// Runs `work`, which must throw an Error; returns it as a person reads it.
template <class Work>
std::string error_of(Work work) {
    try {
        work();
    } catch (const Error& error) {
        return render(error);
    }
    ADD_FAILURE() << "no Error was thrown";
    return {};
}

/// `part` stands in `text`; says both when not.
#define EXPECT_HAS(text, part) \
    EXPECT_NE(std::string(text).find(part), std::string::npos) << "not in it: " << (part) << "\nthe text:\n" << (text)
#define EXPECT_HAS_NOT(text, part) \
    EXPECT_EQ(std::string(text).find(part), std::string::npos) << "in it: " << (part) << "\nthe text:\n" << (text)

}  // namespace retort::migrate::test
