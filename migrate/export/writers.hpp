#pragma once

#include <string>
#include <vector>

#include "migrate/export/export.hpp"
#include "migrate/section_statements.hpp"

// One writer for each format, and what they share.
namespace retort::migrate {

/// A revision to be written.
struct ExportItem {
    const Revision& revision;
    std::string version;  ///< "0003" or "20261120165600"; empty for Alembic
    Dialect dialect;
    bool in_transactions = true;  ///< no section of the chain has transaction:false
};

/// Statements of a section that run together.
struct ExportPart {
    bool transaction = true;                ///< false: one statement outside of a transaction
    std::vector<std::string> statements{};  ///< without BEGIN, COMMIT and semicolons
};

/// The parts of a section: one for a section in a transaction, with the statements that reset what it has set; else one
/// for each of its transactions and for each statement outside of them. Throws Error RT482 for a ROLLBACK.
std::vector<ExportPart> export_parts(const ExportItem& item, Direction direction);

/// The SQL of a section as a script for a session that begins no transaction: with BEGIN and COMMIT.
std::string export_script(const ExportItem& item, Direction direction);

/// The SQL of a section without BEGIN and COMMIT of its own, if it is in a transaction; else as it is.
std::string export_section(const ExportItem& item, Direction direction);

/// Whether the section has a statement.
bool has_statements(const ExportItem& item, Direction direction);

/// "-- 0003 title" and "-- revision: id", with the line ends.
std::string export_title(const ExportItem& item);

/// "0003_convert_role"
std::string export_stem(const ExportItem& item);

/// Error RT482: `tool` can't run a section of the revision.
Error not_exported(const Revision& revision, std::string_view tool, std::string why, std::string hint);

/// Throws Error RT482 for a section of several statements of which one runs outside of a transaction, on a server that
/// gets all of them in one message, and would run them in one transaction (PostgreSQL, Message Flow, Multiple
/// Statements in a Simple Query).
void require_one_message(const ExportItem& item, std::string_view tool);

void write_alembic(const ExportItem& item, Exported& to);
void write_dbmate(const ExportItem& item, Exported& to);
void write_flyway(const ExportItem& item, Exported& to);
void write_golang_migrate(const ExportItem& item, Exported& to);
void write_goose(const ExportItem& item, Exported& to);
void write_plain(const ExportItem& item, Exported& to);
void write_supabase(const ExportItem& item, Exported& to);

}  // namespace retort::migrate
