#include "pipeline/renames.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "diff/rename_candidates.hpp"
#include "schema/error.hpp"
#include "schema/name.hpp"

namespace retort::pipeline {

namespace {

using diff::RenameCandidate;

constexpr std::string_view swap_remark = "exchanged: ";  ///< in the header of a revision

/// Throws Error RT013: `name` of the option `given` is not among `names`, the possible ones.
[[noreturn]] void reject(const std::string& given, const std::string& what, const std::string& name,
                         const std::vector<std::string>& names) {
    const std::string_view meant = did_you_mean(name, names);
    std::string hint;
    for (std::size_t i = 0; i < names.size() && i < 10; ++i) hint += (i == 0 ? "" : ", ") + names[i];
    if (!meant.empty())
        hint = fmt::format("did you mean '{}'?", meant);
    else if (hint.empty())
        hint = "there are no candidates";
    else
        hint = fmt::format("candidate{}: {}{}", names.size() == 1 ? "" : "s", hint, names.size() > 10 ? ", …" : "");
    throw Error("RT013", fmt::format("--rename {}: '{}' {}", given, name, what), hint);
}

std::pair<std::string, std::string> split(const std::string& given) {
    const std::size_t equals = given.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == given.size())
        throw Error("RT210", fmt::format("--rename {}: expected OLD=NEW", given),
                    "for example --rename users.mail=users.email");
    return {given.substr(0, equals), given.substr(equals + 1)};
}

bool among(const std::vector<std::string>& list, const std::string& name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

/// Swapped names and rename chains: a name that exists before and after is the new name of one object and the old
/// name of another. The last old name of a chain may be that of a new object. Declares the renames and returns true
/// when that holds for all of them.
bool apply_cycles_and_chains(const std::vector<std::string>& given, const Schema& from, Schema& to) {
    std::vector<RenameCandidate> pairs;
    std::set<std::string> old_names, new_names;
    for (const std::string& each : given) {
        const auto [before, after] = split(each);
        const auto pair = diff::find_pair(from, to, before, after);
        if (!pair || !old_names.insert(before).second || !new_names.insert(after).second) return false;
        pairs.push_back(*pair);
    }
    const std::vector<std::string> created = diff::created_names(from, to);
    for (const RenameCandidate& pair : pairs)
        if (!old_names.contains(pair.new_name()) && !among(created, pair.new_name())) return false;
    for (const RenameCandidate& pair : pairs) diff::declare(to, pair, pairs.size() > 1);
    return true;
}

/// Each rename as "users.a=users.b".
std::vector<std::string> words_of(const diff::Renames& renames) {
    std::vector<std::string> words;
    for (const auto* names : {&renames.tables, &renames.enums})
        for (const auto& [before, after] : *names) words.push_back(display(before) + "=" + display(after));
    for (const auto& [table, columns] : renames.columns)
        for (const auto& [before, after] : columns)
            words.push_back(fmt::format("{0}.{1}={0}.{2}", display(table), before, after));
    return words;
}

}  // namespace

void declare_renames(std::vector<std::string> given, const Schema& from, Schema& to) {
    // The rename of a table may follow those of its columns.
    const auto declare_each = [&](auto find) {
        const std::size_t count = given.size();
        for (bool progress = true; progress && !given.empty();) {
            progress = false;
            std::erase_if(given, [&](const std::string& each) {
                const auto [before, after] = split(each);
                const auto rename = find(before, after);
                if (!rename) return false;
                diff::declare(to, *rename);
                return progress = true;
            });
        }
        return given.size() < count;
    };
    const auto dropped_and_created = [&](const std::string& before, const std::string& after) {
        return diff::find_rename(from, to, before, after);
    };
    // The old name is taken by a new object.
    const auto kept_and_created = [&](const std::string& before, const std::string& after) {
        const auto pair = diff::find_pair(from, to, before, after);
        return among(diff::created_names(from, to), after) ? pair : std::nullopt;
    };
    declare_each(dropped_and_created);
    if (given.empty() || apply_cycles_and_chains(given, from, to)) return;
    if (declare_each(kept_and_created)) return declare_renames(std::move(given), from, to);
    const auto [before, after] = split(given.front());
    const std::vector<std::string> dropped = diff::dropped_names(from, to);
    const std::vector<std::string> created = diff::created_names(from, to);
    if (!among(dropped, before) && !among(created, after) && diff::find_pair(from, to, before, after))
        throw Error(
            "RT211", fmt::format("--rename {}: both names exist before and after", given.front()),
            fmt::format("for swapped names or a rename chain, give a --rename for each: --rename {} --rename {}={}",
                        given.front(), after, before));
    if (!among(dropped, before)) reject(given.front(), "is not dropped", before, dropped);
    reject(given.front(), "is not created", after, created);
}

std::vector<PendingSwap> pending_swaps(const Schema& from, const Schema& to,
                                       const std::function<migrate::Chain()>& revisions) {
    std::vector<PendingSwap> pending;
    for (const diff::Renames& cycle : diff::undecided_swaps(from, to)) pending.push_back({cycle, words_of(cycle)});
    if (pending.empty()) return pending;
    std::set<std::string> made;
    const migrate::Chain chain = revisions();
    for (const migrate::Revision& revision : chain.revisions())
        for (const std::string& remark : revision.remarks)
            if (remark.starts_with(swap_remark)) made.insert(remark.substr(swap_remark.size()));
    std::erase_if(pending, [&](const PendingSwap& swap) {
        return std::all_of(swap.words.begin(), swap.words.end(),
                           [&](const std::string& each) { return made.contains(each); });
    });
    return pending;
}

std::vector<std::string> swapped_name_notes(diff::Renames renames, const Schema& desired) {
    const auto is_requested = [](const auto& objects, const ObjectName& name) {
        const auto found = objects.find(name);
        return found != objects.end() && found->second.transition->requested;
    };
    std::erase_if(renames.tables, [&](const auto& each) { return !is_requested(desired.tables, each.second); });
    std::erase_if(renames.enums, [&](const auto& each) { return !is_requested(desired.enums, each.second); });
    for (auto& [name, columns] : renames.columns) {
        const Table* table = desired.find_table(name);
        std::erase_if(columns, [&](const auto& each) {
            const Column* column = table ? table->find_column(each.second) : nullptr;
            return !column || !column->transition->requested;
        });
    }
    std::vector<std::string> remarks = words_of(renames);
    for (std::string& each : remarks) each.insert(0, swap_remark);
    return remarks;
}

}  // namespace retort::pipeline
