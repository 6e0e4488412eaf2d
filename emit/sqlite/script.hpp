#pragma once

#include "emit/plan.hpp"

namespace retort::emit::sqlite {

/// See emit::plan. Changes that ALTER TABLE supports are made in place. Any other change rebuilds the table: a new one
/// is created, filled and renamed (lang_altertable.html, section 7).
///
/// A script that rebuilds a table is not transactional: PRAGMA foreign_keys=OFF works outside of transactions only, so
/// the statements open and close their own transaction. Such a script ends with PRAGMA foreign_keys=ON, whatever the
/// setting was before, because plain SQL can't save it. The setting lasts as long as the connection, and a runner can
/// restore its own.
///
/// With ForeignKeys::deferred, foreign keys stay on, the script is transactional and works whether they are on or off:
/// see replace_tables.hpp.
Plan plan(const Schema& from, const Schema& to, Direction direction, ForeignKeys foreign_keys = ForeignKeys::off);

/// See emit::rename_script.
Script rename_script(const diff::Renames& renames);

/// See emit::create_script.
Script create_script(const Schema& schema);

}  // namespace retort::emit::sqlite
