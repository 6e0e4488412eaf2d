#pragma once

#include "emit/plan.hpp"

namespace retort::emit::sqlite {

/// See emit::plan. What ALTER TABLE can do is done in place; a table that it can't change is
/// built anew beside the old one, filled, and renamed (lang_altertable.html, section 7).
///
/// A script that rebuilds a table is not transactional: PRAGMA foreign_keys=OFF works outside
/// of transactions only, so the statements open and close their own. Such a script ends with
/// PRAGMA foreign_keys=ON, whatever the setting was before, because plain SQL can't remember it;
/// the setting lasts as long as the connection, and a runner can put its own back.
Plan plan(const Schema& from, const Schema& to, Direction direction);

/// See emit::create_script.
Script create_script(const Schema& schema);

}  // namespace retort::emit::sqlite
