#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "introspect/database.hpp"

namespace retort::scratch {

/// A server on which databases can be created and dropped. On destruction, and when the program is interrupted, it
/// stops the processes that it started and removes the databases and files that it created.
class Scratch {
public:
    virtual ~Scratch() = default;

    /// Creates an empty database. It is dropped with the Scratch at the latest.
    virtual std::unique_ptr<introspect::Database> create() = 0;

    /// Drops a database of `create` before the Scratch ends, so that a long series does not fill the disk. One that
    /// can't be dropped now is dropped with the Scratch.
    virtual void discard(std::unique_ptr<introspect::Database> database) { database.reset(); }

    /// True when the server belongs to this Scratch alone, so that roles may be created on it.
    virtual bool owns_server() const { return false; }

    /// For messages: "a throwaway PostgreSQL 15 cluster", "SQLite in memory".
    virtual std::string describe() const = 0;
};

/// Options of open_scratch.
struct ScratchOptions {
    Dialect dialect = Dialect::postgresql;
    std::optional<sql::Url> scratch_url;  ///< `scratch_url` of the configuration
    bool none = false;                    ///< PostgreSQL: scratch databases are disabled, `scratch_url = "none"`
    std::optional<sql::Url> live_url;     ///< the server on which a temporary database may be created
    std::optional<int> major_version;     ///< of the live server; a throwaway cluster must have the same
    /// The SQL that runs is trusted: on a throwaway cluster its role is a superuser, which can run programs and read
    /// files, and so may be the URL's role on other servers; SQLite may open other files.
    bool trusted = false;
    std::vector<std::string> extensions = {};  ///< SQLite: loaded into each database (introspect::OpenOptions)
};

/// SQLite: databases in memory. PostgreSQL, in this order: databases on `scratch_url`; a
/// throwaway cluster (initdb and postgres from PATH or the distribution's folders, unix socket,
/// started as an ordinary user when retort runs as root); temporary databases on the live server.
/// Throws Error RT035 that lists each attempt and its error, RT324 for a scratch_url with too many rights.
std::unique_ptr<Scratch> open_scratch(const ScratchOptions& options);

}  // namespace retort::scratch
