#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "emit/plan.hpp"
#include "introspect/database.hpp"
#include "tests/emit/random/world.hpp"
#include "tests/support/postgres.hpp"

namespace retort::test::random {

/// A check that failed. `kind` stays the same while a pair is made smaller.
class Failed : public std::runtime_error {
public:
    Failed(std::string kind, const std::string& text)
        : std::runtime_error(kind + "\n" + text), kind_(std::move(kind)) {}
    const std::string& kind() const { return kind_; }

private:
    std::string kind_;
};

/// What was gone through, for the summary.
struct Tally {
    int pairs = 0;
    int with_rows = 0;        ///< that went there and back with rows in their tables
    int there_with_rows = 0;  ///< that went there with rows in their tables
    int rows_in_the_way = 0;  ///< whose rows the second schema can't hold, and so went without
    int dumps = 0;            ///< that pg_dump compared as well
    int renames = 0;          ///< that declared one
    long rows = 0, refused = 0, statements = 0;
};

/// Goes from a first schema to a second and back, on two databases that are emptied between pairs.
class Journey {
public:
    Journey();

    /// Throws Failed.
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
