#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migrate/chain.hpp"

namespace retort::migrate {

/// The tools for which a chain can be written.
enum class ExportFormat { alembic, dbmate, flyway, golang_migrate, goose, plain, supabase };

/// Nothing for a word that names no format.
std::optional<ExportFormat> export_format(std::string_view word);
/// "alembic, dbmate, …"
std::string export_formats();

/// The versions by which a tool that knows no graph orders its files.
enum class ExportVersions { number, timestamp };

/// One file of an export.
struct ExportedFile {
    std::string name;  ///< relative to the folder
    std::string text;
    std::string revision;  ///< its id
};

struct Exported {
    std::vector<ExportedFile> files{};
    std::vector<std::string> notes{};  ///< what the tool needs to run them, each a sentence without a period
};

/// The files of `revisions`, which are in the chain's order, for a tool. The versions are those of the whole chain, so
/// that a later export of more revisions has the same names.
/// Throws Error RT481 for revisions whose versions are missing, equal, or in another order than the chain; RT482 for a
/// section that the tool can't run; RT346 for a step of a program; and the errors of statements_of.
Exported exported(const Chain& chain, const std::vector<const Revision*>& revisions, ExportFormat format,
                  ExportVersions versions, Dialect dialect);

}  // namespace retort::migrate
