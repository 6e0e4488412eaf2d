#include "migrate/run_check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "migrate/history_access.hpp"
#include "schema/name.hpp"

namespace retort::migrate {

namespace {

/// The first revision of which the section is not one transaction; null: there is none.
const Revision* find_sectioned(const std::vector<const Revision*>& path, Direction direction) {
    const auto found = std::find_if(path.begin(), path.end(),
                                    [&](const Revision* each) { return !each->section(direction).transaction; });
    return found == path.end() ? nullptr : *found;
}

Position marker_of(const Revision& revision, Direction direction) {
    return {revision.path, std::max(revision.section(direction).line - 1, 0), 1};
}

}  // namespace

void check_dialects(const std::vector<const Revision*>& path, const introspect::Database& database) {
    for (const Revision* each : path)
        require_dialect(*each, database.dialect(), "the database is " + database.describe(),
                        "nothing was run; correct 'url' under [database] or 'directory' under [migrations]");
}

void check_one_transaction(const std::vector<const Revision*>& path, Direction direction) {
    const Revision* found = find_sectioned(path, direction);
    if (found == nullptr) return;
    throw Error(Diagnostic{
        .code = "RT304",
        .message = fmt::format("the {} of {} is transaction:false and can't run in one transaction with others",
                               to_string(direction), found->title()),
        .position = marker_of(*found, direction),
        .hint = "nothing was run: run the revisions up to this one first, or leave out --one-transaction and "
                "--dry-run"});
}

void check_privileges(const std::vector<const Revision*>& path, Direction direction, introspect::Database& database,
                      const VersionStore& store) {
    const Revision* found = find_sectioned(path, direction);
    if (found == nullptr || !store.keeps_history()) return;
    const std::string lacking = lacks_for_progress(database, store);
    if (lacking.empty()) return;
    throw Error(Diagnostic{
        .code = "RT322",
        .message = fmt::format(
            "the {} of {} is transaction:false, and the role has no privilege to record its progress "
            "in the table {} of {}: {}",
            to_string(direction), found->title(), display(store.history_table()), database.describe(), lacking),
        .position = marker_of(*found, direction),
        .hint = fmt::format("nothing was run: GRANT SELECT, INSERT, UPDATE ON {} TO the role of the database URL, or "
                            "run the command as another role",
                            quote(store.history_table()))});
}

}  // namespace retort::migrate
