#pragma once

#include <string>

#include "schema/dialect.hpp"

namespace retort::sql {

/// A parsed database URL.
struct Url {
    Dialect dialect = Dialect::postgresql;
    std::string target;   ///< libpq connection URI or keyword string; SQLite: file path or ":memory:"
    std::string display;  ///< as it was given, the password replaced by "***"
    std::string setting;  ///< where it came from, for errors: "[database] url in retort.toml", "--database"
};

/// Accepts postgresql://, postgres://, either with a driver ("postgresql+asyncpg://"),
/// sqlite:path, sqlite:///path (three slashes: relative, four: absolute, as SQLAlchemy),
/// sqlite::memory:. Throws Error RT030 otherwise, with the accepted forms as its hint.
Url parse_url(const std::string& text, const std::string& setting);

}  // namespace retort::sql
