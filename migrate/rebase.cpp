#include "migrate/rebase.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <utility>

#include "migrate/file_name.hpp"
#include "migrate/graph.hpp"
#include "migrate/header.hpp"
#include "sql/text_file.hpp"

namespace retort::migrate {

namespace {

[[noreturn]] void reject(const Revision& revision, const std::string& why, std::string hint) {
    throw Error(Diagnostic{.code = "RT328",
                           .message = fmt::format("can't rebase {}: {}", revision.title(), why),
                           .position = {revision.path, 0, 0},
                           .hint = std::move(hint)});
}

/// The revisions that are up according to the history.
std::set<std::string> applied_by_history(const std::vector<HistoryEntry>& history) {
    std::set<std::string> applied;
    for (const HistoryEntry& entry : history) {
        const bool begun = entry.progress && entry.progress->statements_done > 0;  // a section that failed half-way
        if (entry.outcome != done && !begun) continue;
        if (entry.direction == to_string(Direction::up)) applied.insert(entry.revision);
        if (entry.direction == to_string(Direction::down) && entry.outcome == done) applied.erase(entry.revision);
        if (entry.direction == stamped) applied.clear();  // the version table says more
    }
    return applied;
}

}  // namespace

std::vector<const Revision*> with_descendants(const Chain& chain, const Revision& revision) {
    std::vector<const Revision*> found;
    std::set<std::string_view> ids{revision.id};
    for (const Revision& each : chain.revisions()) {
        const auto moved = [&](const std::string& id) { return ids.contains(id); };
        const bool follows = std::any_of(each.down_revisions.begin(), each.down_revisions.end(), moved) ||
                             std::any_of(each.depends_on.begin(), each.depends_on.end(), moved);
        if (!follows && each.id != revision.id) continue;
        ids.insert(each.id);
        found.push_back(&each);
    }
    return found;
}

const Revision& other_head(const Chain& chain, const Revision& revision) {
    std::vector<const Revision*> others;
    for (const Revision* head : chain.heads())
        if (!chain.covers({head->id}, revision.id)) others.push_back(head);
    if (others.size() == 1) return *others.front();
    if (others.empty())
        reject(revision, "no other head, since all heads follow it", "name the new parent with --onto REV");
    std::string titles;
    for (const Revision* each : others) titles += (titles.empty() ? "" : ", ") + each->title();
    reject(revision, fmt::format("there are {} other heads: {}", others.size(), titles),
           "name the new parent with --onto REV");
}

void require_not_applied(introspect::Database& database, const Chain& chain, const VersionStore& store,
                         const std::vector<const Revision*>& revisions) {
    const Heads current = store.known_current(database, chain);
    const std::set<std::string> applied = applied_by_history(store.history(database));
    for (const Revision* each : revisions) {
        const bool ran = chain.covers(current, each->id);
        if (!ran && !applied.contains(each->id)) continue;
        throw Error(Diagnostic{
            .code = "RT326",
            .message = fmt::format("{} has run on {}{}", each->title(), database.describe(),
                                   ran ? "" : ", according to its history table"),
            .position = {each->path, 0, 0},
            .hint = "rebase the branch that has not run, or join the branches with 'retort merge'; a revision that "
                    "'retort downgrade' took back may be rebased"});
    }
}

std::vector<sql::FileChange> rebase(const Chain& chain, const Revision& revision, const Revision& parent,
                                    std::string_view pattern) {
    const std::vector<const Revision*> moved = with_descendants(chain, revision);
    if (std::find(moved.begin(), moved.end(), &parent) != moved.end())
        throw Error(Diagnostic{.code = "RT327",
                               .message = &parent == &revision ? fmt::format("{} can't follow itself", revision.title())
                                                               : fmt::format("{} can't follow {}, which follows it",
                                                                             revision.title(), parent.title()),
                               .position = {revision.path, 0, 0},
                               .hint = "'retort history' shows the order; name another parent with --onto"});
    if (revision.down_revisions.size() > 1)
        reject(revision, "it merges branches", "rebase one of the branches that it merges, or remove the merge");
    if (revision.down_revisions == std::vector<std::string>{parent.id})
        reject(revision, fmt::format("it follows {} already", parent.title()),
               "nothing was changed; name another parent with --onto REV");

    long long number = 0;
    for (const Revision& each : chain.revisions())
        if (std::find(moved.begin(), moved.end(), &each) == moved.end()) number = std::max(number, number_of(each));
    std::vector<Revision> result;
    for (const Revision& each : chain.revisions())
        if (std::find(moved.begin(), moved.end(), &each) == moved.end()) result.push_back(each);
    std::vector<sql::FileChange> changes;
    for (const Revision* each : moved) {
        sql::FileChange change{.from = each->path, .before = sql::read_file(each->path)};
        change.after = change.before;
        if (each == &revision) change.after = with_header(change.after, "down_revision", parent.id);
        if (!each->number.empty())
            change.after = with_number(change.after, fmt::format("{:0{}}", ++number, each->number.size()));
        if (!each->verified.empty()) change.after = with_header(change.after, "verified", "no");
        const Revision after = parse_revision(change.after, each->path);
        const std::filesystem::path path(each->path);
        const bool by_pattern = path.filename().string() == file_name(pattern, *each);
        change.to = by_pattern ? (path.parent_path() / file_name(pattern, after)).string() : each->path;
        result.push_back(after);
        changes.push_back(std::move(change));
    }
    const Chain valid(std::move(result));
    return changes;
}

}  // namespace retort::migrate
