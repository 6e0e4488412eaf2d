#include "review/database_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "migrate/edited_files.hpp"
#include "migrate/skipped_revisions.hpp"
#include "migrate/unfinished.hpp"
#include "schema/error.hpp"

namespace retort::review {

namespace {

std::string counted(std::size_t count, std::string_view one, std::string_view several) {
    return fmt::format("{} {}", count, count == 1 ? one : several);
}

class Checker {
public:
    Checker(introspect::Database& database, const migrate::Chain& chain, const migrate::VersionStore& store)
        : database_(database), chain_(chain), store_(store), name_(database.describe()) {}

    DatabaseState run() {
        if (!find_gone()) return std::move(state_);
        state_.current = store_.known_current(database_, chain_);
        find_pending();
        try {
            read_history();
        } catch (const Error& error) {
            state_.notes.push_back(
                fmt::format("which files ran is not known: {}", error.diagnostics().front().message));
        }
        return std::move(state_);
    }

private:
    void add(Finding finding) { state_.findings.push_back(std::move(finding)); }

    /// False if a revision of the version table is in no file. One that was squashed into another is not gone.
    bool find_gone() {
        Finding finding{.kind = Kind::gone};
        for (const std::string& id : store_.current(database_))
            if (chain_.find(id) == nullptr && chain_.replacing(id) == nullptr)
                finding.revisions.push_back({.id = id, .number = {}, .message = {}, .file = {}, .title = id});
        if (finding.revisions.empty()) return true;
        describe_gone(finding);
        add(std::move(finding));
        return false;
    }

    void describe_gone(Finding& finding) {
        try {
            for (const migrate::HistoryEntry& entry : store_.history(database_))
                for (RevisionName& each : finding.revisions)
                    if (each.id == entry.revision && !entry.file.empty()) each.file = entry.file;
        } catch (const Error&) {
            // The file's name is not known.
        }
        finding.message = fmt::format("{} is at a revision that is in no file", name_);
        finding.to_do = {"restore the file", "'retort stamp REV', if the database is in fact at another revision"};
    }

    void find_pending() {
        const migrate::Heads heads = chain_.resolve("heads", *state_.current);
        const auto path = chain_.path(*state_.current, heads, migrate::Direction::up);
        if (path.empty()) return;
        Finding finding{.kind = Kind::pending,
                        .message = fmt::format("{} not run on {}",
                                               counted(path.size(), "migration has", "migrations have"), name_)};
        for (const migrate::Revision* each : path) finding.revisions.push_back(name_of(*each));
        finding.to_do = {chain_.heads().size() > 1 ? "retort upgrade heads" : "retort upgrade"};
        add(std::move(finding));
    }

    void read_history() {
        const std::vector<migrate::HistoryEntry> history = store_.history(database_);
        if (const auto unfinished = migrate::unfinished_run(history)) {
            state_.complete = false;
            Finding finding{.kind = Kind::unfinished,
                            .message = migrate::described(*unfinished, chain_, database_.dialect())};
            if (const migrate::Revision* revision = chain_.find(unfinished->revision))
                finding.revisions = {name_of(*revision)};
            finding.to_do = {fmt::format("retort {}", unfinished->direction)};
            add(std::move(finding));
        }
        for (const migrate::Revision* each :
             migrate::skipped_revisions(database_, chain_, store_, *state_.current, history)) {
            skipped_.insert(each->id);
            add({.kind = Kind::skipped,
                 .message = fmt::format("{} never ran on {}, but a revision that follows it did", each->title(), name_),
                 .revisions = {name_of(*each)},
                 .to_do = {fmt::format("run its SQL: retort show {}", each->id),
                           "let it follow what ran: retort rebase"}});
        }
        for (const migrate::Revision* each : migrate::edited_revisions(chain_, *state_.current, history))
            add({.kind = Kind::edited,
                 .message = fmt::format("{} was edited after it was run on {}", each->title(), name_),
                 .revisions = {name_of(*each)},
                 .to_do = {"restore the file, and write the change as a new revision"}});
        find_unknown(history);
    }

    /// The applied revisions without a checksum. A stamp vouches for all that it covers.
    void find_unknown(const std::vector<migrate::HistoryEntry>& history) {
        if (!store_.keeps_history() || state_.current->empty()) return;
        std::set<std::string> known;
        migrate::Heads stamped;
        for (const migrate::HistoryEntry& entry : history) {
            if (entry.outcome != migrate::done) continue;
            if (entry.direction == to_string(migrate::Direction::down))
                known.erase(entry.revision);
            else if (!entry.checksum.empty())
                known.insert(entry.revision);
            if (entry.direction == migrate::stamped && chain_.find(entry.revision) != nullptr)
                stamped.push_back(entry.revision);
        }
        Finding finding{.kind = Kind::unknown};
        for (const migrate::Revision& each : chain_.revisions()) {
            if (known.contains(each.id) || skipped_.contains(each.id)) continue;
            if (!chain_.covers(*state_.current, each.id)) continue;
            if (!stamped.empty() && chain_.covers(stamped, each.id)) continue;
            finding.revisions.push_back(name_of(each));
        }
        if (finding.revisions.empty()) return;
        finding.message =
            fmt::format("{} no checksum in the history of {}",
                        counted(finding.revisions.size(), "migration that ran has", "migrations that ran have"), name_);
        finding.to_do = {fmt::format("if the files are as they ran: retort stamp {}",
                                     state_.current->size() == 1 ? state_.current->front() : "heads")};
        add(std::move(finding));
    }

    introspect::Database& database_;
    const migrate::Chain& chain_;
    const migrate::VersionStore& store_;
    const std::string name_;
    DatabaseState state_;
    std::set<std::string> skipped_;  ///< the ids of revisions that never ran
};

}  // namespace

DatabaseState check_database(introspect::Database& database, const migrate::Chain& chain,
                             const migrate::VersionStore& store) {
    return Checker(database, chain, store).run();
}

}  // namespace retort::review
