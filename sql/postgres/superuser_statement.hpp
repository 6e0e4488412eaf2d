#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace retort::sql::postgres {

/// A statement that PostgreSQL accepts from a superuser only, or of an object that a superuser owns, and that runs no
/// code of its author while it does, under the conditions that are members. Functions that it names are only stored;
/// triggers, defaults, checks and rules do not run. It holds no string in an expression: the server reads a literal of
/// an array of a domain, and evaluates the checks of the domain, when it parses the expression.
struct SuperuserStatement {
    /// Queries that have a row where the statement is safe. Their names are qualified, so that no search_path changes
    /// what they mean.
    std::vector<std::string> conditions{};
    /// The roles that the statement names. None may give rights over programs or files.
    std::vector<std::string> roles{};
    /// The roles that it creates, alters or gives objects to.
    std::vector<std::string> owners{};
    /// A query for the statement to run instead and the role that it names; no row: the written one runs as it is. It
    /// is set for the block in which a plan gives a sequence to the owner of a table (emit/postgres/sequences.cpp).
    std::string replacement{};
    /// A statement that needs no superuser and is run before `sql`, both instead of the written one; empty: the written
    /// one is run.
    std::string first{}, sql{};
    bool event_trigger = false;  ///< it is about an event trigger
    bool extension = false;      ///< it runs the script of an extension, which may create event triggers
};

/// Reads one statement. None if it is no such statement, if another role than a superuser may run it, or if it can
/// reach programs or files: functions in C, base types, functions in untrusted languages, ALTER SYSTEM, extensions that
/// are not in superuser_extensions.cpp. Text that a setting of the session could give another meaning is none either.
std::optional<SuperuserStatement> read_superuser_statement(std::string_view sql);

}  // namespace retort::sql::postgres
