#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migrate/foreign/foreign.hpp"

namespace retort::migrate {

/// A revision file of Alembic.
struct AlembicRevision {
    Revision revision;  ///< without its SQL; `path`: of the Python file
    /// The SQL of upgrade() and downgrade(), if these have nothing but op.execute() of texts.
    std::optional<std::string> up{}, down{};
};

/// The revisions of the files, each *.py, parents first. A file without `revision = "…"` is none. Files are read, not
/// run. Throws Error RT488 for an id or a parent that is no text, an id that Retort's chain can't have, an id of two
/// files, and a parent without a file.
std::vector<AlembicRevision> read_alembic(const std::vector<ForeignFile>& files, Dialect dialect);

/// The scripts of the revisions, by id, in what `alembic upgrade A:B --sql` or `alembic downgrade A:B --sql` printed.
std::map<std::string, std::string> alembic_steps(std::string_view output, Direction direction);

/// The section of such a script: without the statements about Alembic's `version_table`. The BEGIN and COMMIT of
/// Alembic may stand in another script than what they enclose; statements after a COMMIT make the section
/// transaction:false, and are outside of transactions (autocommit_block).
Section alembic_section(Dialect dialect, std::string_view step, std::string_view version_table);

}  // namespace retort::migrate
