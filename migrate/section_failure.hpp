#pragma once

#include <string>
#include <vector>

#include "introspect/database.hpp"
#include "migrate/revision.hpp"
#include "migrate/section_statements.hpp"
#include "migrate/statement.hpp"

namespace retort::migrate {

/// How far the run of a section has come.
struct SectionState {
    const Revision& revision;
    Direction direction;
    std::vector<SectionStatement> statements;
    std::vector<StatementKind> kinds;  ///< of the statements
    std::size_t at = 0;                ///< index of the running statement; statements.size() before and after them
    std::size_t durable = 0;           ///< number of statements that are committed
    bool joined = false;               ///< in one transaction with other revisions of the run
    bool recorded = false;             ///< the history holds the progress, so that the next run goes on
    bool moved = false;                ///< the open transaction changes the version table
    bool committing = false;           ///< COMMIT was sent: its effect is not known until the server answers
    bool alone = false;                ///< the running statement is in no transaction, and may have had its effect
    bool step_ended_transaction = false;

    const Section& section() const { return revision.section(direction); }
};

/// For messages: the file, or "(new revision)".
std::string path_of(const Revision& revision);

/// Sets the diagnostic's position to byte `offset` of the section.
void point(const SectionState& state, Diagnostic& diagnostic, std::size_t offset);

/// The Diagnostic RT070 of a statement that failed, without what it left behind.
Diagnostic failure_of(const SectionState& state, const introspect::StatementFailure& failure);

/// Adds a note on the statement that ran when an error occurred that is not about the statement: a lock, a full disk.
void add_location(const SectionState& state, Diagnostic& diagnostic);

/// Adds notes on the state in which the section left the database, and how to go on: what is certain, and after a lost
/// connection what is not. `rolled_back`: the open transaction; false when the connection is lost. `invalid_index`:
/// that CREATE INDEX CONCURRENTLY has left, as SQL.
void add_outcome(const SectionState& state, Diagnostic& diagnostic, Dialect dialect, bool rolled_back,
                 const std::string& invalid_index);

/// The revision at which the database is when the section has not run: for 'retort stamp'.
std::string start_of(const Revision& revision, Direction direction);

}  // namespace retort::migrate
