#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "schema/name.hpp"

namespace retort::diff {

/// The interim name of an object while two names are swapped.
inline std::string interim_name(const std::string& name) { return std::string(clip_utf8(name, 63 - 6)) + "__swap"; }
inline ObjectName interim_name(const ObjectName& name) { return {name.schema, interim_name(name.name)}; }

/// Puts simultaneous renames into an order in which every name is free before it is taken. A cycle (swapped names) goes
/// through `interim_name(name)`.
template <class Name, class InterimName>
std::vector<std::pair<Name, Name>> rename_steps(std::map<Name, Name> renames, InterimName interim_name) {
    std::vector<std::pair<Name, Name>> steps;
    while (!renames.empty()) {
        const auto free = std::find_if(renames.begin(), renames.end(),
                                       [&](const auto& pair) { return !renames.contains(pair.second); });
        if (free != renames.end()) {
            steps.push_back(*free);
            renames.erase(free);
            continue;
        }
        const auto [before, after] = *renames.begin();
        const Name between = interim_name(before);
        steps.emplace_back(before, between);
        renames.erase(renames.begin());
        renames.emplace(between, after);
    }
    return steps;
}

/// Keeps the renames that are possible: not `blocked(before, after)`, a function that reads the renames that are left.
/// A cycle gives the same set of names before and after, so it counts only if `closer(cycle)` says that it has not been
/// made yet.
template <class Name, class Blocked, class Closer>
void keep_possible(std::map<Name, Name>& renames, Blocked blocked, Closer closer) {
    while (std::erase_if(renames, [&](const auto& pair) { return blocked(pair.first, pair.second); }) > 0) {
    }
    std::map<Name, Name> left = renames;
    while (!left.empty()) {
        std::map<Name, Name> cycle;
        Name at = left.begin()->first;
        for (auto found = left.find(at); found != left.end(); found = left.find(at)) {
            cycle.insert(*found);
            at = found->second;
            left.erase(found);
        }
        if (cycle.contains(at) && !closer(cycle))
            for (const auto& [before, after] : cycle) renames.erase(before);
    }
}

/// True if a rename has `name` as its new name.
template <class Name>
bool is_new_name(const std::map<Name, Name>& renames, const Name& name) {
    return std::any_of(renames.begin(), renames.end(), [&](const auto& pair) { return pair.second == name; });
}

}  // namespace retort::diff
