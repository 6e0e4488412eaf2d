#pragma once

#include <string>

#include "schema/dialect.hpp"

namespace retort::sql {

/// A parsed database URL.
struct Url {
    Dialect dialect = Dialect::postgresql;
    std::string target;   ///< libpq connection URI or keyword string; SQLite: file path or ":memory:"
    std::string display;  ///< as written, with the password replaced by "***"
    std::string setting;  ///< its source, for errors: "[database] url in retort.toml", "--database"
};

/// Accepts postgresql://, postgres://, either with a driver ("postgresql+asyncpg://"),
/// sqlite:path, sqlite:///path (three slashes: relative, four: absolute, as SQLAlchemy),
/// sqlite::memory:. Throws Error RT030 for anything else, with a hint.
Url parse_url(const std::string& text, const std::string& setting);

}  // namespace retort::sql
