#pragma once

#include <optional>
#include <string>
#include <vector>

namespace retort::tools {

/// A project of Alembic.
struct AlembicProject {
    std::string versions;  ///< the folder of the revision files
    std::string ini;       ///< alembic.ini; empty: not found
};

/// The project of `folder`: that of its alembic.ini, or the folder of the revision files itself, whose alembic.ini is
/// in a folder above. Nothing if there are no revision files.
std::optional<AlembicProject> find_alembic(const std::string& folder);

struct AlembicRun {
    bool ok = false;
    std::string out{};
    std::string why{};  ///< not ok: the last line that it printed, without passwords
};

/// Runs the `alembic` of PATH in the folder of alembic.ini. It runs the project's env.py.
AlembicRun run_alembic(const AlembicProject& project, const std::vector<std::string>& words);

}  // namespace retort::tools
