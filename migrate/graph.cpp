#include "migrate/graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <optional>
#include <queue>
#include <string_view>
#include <system_error>
#include <tuple>
#include <utility>

#include "schema/name.hpp"

namespace retort::migrate {

namespace {

class Builder {
public:
    Builder(std::vector<Revision> revisions, std::vector<Diagnostic> errors, const BadFiles& bad)
        : revisions_(std::move(revisions)), errors_(std::move(errors)), bad_(bad) {}

    Graph build() {
        sort();
        drop_duplicates();
        link();
        place();
        Graph graph = in_order();
        check_labels(graph);
        if (!cyclic_) check_numbers(graph);
        if (!errors_.empty()) throw Error(std::move(errors_));
        return graph;
    }

private:
    void add_error(ErrorCode code, const Revision& file, std::string message, std::string hint) {
        errors_.push_back(
            {.code = code, .message = std::move(message), .position = {file.path, 0, 0}, .hint = std::move(hint)});
    }

    void sort() {
        std::vector<std::pair<long long, std::size_t>> keys;
        for (const Revision& each : revisions_) keys.emplace_back(number_of(each), keys.size());
        std::sort(keys.begin(), keys.end(), [&](const auto& a, const auto& b) {
            const Revision& left = revisions_[a.second];
            const Revision& right = revisions_[b.second];
            return std::tie(a.first, left.path, left.id, a.second) < std::tie(b.first, right.path, right.id, b.second);
        });
        std::vector<Revision> sorted;
        sorted.reserve(keys.size());
        for (const auto& [number, at] : keys) sorted.push_back(std::move(revisions_[at]));
        revisions_ = std::move(sorted);
    }

    void drop_duplicates() {
        std::vector<Revision> kept;
        kept.reserve(revisions_.size());
        std::map<std::string, std::size_t, std::less<>> first;
        for (Revision& each : revisions_) {
            const auto [at, added] = first.emplace(each.id, kept.size());
            if (added)
                kept.push_back(std::move(each));
            else
                add_error("RT063", each,
                          fmt::format("revision {} is in two files: {} and {}", each.id, located(kept[at->second]),
                                      located(each)),
                          "remove one of the files, or give it its own id and down_revision");
        }
        revisions_ = std::move(kept);
        by_id_ = std::move(first);
    }

    void link() {
        links_.resize(revisions_.size());
        for (std::size_t i = 0; i < revisions_.size(); ++i) {
            for (const std::string& id : revisions_[i].down_revisions) {
                const auto found = by_id_.find(id);
                if (found == by_id_.end()) {
                    report_missing(revisions_[i], "follows", id);
                    continue;
                }
                links_[i].parents.push_back(found->second);
                links_[found->second].children.push_back(i);
            }
            for (const std::string& id : revisions_[i].depends_on) {
                const auto found = by_id_.find(id);
                if (found == by_id_.end()) {
                    report_missing(revisions_[i], "depends on", id);
                    continue;
                }
                const auto& parents = links_[i].parents;
                if (std::find(parents.begin(), parents.end(), found->second) != parents.end()) continue;
                links_[i].dependencies.push_back(found->second);
                links_[found->second].dependents.push_back(i);
            }
        }
    }

    void report_missing(const Revision& revision, std::string_view verb, const std::string& id) {
        if (bad_.ids.contains(id)) return;
        std::vector<std::string_view> ids;
        for (const Revision& each : revisions_) ids.emplace_back(each.id);
        const std::string_view meant = did_you_mean(id, ids);
        std::string hint = bad_.unknown ? "it may be in one of the files that could not be read"
                                        : "a file may be missing from the folder, or not be merged yet";
        if (!meant.empty()) hint = fmt::format("did you mean {}?", meant);
        if (const Revision* squashed = replacing_in(revisions_, id))
            hint = fmt::format("it was squashed into {}: let this revision follow {}", squashed->title(), squashed->id);
        add_error("RT064", revision,
                  fmt::format("revision {} {} {}, but no file contains it", revision.title(), verb, id),
                  std::move(hint));
    }

    /// Finds the order. The revisions of a cycle are reported, and placed nevertheless: another cycle may follow.
    void place() {
        std::vector<std::size_t> open(revisions_.size());
        placed_.assign(revisions_.size(), false);
        std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
        for (std::size_t i = 0; i < revisions_.size(); ++i) {
            open[i] = links_[i].parents.size() + links_[i].dependencies.size();
            if (open[i] == 0) ready.push(i);
        }
        const auto take = [&](std::size_t at) {
            placed_[at] = true;
            order_.push_back(at);
            for (const auto edges : {&Links::children, &Links::dependents})
                for (const std::size_t next : links_[at].*edges)
                    if (--open[next] == 0 && !placed_[next]) ready.push(next);
        };
        while (order_.size() < revisions_.size()) {
            while (!ready.empty()) {
                const std::size_t next = ready.top();
                ready.pop();
                take(next);
            }
            if (order_.size() == revisions_.size()) return;
            const std::vector<std::size_t> cycle = find_cycle();
            report_cycle(cycle);
            cyclic_ = true;
            for (const std::size_t each : cycle) placed_[each] = true;
            for (const std::size_t each : cycle) take(each);
        }
    }

    /// A cycle among the revisions that are not placed, each before the one that it follows.
    std::vector<std::size_t> find_cycle() const {
        std::size_t at = 0;
        while (placed_[at]) ++at;
        std::vector<std::size_t> walked;
        std::vector<bool> seen(revisions_.size());
        const auto before = [&](std::size_t of) {
            for (const auto edges : {&Links::parents, &Links::dependencies})
                for (const std::size_t next : links_[of].*edges)
                    if (!placed_[next]) return next;
            return of;
        };
        for (; !seen[at]; at = before(at)) {
            seen[at] = true;
            walked.push_back(at);
        }
        return {std::find(walked.begin(), walked.end(), at), walked.end()};
    }

