#pragma once

#include <string_view>

// The entry points of the fuzz targets. Each takes any bytes. Invalid input must end in an Error; any other exception,
// a crash, or a property that does not hold is a finding.
namespace retort::fuzz {

/// The splitter of PostgreSQL scripts and the reader of a statement's parse tree.
void postgres_statement(std::string_view input);
/// The comparison of a declared expression with its stored form, and the flattening of AND and OR. The input is one
/// expression, or two with a line break between them.
void postgres_expression(std::string_view input);
/// The tokens of SQLite and the splitter of scripts.
void sqlite_statement(std::string_view input);
/// The canonical text of a SQLite expression.
void sqlite_expression(std::string_view input);
/// A SQLite database file: its introspection, and the plans from it and to it.
void sqlite_file(std::string_view input);
/// An SQL file for SQLite: the schema that it creates, and the script that creates this schema.
void sqlite_schema(std::string_view input);
/// JSON snapshots.
void snapshot(std::string_view input);
/// Revision files.
void revision(std::string_view input);
/// retort.toml.
void configuration(std::string_view input);

/// Throws std::logic_error with `property` unless `holds`.
void require(bool holds, std::string_view property);

}  // namespace retort::fuzz
