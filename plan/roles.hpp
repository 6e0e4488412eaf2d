#pragma once

#include <boost/container_hash/hash.hpp>

#include <cstddef>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "plan/effects.hpp"

namespace retort::plan {

/// The hash need not be stable: edges form a set, so the order of iteration does not affect the result.
struct ResourceHash {
    std::size_t operator()(const Resource& resource) const {
        std::size_t seed = static_cast<std::size_t>(resource.kind);
        boost::hash_combine(seed, resource.object.schema);
        boost::hash_combine(seed, resource.object.name);
        boost::hash_combine(seed, resource.part);
        return seed;
    }
};

/// The descendants of each table.
using Children = std::map<ObjectName, std::set<ObjectName>>;

/// The changes that affect one resource, by their index; each list is ascending.
struct Participants {
    bool column = false;  ///< the resource is a column
    std::vector<std::size_t> providers, removers, needers, soft_dependents, releasers, interim_providers;
};

/// The roles of changes for resources, in one flat list: a thousand tables have tens of thousands of resources.
class Roles {
public:
    using Part = std::vector<std::size_t> Participants::*;

    explicit Roles(std::size_t steps) {
        numbers_.reserve(8 * steps);
        entries_.reserve(16 * steps);
    }

    void add(std::size_t step, Part part, std::vector<Resource> resources) {
        for (Resource& resource : resources) {
            const bool column = resource.kind == Resource::Kind::column;
            const auto [found, is_new] = numbers_.try_emplace(std::move(resource), numbers_.size());
            if (is_new) columns_.push_back(column);
            const std::size_t number = found->second;
            entries_.push_back({number, step, part});
        }
    }

    /// Calls `work` with the participants of each resource.
    template <class Work>
    void for_each(Work work) const {
        std::vector<std::size_t> begin(numbers_.size() + 1, 0);
        for (const Entry& entry : entries_) ++begin[entry.resource + 1];
        for (std::size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1];
        std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
        std::vector<const Entry*> sorted(entries_.size());
        for (const Entry& entry : entries_) sorted[next[entry.resource]++] = &entry;
        Participants participants;
        for (std::size_t i = 0; i + 1 < begin.size(); ++i) {
            for (const Part part :
                 {&Participants::providers, &Participants::removers, &Participants::needers,
                  &Participants::soft_dependents, &Participants::releasers, &Participants::interim_providers})
                (participants.*part).clear();
            participants.column = columns_[i];
            for (std::size_t at = begin[i]; at < begin[i + 1]; ++at)
                (participants.*(sorted[at]->part)).push_back(sorted[at]->step);
            work(participants);
        }
    }

private:
    struct Entry {
        std::size_t resource;
        std::size_t step;
        Part part;
    };
    std::unordered_map<Resource, std::size_t, ResourceHash> numbers_;
    std::vector<Entry> entries_;
    std::vector<bool> columns_;
};

}  // namespace retort::plan