    void report_cycle(const std::vector<std::size_t>& cycle) {
        std::string text;
        for (std::size_t i = 0; i < cycle.size(); ++i) {
            const std::size_t next = cycle[(i + 1) % cycle.size()];
            const auto& parents = links_[cycle[i]].parents;
            const bool follows = std::find(parents.begin(), parents.end(), next) != parents.end();
            text += located(revisions_[cycle[i]]) + (follows ? " follows " : " depends on ");
        }
        add_error("RT065", revisions_[cycle.front()],
                  "the revisions form a cycle: " + text + located(revisions_[cycle.front()]),
                  "one of these 'down_revision' or 'depends_on' lines is wrong");
    }

    Graph in_order() {
        Graph graph;
        std::vector<std::size_t> position(order_.size());
        for (std::size_t i = 0; i < order_.size(); ++i) position[order_[i]] = i;
        for (const std::size_t at : order_) {
            Links links = std::move(links_[at]);
            for (const auto edges : {&Links::parents, &Links::dependencies, &Links::children, &Links::dependents})
                for (std::size_t& each : links.*edges) each = position[each];
            std::sort(links.children.begin(), links.children.end());
            std::sort(links.dependents.begin(), links.dependents.end());
            graph.links.push_back(std::move(links));
            graph.revisions.push_back(std::move(revisions_[at]));
        }
        return graph;
    }

    void check_labels(const Graph& graph) {
        std::map<std::string_view, const Revision*> first;
        for (const Revision& each : graph.revisions)
            for (const std::string& label : each.branch_labels) {
                const auto [at, added] = first.emplace(label, &each);
                if (!added)
                    add_error("RT311", each,
                              fmt::format("the branch label '{}' is in two files: {} and {}", label,
                                          located(*at->second), located(each)),
                              "a label names one branch: remove it from one file, or rename it there");
                if (const auto id = by_id_.find(label); id != by_id_.end())
                    add_error("RT312", each,
                              fmt::format("the branch label '{}' in {} is the id of a revision", label, located(each)),
                              "as a target the word would have two meanings: choose another label");
            }
    }

    /// Two branches may use a number, as when two people add a revision at the same time.
    void check_numbers(const Graph& graph) {
        std::map<std::string_view, std::vector<std::size_t>> groups;
        long long highest = 0;
        for (std::size_t i = 0; i < graph.revisions.size(); ++i) {
            const Revision& each = graph.revisions[i];
            if (!each.number.empty()) groups[significant(each.number)].push_back(i);
            highest = std::max(highest, number_of(each));
        }
        for (const auto& [number, group] : groups)
            for (std::size_t i = 1; i < group.size(); ++i)
                if (const auto ancestor = nearest(graph, group[i], group))
                    add_error(
                        "RT310", graph.revisions[group[i]],
                        fmt::format("{} and {} have one number, {}, and the second follows the first",
                                    located(graph.revisions[*ancestor]), located(graph.revisions[group[i]]),
                                    graph.revisions[group[i]].number),
                        fmt::format("change the number in the first line of one of them; {} is free", highest + 1));
    }

    /// The nearest ancestor of `from` that is in `group`, which is ascending; nothing if none is.
    static std::optional<std::size_t> nearest(const Graph& graph, std::size_t from,
                                              const std::vector<std::size_t>& group) {
        std::vector<std::size_t> open{from};
        std::set<std::size_t> seen{from};
        for (std::size_t i = 0; i < open.size(); ++i)
            for (const std::size_t parent : graph.links[open[i]].parents) {
                if (std::binary_search(group.begin(), group.end(), parent)) return parent;
                // Ancestors come first in the order: below the group's first there is none.
                if (parent > group.front() && seen.insert(parent).second) open.push_back(parent);
            }
        return std::nullopt;
    }

    std::vector<Revision> revisions_;
    std::vector<Diagnostic> errors_;
    const BadFiles& bad_;
    std::map<std::string, std::size_t, std::less<>> by_id_;
    std::vector<Links> links_;
    std::vector<bool> placed_;
    std::vector<std::size_t> order_;
    bool cyclic_ = false;
};

}  // namespace

std::vector<bool> reached(const std::vector<Links>& links, std::vector<std::size_t> seeds, Edges edges) {
    std::vector<bool> found(links.size());
    for (const std::size_t each : seeds) found[each] = true;
    while (!seeds.empty()) {
        const Links& from = links[seeds.back()];
        seeds.pop_back();
        for (const auto kind : edges)
            for (const std::size_t next : from.*kind) {
                if (found[next]) continue;
                found[next] = true;
                seeds.push_back(next);
            }
    }
    return found;
}

Graph ordered(std::vector<Revision> revisions, std::vector<Diagnostic> errors, const BadFiles& bad) {
    return Builder(std::move(revisions), std::move(errors), bad).build();
}

long long number_of(const Revision& revision) {
    long long number = 0;
    const char* end = revision.number.data() + revision.number.size();
    return std::from_chars(revision.number.data(), end, number).ec == std::errc{} ? number : 0;
}

std::string_view significant(std::string_view number) {
    number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
    return number;
}

const Revision* replacing_in(const std::vector<Revision>& revisions, std::string_view id) {
    for (const Revision& each : revisions)
        if (std::find(each.replaces.begin(), each.replaces.end(), id) != each.replaces.end()) return &each;
    return nullptr;
}

std::string located(const Revision& revision) { return revision.path.empty() ? revision.title() : revision.path; }

}  // namespace retort::migrate
