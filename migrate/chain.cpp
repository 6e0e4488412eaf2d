#include "migrate/chain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <functional>
#include <set>
#include <system_error>
#include <tuple>

#include "schema/closure.hpp"
#include "schema/name.hpp"
#include "sql/text_file.hpp"

namespace retort::migrate {

namespace {

long long number_of(const Revision& revision) {
    long long number = 0;
    std::from_chars(revision.number.data(), revision.number.data() + revision.number.size(), number);
    return number;
}

/// The revision in a message: its path, or its title when it has no file.
std::string where(const Revision& revision) { return revision.path.empty() ? revision.title() : revision.path; }

std::vector<std::string_view> ids_of(const std::vector<Revision>& revisions) {
    std::vector<std::string_view> ids;
    for (const Revision& each : revisions) ids.emplace_back(each.id);
    return ids;
}

/// Throws Error RT060 for what is named like a revision and is not a file that ends: a folder, a link that leads
/// nowhere, a pipe.
void require_file(const std::string& path) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status) || std::filesystem::is_regular_file(status)) return;
    const int reason = std::filesystem::is_directory(status) ? EISDIR : EINVAL;
    sql::reject_path("can't read as a revision", path, reason, "remove it from the folder, or give it another name");
}

/// A cycle among the revisions that are not placed, for a message: "a follows b follows a".
std::string cycle_of(const std::vector<Revision>& revisions,
                     const std::map<std::string, std::size_t, std::less<>>& by_id, const std::vector<bool>& placed) {
    std::size_t at = 0;
    while (placed[at]) ++at;
    std::vector<std::size_t> walked;
    while (std::find(walked.begin(), walked.end(), at) == walked.end()) {
        walked.push_back(at);
        for (const std::string& down : revisions[at].down_revisions)
            if (const std::size_t next = by_id.find(down)->second; !placed[next]) {
                at = next;
                break;
            }
    }
    std::string cycle;
    for (auto each = std::find(walked.begin(), walked.end(), at); each != walked.end(); ++each)
        cycle += where(revisions[*each]) + " follows ";
    return cycle + where(revisions[at]);
}

}  // namespace

Chain Chain::load(const std::string& directory) {
    std::error_code error;
    if (!std::filesystem::exists(directory, error)) return {};
    std::filesystem::directory_iterator entries(directory, error);
    if (error)
        sql::reject_path("can't read", directory, error.value(), "the setting is 'directory' under [migrations]");
    std::vector<std::string> paths;
    for (const auto& entry : entries) {
        const std::string name = entry.path().filename().string();
        if (name.ends_with(".sql") && !name.starts_with('.')) paths.push_back(entry.path().string());
    }
    std::sort(paths.begin(), paths.end());

    std::vector<Revision> revisions;
    std::vector<Diagnostic> errors;
    for (const std::string& path : paths) {
        try {
            require_file(path);
            revisions.push_back(load_revision(path));
        } catch (const Error& error) {
            errors.insert(errors.end(), error.diagnostics().begin(), error.diagnostics().end());
        }
    }
    if (!errors.empty()) throw Error(std::move(errors));
    return Chain(std::move(revisions));
}

