#include "migrate/edited_files.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace retort::migrate {

namespace {

/// True for the checksum of the revision's upgrade, or of the one that it had before a squash.
bool is_checksum_of(const Revision& revision, const std::string& checksum) {
    const std::vector<std::string>& earlier = revision.earlier_upgrades;
    return checksum == revision.up.checksum() ||
           std::any_of(earlier.begin(), earlier.end(),
                       [&](const std::string& digits) { return checksum.starts_with(digits); });
}

}  // namespace

std::vector<const Revision*> edited_revisions(introspect::Database& database, const Chain& chain,
                                              const VersionStore& store) {
    const Heads current = store.current(database);
    return current.empty() ? std::vector<const Revision*>{} : edited_revisions(chain, current, store.history(database));
}

std::vector<const Revision*> edited_revisions(const Chain& chain, const Heads& current,
                                              const std::vector<HistoryEntry>& history) {
    std::vector<const Revision*> edited;
    // VersionStore::known_current reports a revision that is in no file.
    for (const std::string& id : current)
        if (chain.find(id) == nullptr) return edited;
    std::map<std::string, std::string> checksums;  ///< of the upgrade that ran or was stamped last, by revision
    for (const HistoryEntry& entry : history)
        if (entry.outcome == done && entry.direction != to_string(Direction::down))
            checksums[entry.revision] = entry.checksum;
    for (const Revision& revision : chain.revisions()) {
        const auto ran = checksums.find(revision.id);
        if (ran == checksums.end() || ran->second.empty() || is_checksum_of(revision, ran->second)) continue;
        if (chain.covers(current, revision.id)) edited.push_back(&revision);
    }
    return edited;
}

}  // namespace retort::migrate
