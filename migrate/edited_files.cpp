#include "migrate/edited_files.hpp"

#include <map>
#include <string>

namespace retort::migrate {

std::vector<const Revision*> edited_revisions(introspect::Database& database, const Chain& chain,
                                              const VersionStore& store) {
    const Heads current = store.current(database);
    std::vector<const Revision*> edited;
    if (current.empty()) return edited;
    // VersionStore::known_current reports a revision that is in no file.
    for (const std::string& id : current)
        if (chain.find(id) == nullptr) return edited;
    std::map<std::string, std::string> checksums;  ///< of the upgrade that ran last, by revision
    for (const HistoryEntry& entry : store.history(database))
        if (entry.direction == "up") checksums[entry.revision] = entry.checksum;
    for (const Revision& revision : chain.revisions()) {
        const auto ran = checksums.find(revision.id);
        if (ran == checksums.end() || ran->second.empty() || ran->second == revision.up.checksum()) continue;
        if (chain.covers(current, revision.id)) edited.push_back(&revision);
    }
    return edited;
}

}  // namespace retort::migrate
