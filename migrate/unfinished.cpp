#include "migrate/unfinished.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "migrate/execute.hpp"
#include "migrate/section_failure.hpp"

namespace retort::migrate {

namespace {

Direction direction_of(const HistoryEntry& entry) {
    return entry.direction == to_string(Direction::up) ? Direction::up : Direction::down;
}

}  // namespace

std::optional<HistoryEntry> unfinished_run(const std::vector<HistoryEntry>& history) {
    std::optional<HistoryEntry> unfinished;
    for (const HistoryEntry& entry : history) {
        const bool begun = entry.outcome != done && entry.progress &&
                           (entry.progress->statements_done > 0 || entry.progress->running_statement);
        if (begun)
            unfinished = entry;
        else if (entry.direction == stamped ||
                 (entry.outcome == done && unfinished && entry.revision == unfinished->revision))
            unfinished.reset();
    }
    return unfinished;
}

bool is_running(const HistoryEntry& entry, const Caller& caller) {
    return entry.outcome == running && entry.host == caller.host && entry.process && *entry.process != caller.process &&
           is_alive(*entry.process);
}

std::optional<HistoryEntry> running_elsewhere(const std::vector<HistoryEntry>& history, const Caller& caller) {
    const auto found = std::find_if(history.rbegin(), history.rend(),
                                    [&](const HistoryEntry& entry) { return is_running(entry, caller); });
    return found == history.rend() ? std::nullopt : std::optional(*found);
}

std::string described(const HistoryEntry& entry, const Chain& chain, Dialect dialect) {
    const Revision* revision = chain.find(entry.revision);
    const Progress progress = entry.progress.value_or(Progress{});
    std::string total;
    if (revision != nullptr) {
        try {
            total = fmt::format(" of {}", statements_of(dialect, *revision, direction_of(entry)).size());
        } catch (const Error&) {
            // The run reports text that can't be split.
        }
    }
    return fmt::format("the {} of {} was begun at {} and is not complete; statements committed: {}{}{}",
                       entry.direction, revision == nullptr ? entry.revision : revision->title(), entry.started_at,
                       progress.statements_done, total,
                       progress.running_statement ? "; the next one may have had its effect" : "");
}

Error must_complete(const HistoryEntry& unfinished, const Chain& chain, Dialect dialect) {
    const Revision* revision = chain.find(unfinished.revision);
    const std::string start = revision == nullptr ? "REV" : start_of(*revision, direction_of(unfinished));
    return Error("RT302", described(unfinished, chain, dialect),
                 fmt::format("run 'retort {} {}', which goes on with the next statement; or revert the committed "
                             "statements by hand and run 'retort stamp {}'",
                             unfinished.direction,
                             direction_of(unfinished) == Direction::up ? unfinished.revision : "-1", start));
}

}  // namespace retort::migrate
