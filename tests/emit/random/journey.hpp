#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "emit/plan.hpp"
#include "introspect/database.hpp"
#include "tests/emit/random/world.hpp"
#include "tests/support/postgres.hpp"

namespace retort::test::random {

/// A failed check. `kind` must stay the same while a pair is shrunk.
class Failed : public std::runtime_error {
public:
    Failed(std::string kind, const std::string& text)
        : std::runtime_error(kind + "\n" + text), kind_(std::move(kind)) {}
    const std::string& kind() const { return kind_; }

private:
    std::string kind_;
};

/// Counts for the summary.
struct Tally {
    int pairs = 0;
    int with_rows = 0;        ///< pairs with rows in upgrade and downgrade
    int there_with_rows = 0;  ///< pairs with rows in the upgrade
    int blocked_by_rows = 0;  ///< pairs whose rows the second schema cannot hold, migrated without rows
    int dumps = 0;            ///< pairs that were also compared by pg_dump
    int renames = 0;          ///< pairs that declared a rename
    long rows = 0, rejected = 0, statements = 0;
};

/// Migrates from a first schema to a second and back, on two databases that are emptied between pairs.
class Journey {
public:
    Journey();

    /// Tests one pair. Throws Failed.
    void go(const Pair& pair, bool dumps, Tally& tally);

    int server() { return here_db_->major_version(); }

private:
    void empty(introspect::Database& db);
    void make(introspect::Database& db, const World& world);
    long insert(const Words& rows, Tally& tally);
    void travel(const Pair& pair, bool dumps, Tally& tally);
    bool run_or_clear(const emit::Script& script, const char* way, bool rows);
    void check(const Schema& reached, const Schema& goal, const emit::Plan& plan, const char* way,
               const std::string& dump);

    FreshDatabase here_, there_;
    std::unique_ptr<introspect::Database> here_db_, there_db_;
};

}  // namespace retort::test::random
