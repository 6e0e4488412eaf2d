#pragma once

#include <string>

#include "introspect/sqlite/connection.hpp"
#include "schema/error.hpp"
#include "sql/url.hpp"

namespace retort::introspect::sqlite {

/// The error of a call that failed for the database file's sake, with SQLite's `message`: RT274 (locked), RT288
/// (damaged), RT289 (no space, or the disk fails), RT212 (anything else).
Error file_error(FileFailure failure, const sql::Url& url, const Connection& connection, const std::string& message);

/// Error RT212: "cannot open sqlite:app.db: `why`". The hint ends with the setting that has the URL.
Error cannot_open(const sql::Url& url, const std::string& why, const std::string& hint);

/// Error RT291: there is no such file.
Error file_is_missing(const sql::Url& url);

/// Throws Error RT212 for a path that no database can have: an empty one, a folder, a device, a path in a folder that
/// does not exist or cannot be searched. True if the file exists.
bool check_file(const sql::Url& url);

}  // namespace retort::introspect::sqlite
