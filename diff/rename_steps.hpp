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

/// Keeps the declared renames that are still to be made. A rename whose old name exists afterwards, or whose new name
/// existed before, counts only if that name is renamed too. A cycle gives the same set of names before and after, so it
/// counts only if `closer(cycle)` says that it has not been made yet.
template <class Name, class Was, class Is, class Closer>
void keep_possible(std::map<Name, Name>& renames, Was was_there, Is is_there, Closer closer) {
    const auto is_target = [&](const Name& name) {
        return std::any_of(renames.begin(), renames.end(), [&](const auto& pair) { return pair.second == name; });
    };
    for (bool changed = true; changed;) {
        changed = std::erase_if(renames, [&](const auto& pair) {
                      return (was_there(pair.second) && !renames.contains(pair.second)) ||
                             (is_there(pair.first) && !is_target(pair.first));
                  }) > 0;
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

}  // namespace retort::diff
