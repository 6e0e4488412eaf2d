#pragma once

namespace retort::plan {

/// How a script treats foreign keys while it replaces tables. Only SQLite's scripts differ.
enum class ForeignKeys {
    off,       ///< switched off around the script
    deferred,  ///< on, and checked at COMMIT: for runners that cannot switch them off (D1, libSQL)
};

}  // namespace retort::plan
