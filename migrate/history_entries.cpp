// The rows of the history table for runs and stamps.

#include <filesystem>

#include "migrate/runner.hpp"
#include "migrate/version.hpp"

namespace retort::migrate {

namespace {

HistoryEntry entry_by(const Caller& caller, std::string_view direction) {
    HistoryEntry entry;
    entry.direction = direction;
    entry.os_user = caller.os_user;
    entry.host = caller.host;
    entry.application = caller.application;
    if (caller.process != 0) entry.process = caller.process;
    entry.retort_version = version();
    return entry;
}

}  // namespace

HistoryEntry entry_of(const Revision& revision, std::string_view direction, const Caller& caller) {
    HistoryEntry entry = entry_by(caller, direction);
    entry.revision = revision.id;
    entry.number = revision.number;
    entry.name = revision.message;
    entry.file = std::filesystem::path(revision.path).filename().string();
    entry.file_sha256 = revision.file_sha256;
    entry.checksum = (direction == to_string(Direction::down) ? revision.down : revision.up).checksum();
    return entry;
}

std::vector<HistoryEntry> stamp_entries(const Chain& chain, const Heads& heads, const Caller& caller) {
    std::vector<HistoryEntry> entries;
    for (const std::string& id : heads) {
        const Revision* revision = chain.find(id);
        entries.push_back(revision == nullptr ? entry_by(caller, stamped) : entry_of(*revision, stamped, caller));
        entries.back().revision = id;
    }
    if (heads.empty()) {
        entries.push_back(entry_by(caller, stamped));
        entries.back().name = "base";
    }
    return entries;
}

}  // namespace retort::migrate
