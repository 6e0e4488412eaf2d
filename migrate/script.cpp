#include <fmt/format.h>

#include "migrate/execute.hpp"
#include "migrate/runner.hpp"
#include "migrate/statement.hpp"
#include "migrate/step.hpp"
#include "migrate/version.hpp"

namespace retort::migrate {

namespace {

/// The heads at which a script starts: A of its range "A:B".
Heads start_of(const Chain& chain, std::string_view from, const Heads& current) {
    return from.empty() ? Heads{} : chain.resolve(from, current);
}

std::string titled(const Chain& chain, const Heads& heads) {
    std::string text;
    for (const std::string& id : heads) text += (text.empty() ? "" : ", ") + chain.get(id).title();
    return text.empty() ? "base" : text;
}

/// The statement line that begins a transaction which writes.
std::string begin_sql(Dialect dialect) { return std::string(info(dialect).begin_write) + ";\n"; }

/// The section with what the runner does around it: `guard` first, and the version table's changes at the point where
/// the runner makes them. A section without a transaction has its guard in one of its own.
std::string with_changes(Dialect dialect, const Revision& revision, Direction direction, const std::string& guard,
                         const std::string& changes) {
    const Section& section = revision.section(direction);
    const auto statements = statements_of(dialect, revision, direction);
    const std::string begin = begin_sql(dialect);
    const std::string ended = settings_reset(dialect, statements) + changes;  // settings end with the section
    if (section.transaction) return begin + guard + closed(section, statements) + ended + "COMMIT;\n";

    const std::string guarded = begin + guard + "COMMIT;\n";
    for (std::size_t i = statements.size(); i-- > 0;) {
        const StatementKind kind = kind_of(statements[i].sql);
        if (kind == StatementKind::commit)
            return guarded + section.sql.substr(0, statements[i].offset) + ended +
                   closed(section, statements).substr(statements[i].offset);
        if (kind != StatementKind::pragma && kind != StatementKind::foreign_keys) break;
    }
    return guarded + closed(section, statements) + begin + ended + "COMMIT;\n";
}

}  // namespace

std::string script(const Chain& chain, const VersionStore& store, std::string_view range, Direction direction,
                   const Heads& current) {
    const auto [from, target] = Chain::split_range(range);
    if (direction == Direction::down && range.find(':') == std::string_view::npos)
        throw Error("RT229", fmt::format("a downgrade script needs a range, and '{}' has no start", range),
                    fmt::format("give both ends: head:{}", range));
    Heads at = start_of(chain, from, current);
    const auto path = Chain::names_current(target) ? chain.path(at, chain.resolve(target, current), direction)
                      : direction == Direction::up ? chain.upgrade_path(at, target)
                                                   : chain.downgrade_path(at, target);
    if (path.empty()) return {};

    std::string text;
    const Heads start = at;
    for (const Revision* revision : path) {
        require_dialect(*revision, store.dialect(),
                        fmt::format("the script is for {}", retort::to_string(store.dialect())),
                        "correct 'url' under [database]");
        check_steps(store.dialect(), *revision, direction, nullptr, "a script");
        const Heads next = chain.after(at, *revision, direction);
        const std::string changes =
            store.move_sql(at, next) + store.record_sql(entry_of(*revision, to_string(direction), {}));
        text += fmt::format("\n-- {} {}\n", to_string(direction), revision->title());
        text += with_changes(store.dialect(), *revision, direction, store.guard_sql(at), changes);
        at = next;
    }
    return fmt::format("-- {} from {} to {}\n", to_string(direction), titled(chain, start), titled(chain, at)) +
           (start.empty() ? tables_script(store) : std::string()) + text;
}

std::string stamp_script(const Chain& chain, const VersionStore& store, std::string_view range, const Heads& current) {
    const auto [from, target] = Chain::split_range(range);
    const Heads start = start_of(chain, from, current);
    const Heads end = chain.resolve(target, Chain::names_current(target) ? current : start);
    std::string text = fmt::format("-- stamp {}\n", titled(chain, end)) + begin_sql(store.dialect());
    if (start.empty()) text += store.create_sql();
    if (!from.empty()) text += store.guard_sql(start);
    text += store.replace_sql(end);
    for (const HistoryEntry& each : stamp_entries(chain, end, {})) text += store.record_sql(each);
    return text + "COMMIT;\n";
}

std::string tables_script(const VersionStore& store) {
    return begin_sql(store.dialect()) + store.create_sql() + "COMMIT;\n";
}

}  // namespace retort::migrate
