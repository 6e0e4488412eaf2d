#pragma once

#include <string>
#include <string_view>

#include "schema/dialect.hpp"

namespace retort::sql {

/// A parsed database URL.
struct Url {
    Dialect dialect = Dialect::postgresql;
    std::string target;   ///< libpq connection URI or keyword string; SQLite: file path or ":memory:"
    std::string display;  ///< as written, with the password replaced by "***"
    std::string setting;  ///< its source, for errors: "[database] url in retort.toml", "--database"
    /// SQLite: the parameters of a URI file name (uri.html) as they are written, "cache=shared&immutable=1".
    std::string parameters = {};

    /// The value of a parameter; empty if the URL does not have it.
    std::string parameter(std::string_view name) const;
    /// SQLite: a database in memory, not a file.
    bool in_memory() const { return target == ":memory:" || parameter("mode") == "memory"; }
};

/// Accepts postgresql://, postgres://, either with a driver ("postgresql+asyncpg://"),
/// sqlite:path, sqlite:///path (three slashes: relative, four: absolute, as SQLAlchemy),
/// sqlite:file:path, sqlite::memory:. The path of a SQLite URL may be percent-encoded; after a '?' it may have the
/// parameters of SQLite's URI file names. Throws Error RT030 for anything else, with a hint.
Url parse_url(const std::string& text, const std::string& setting);

}  // namespace retort::sql
