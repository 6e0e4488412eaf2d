#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "introspect/database.hpp"

namespace retort::scratch {

/// A place where databases can be made and thrown away. What it started it stops, and
/// what it made it removes, when it is destroyed, also when the program is interrupted.
class Scratch {
public:
    virtual ~Scratch() = default;

    /// A new, empty database. It is dropped with the Scratch at the latest.
    virtual std::unique_ptr<introspect::Database> create() = 0;

    /// True where the whole server is there for us alone, so that roles may be made on it.
    virtual bool owns_server() const { return false; }

    /// For messages: "a throwaway PostgreSQL 15 cluster", "SQLite in memory".
    virtual std::string describe() const = 0;
};

/// How a scratch is found.
struct ScratchOptions {
    Dialect dialect = Dialect::postgresql;
    std::optional<sql::Url> scratch_url;  ///< `scratch_url` of the configuration
    bool none = false;                    ///< PostgreSQL: there is to be none, as `scratch_url = "none"` says
    std::optional<sql::Url> live_url;     ///< the server where a temporary database may be made
    std::optional<int> major_version;     ///< of the live server; a throwaway cluster must have the same
};

/// SQLite: databases in memory. PostgreSQL, in this order: databases on `scratch_url`; a
/// throwaway cluster (initdb and postgres from PATH or the distribution's folders, unix socket,
/// started as an ordinary user when we are root); temporary databases on the live server.
/// Throws Error RT035 that lists what was tried and why each failed.
std::unique_ptr<Scratch> open_scratch(const ScratchOptions& options);

}  // namespace retort::scratch
