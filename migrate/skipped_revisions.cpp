#include "migrate/skipped_revisions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace retort::migrate {

namespace {

/// The revisions that have run according to the history, and those of which it says nothing.
class Applied {
public:
    explicit Applied(const Chain& chain) : chain_(chain) {}

    void add(const HistoryEntry& entry) {
        if (entry.outcome != done) return;
        if (first_) cover(entry.revision);
        first_ = false;
        if (entry.direction == to_string(Direction::up)) {
            ids_.insert(entry.revision);
        } else if (entry.direction == to_string(Direction::down)) {
            ids_.erase(entry.revision);
        } else if (entry.revision.empty()) {
            ids_.clear();
        } else {
            cover(entry.revision);
        }
    }

    bool contains(const std::string& id) const { return ids_.contains(id); }

private:
    void cover(const std::string& id) {
        if (const Revision* squashed = chain_.replacing(id))
            return cover_all(squashed->down_revisions);  // what the squashed revisions follow
        if (chain_.find(id) != nullptr) cover_all({id});
    }

    void cover_all(const Heads& heads) {
        for (const Revision* each : chain_.path({}, heads, Direction::up)) ids_.insert(each->id);
    }

    const Chain& chain_;
    bool first_ = true;
    std::set<std::string> ids_;
};

std::vector<HistoryEntry> read_history(introspect::Database& database, const VersionStore& store) {
    try {
        return store.history(database);
    } catch (const Error&) {
        return {};  // this role may run revisions, and not read what ran
    }
}

}  // namespace

std::vector<const Revision*> skipped_revisions(introspect::Database& database, const Chain& chain,
                                               const VersionStore& store, const Heads& current,
                                               const std::vector<HistoryEntry>& history) {
    // VersionStore::known_current reports a revision that is in no file.
    if (history.empty() ||
        std::any_of(current.begin(), current.end(), [&](const std::string& id) { return chain.find(id) == nullptr; }))
        return {};
    Applied applied(chain);
    for (const HistoryEntry& entry : history) applied.add(entry);
    std::vector<const Revision*> skipped;
    for (const Revision* each : chain.path({}, current, Direction::up))
        if (!applied.contains(each->id) && std::find(current.begin(), current.end(), each->id) == current.end())
            skipped.push_back(each);
    // Another run may have changed the database between the two queries.
    if (!skipped.empty() && store.current(database) != current) return {};
    return skipped;
}

std::vector<const Revision*> skipped_revisions(introspect::Database& database, const Chain& chain,
                                               const VersionStore& store, const Heads& current) {
    return skipped_revisions(database, chain, store, current, read_history(database, store));
}

void require_none_skipped(introspect::Database& database, const Chain& chain, const VersionStore& store,
                          const Heads& current) {
    require_none_skipped(database, chain, store, current, read_history(database, store));
}

void require_none_skipped(introspect::Database& database, const Chain& chain, const VersionStore& store,
                          const Heads& current, const std::vector<HistoryEntry>& history) {
    const std::vector<const Revision*> skipped = skipped_revisions(database, chain, store, current, history);
    if (skipped.empty()) return;
    const Revision& first = *skipped.front();
    const std::string more = skipped.size() == 1 ? "" : fmt::format(" and {} more", skipped.size() - 1);
    throw Error(Diagnostic{
        .code = "RT297",
        .message = fmt::format("{}{} never ran on {}, but a revision that follows did", first.title(), more,
                               database.describe()),
        .position = {first.path, 0, 0},
        .hint = fmt::format("let it follow the database's revision: in {} set 'down_revision: {}', and correct the "
                            "revision that followed it; or, if its changes are in the database, record them with "
                            "'retort stamp {}'",
                            first.path.empty() ? first.title() : first.path, listed(current), listed(current))});
}

}  // namespace retort::migrate