Chain::Chain(std::vector<Revision> revisions) {
    std::stable_sort(revisions.begin(), revisions.end(), [](const Revision& a, const Revision& b) {
        return std::make_tuple(number_of(a), std::cref(a.path), std::cref(a.id)) <
               std::make_tuple(number_of(b), std::cref(b.path), std::cref(b.id));
    });
    std::vector<Diagnostic> errors;
    for (std::size_t i = 0; i < revisions.size(); ++i) {
        const auto [first, added] = by_id_.emplace(revisions[i].id, i);
        if (!added)
            errors.push_back({.code = "RT063",
                              .message = fmt::format("revision {} is in two files: {} and {}", revisions[i].id,
                                                     where(revisions[first->second]), where(revisions[i])),
                              .position = {revisions[i].path, 0, 0},
                              .hint = "remove one of the files, or give it its own id and down_revision"});
    }
    for (const Revision& each : revisions)
        for (const std::string& down : each.down_revisions)
            if (!by_id_.contains(down)) {
                const auto ids = ids_of(revisions);
                const std::string_view meant = did_you_mean(down, ids);
                errors.push_back(
                    {.code = "RT064",
                     .message = fmt::format("revision {} follows {}, but no file contains it", each.title(), down),
                     .position = {each.path, 0, 0},
                     .hint = meant.empty() ? "a file may be missing from the folder, or not be merged yet"
                                           : fmt::format("did you mean {}?", meant)});
            }
    if (!errors.empty()) throw Error(std::move(errors));

    std::vector<bool> placed(revisions.size());
    std::vector<std::size_t> order;
    while (order.size() < revisions.size()) {
        const std::size_t before = order.size();
        for (std::size_t i = 0; i < revisions.size(); ++i) {
            const auto& downs = revisions[i].down_revisions;
            if (placed[i] || !std::all_of(downs.begin(), downs.end(),
                                          [&](const auto& down) { return placed[by_id_.find(down)->second]; }))
                continue;
            placed[i] = true;
            order.push_back(i);
            // Placing i may have unblocked an earlier revision: then the scan starts again.
            if (std::any_of(placed.begin(), placed.begin() + static_cast<std::ptrdiff_t>(i),
                            [](bool is) { return !is; }))
                break;
        }
        if (order.size() == before)
            throw Error(Diagnostic{.code = "RT065",
                                   .message = "the revisions form a cycle: " + cycle_of(revisions, by_id_, placed),
                                   .hint = "one of these 'down_revision' lines is wrong"});
    }
    for (const std::size_t i : order) {
        by_id_[revisions[i].id] = revisions_.size();
        revisions_.push_back(std::move(revisions[i]));
    }
}

std::vector<const Revision*> Chain::heads() const {
    std::set<std::string_view> followed;
    for (const Revision& each : revisions_) followed.insert(each.down_revisions.begin(), each.down_revisions.end());
    std::vector<const Revision*> heads;
    for (const Revision& each : revisions_)
        if (!followed.contains(each.id)) heads.push_back(&each);
    return heads;
}

const Revision* Chain::head() const {
    const auto all = heads();
    if (all.empty()) return nullptr;
    if (all.size() == 1) return all.front();
    throw several_heads({});
}

Error Chain::several_heads(const Heads& current) const {
    const auto all = heads();
    std::string files;
    for (const Revision* each : all) files += (files.empty() ? "" : " and ") + where(*each);
    std::vector<const Revision*> ran, waiting;
    for (const Revision* each : all) (covers(current, each->id) ? ran : waiting).push_back(each);
    Diagnostic diagnostic{.code = "RT066", .message = fmt::format("the chain has {} heads: {}", all.size(), files)};
    if (waiting.empty()) {
        std::string ids;
        for (const Revision* each : ran) ids += (ids.empty() ? "" : ", ") + each->id;
        diagnostic.hint =
            fmt::format("the database is at all of them: 'retort merge' writes a revision that follows {}", ids);
    } else {
        const Revision& last = *waiting.back();
        const Revision& other = ran.empty() ? *waiting[waiting.size() - 2] : *ran.back();
        diagnostic.hint = fmt::format(
            "make one follow the other: in {} set 'down_revision: {}', and check that its SQL still applies{}",
            where(last), other.id, ran.empty() ? "" : fmt::format("; the database is at {} already", other.title()));
    }
    return Error(std::move(diagnostic));
}

const Revision* Chain::find(std::string_view id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &revisions_[found->second];
}

std::pair<std::string, std::string> Chain::split_range(std::string_view range) {
    const std::size_t colon = range.find(':');
    if (colon == std::string_view::npos) return {"", std::string(range)};
    return {std::string(range.substr(0, colon)), std::string(range.substr(colon + 1))};
}

int Chain::next_number() const {
    long long highest = 0;
    for (const Revision& each : revisions_) highest = std::max(highest, number_of(each));
    return static_cast<int>(std::max(highest, static_cast<long long>(revisions_.size()))) + 1;
}

/// The positions of `heads` and their ancestors, ascending.
std::vector<std::size_t> Chain::closure(const Heads& heads) const {
    std::set<std::size_t> positions;
    for (const std::string& id : heads) positions.insert(by_id_.find(get(id).id)->second);
    const std::set<std::size_t> reached = retort::closure(std::move(positions), [&](std::size_t at, const auto& reach) {
        for (const std::string& down : revisions_[at].down_revisions) reach(by_id_.find(down)->second);
    });
    return {reached.begin(), reached.end()};
}

bool Chain::covers(const Heads& heads, std::string_view id) const {
    const auto reached = closure(heads);
    return std::binary_search(reached.begin(), reached.end(), by_id_.find(get(id).id)->second);
}

}  // namespace retort::migrate
