#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "retort/database.hpp"
#include "tests/support/error_of.hpp"
#include "tests/support/postgres.hpp"
#include "tests/support/temp_folder.hpp"

namespace retort::test {

/// A database of either engine.
class Place {
public:
    explicit Place(Dialect dialect) {
        if (dialect == Dialect::postgresql) postgres_ = std::make_unique<FreshDatabase>();
    }
    std::string url() const { return postgres_ ? postgres_->url() : "sqlite:" + (folder_.path() / "test.db").string(); }
    std::unique_ptr<introspect::Database> open() const { return introspect::open(sql::parse_url(url(), "test")); }
    void run(std::string_view sql) const { open()->execute(sql); }
    /// The names of its tables, sorted.
    std::vector<std::string> tables() const {
        std::vector<std::string> names;
        for (const auto& [name, table] : open()->introspect().tables) names.push_back(display(name));
        return names;
    }

private:
    TempFolder folder_;
    std::unique_ptr<FreshDatabase> postgres_;
};

/// A test that runs on both engines.
class OnBothEngines : public ::testing::TestWithParam<Dialect> {
protected:
    const Place place{GetParam()};
};

inline std::string dialect_name(const ::testing::TestParamInfo<Dialect>& info) {
    return std::string(to_string(info.param));
}

using Names = std::vector<std::string>;

}  // namespace retort::test
