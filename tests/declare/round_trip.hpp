#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "declare/write.hpp"
#include "introspect/database.hpp"
#include "tests/support/temp_folder.hpp"

namespace retort::test {

/// Writes schemas as models, reads all of these models in one run of the Clang reader, and compares.
class RoundTrips {
public:
    explicit RoundTrips(declare::WriteOptions options = {}) : options_(std::move(options)) {}

    /// Writes the models of a schema. `name` is for messages. A schema that is equal to an earlier one is skipped.
    void add(const std::string& name, const Schema& schema);

    /// What a schema's models said.
    struct Result {
        std::string name{};
        std::string failure{};                  ///< why the models declare something else; empty: they do not
        std::vector<std::string> undeclared{};  ///< what the writer reported as declared by nothing
    };

    /// Reads the models back. `empty_database` opens an empty database, which the next call empties.
    std::vector<Result> run(const std::function<std::shared_ptr<introspect::Database>()>& empty_database);

    std::size_t size() const { return entries_.size(); }

private:
    struct Entry {
        std::string name{};
        std::string space{};
        Schema schema{};
        declare::WrittenModels written{};
        std::vector<std::string> headers{}, sql_files{};
        std::string failure{};
    };

    declare::WriteOptions options_;
    TempFolder folder_;
    std::vector<Entry> entries_;
    std::set<std::string> seen_;
};

}  // namespace retort::test
