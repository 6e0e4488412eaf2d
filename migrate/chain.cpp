#include "migrate/chain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

namespace retort::migrate {

namespace {

constexpr Edges to_ancestors = {&Links::parents, &Links::dependencies};

}  // namespace

Chain::Chain(Graph graph) : revisions_(std::move(graph.revisions)), links_(std::move(graph.links)) {
    for (std::size_t i = 0; i < revisions_.size(); ++i) {
        by_id_.emplace(revisions_[i].id, i);
        for (const std::string& label : revisions_[i].branch_labels) by_label_.emplace(label, i);
    }
}

std::vector<const Revision*> Chain::heads() const {
    std::vector<const Revision*> heads;
    for (std::size_t i = 0; i < revisions_.size(); ++i)
        if (links_[i].children.empty()) heads.push_back(&revisions_[i]);
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
    for (const Revision* each : all) files += (files.empty() ? "" : " and ") + located(*each);
    std::vector<const Revision*> ran, waiting;
    for (const Revision* each : all) (covers(current, each->id) ? ran : waiting).push_back(each);
    Diagnostic diagnostic{.code = "RT066", .message = fmt::format("the chain has {} heads: {}", all.size(), files)};
    const std::string branches = branch_targets(all);
    if (!branches.empty()) {
        diagnostic.hint =
            fmt::format("name the branch: {}; 'heads' is all of them, and 'retort merge' joins them", branches);
    } else if (waiting.empty()) {
        std::string ids;
        for (const Revision* each : ran) ids += (ids.empty() ? "" : ", ") + each->id;
        diagnostic.hint =
            fmt::format("the database is at all of them: 'retort merge' writes a revision that follows {}", ids);
    } else {
        const Revision& last = *waiting.back();
        const Revision& other = ran.empty() ? *waiting[waiting.size() - 2] : *ran.back();
        diagnostic.hint = fmt::format(
            "make one follow the other: in {} set 'down_revision: {}'{}, and check that its SQL still applies{}",
            located(last), other.id,
            number_of(last) > number_of(other) ? "" : fmt::format(" and the number {:04}", next_number()),
            ran.empty() ? "" : fmt::format("; the database is at {} already", other.title()));
        diagnostic.hint += fmt::format("; 'retort rebase {}' does this", last.id);
    }
    return Error(std::move(diagnostic));
}

/// "billing@head, shop@head" for heads of which all but one have a label that no other head has; else empty.
std::string Chain::branch_targets(const std::vector<const Revision*>& heads) const {
    std::map<std::string, std::size_t> uses;
    for (const Revision* each : heads)
        for (const std::string& label : labels(*each)) ++uses[label];
    std::string targets;
    std::size_t unlabelled = 0;
    for (const Revision* each : heads) {
        const std::vector<std::string> own = labels(*each);
        const auto label = std::find_if(own.begin(), own.end(), [&](const auto& name) { return uses[name] == 1; });
        if (label == own.end())
            ++unlabelled;
        else
            targets += (targets.empty() ? "" : ", ") + *label + "@head";
    }
    return unlabelled > 1 ? "" : targets;
}

const Revision* Chain::find(std::string_view id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &revisions_[found->second];
}

const Revision* Chain::replacing(std::string_view id) const { return replacing_in(revisions_, id); }

const Revision* Chain::labelled(std::string_view label) const {
    const auto found = by_label_.find(label);
    return found == by_label_.end() ? nullptr : &revisions_[found->second];
}

std::vector<const Revision*> Chain::parents(const Revision& revision) const {
    std::vector<const Revision*> parents;
    for (const std::size_t each : links_[position(revision.id)].parents) parents.push_back(&revisions_[each]);
    return parents;
}

std::vector<const Revision*> Chain::children(const Revision* revision) const {
    std::vector<const Revision*> children;
    if (revision != nullptr) {
        for (const std::size_t each : links_[position(revision->id)].children) children.push_back(&revisions_[each]);
    } else {
        for (std::size_t i = 0; i < revisions_.size(); ++i)
            if (links_[i].parents.empty()) children.push_back(&revisions_[i]);
    }
    return children;
}

bool Chain::follows(const Revision& revision, const Revision& ancestor) const {
    return reached(links_, {position(revision.id)}, {&Links::parents})[position(ancestor.id)];
}

bool Chain::has_dependents(const Revision& revision) const { return !links_[position(revision.id)].dependents.empty(); }

std::vector<std::string> Chain::labels(const Revision& revision) const {
    std::set<std::string> labels;
    if (!by_label_.empty()) {
        const std::vector<bool> line = reached(links_, {position(revision.id)}, {&Links::parents});
        for (const auto& [label, at] : by_label_)
            if (line[at]) labels.insert(label);
    }
    return {labels.begin(), labels.end()};
}

std::pair<std::string, std::string> Chain::split_range(std::string_view range) {
    const std::size_t colon = range.find(':');
    if (colon == std::string_view::npos) return {"", std::string(range)};
    return {std::string(range.substr(0, colon)), std::string(range.substr(colon + 1))};
}

long long Chain::next_number() const {
    long long highest = 0;
    long long counted = 0;  // a baseline has the number 0000
    for (const Revision& each : revisions_) {
        const long long number = number_of(each);
        highest = std::max(highest, number);
        if (number != 0 || each.number.empty()) ++counted;
    }
    return std::max(highest, counted) + 1;
}

std::size_t Chain::position(std::string_view word) const {
    const auto found = by_id_.find(word);
    return found == by_id_.end() ? by_id_.find(get(word).id)->second : found->second;
}

std::vector<std::size_t> Chain::positions(const Heads& heads) const {
    std::vector<std::size_t> positions;
    for (const std::string& id : heads) positions.push_back(position(id));
    return positions;
}

/// For each position: whether it is one of `heads` or an ancestor of one.
std::vector<bool> Chain::closure(const Heads& heads) const { return reached(links_, positions(heads), to_ancestors); }

bool Chain::covers(const Heads& heads, std::string_view id) const { return closure(heads)[position(id)]; }

Heads Chain::outermost(const Heads& heads) const {
    std::vector<bool> among(revisions_.size());
    for (const std::size_t each : positions(heads)) among[each] = true;
    std::vector<bool> below(revisions_.size());
    // Descending: what is below a revision is known when it is its turn.
    Heads outermost;
    for (std::size_t i = revisions_.size(); i-- > 0;) {
        if (among[i] && !below[i]) outermost.push_back(revisions_[i].id);
        if (among[i] || below[i])
            for (const auto edges : to_ancestors)
                for (const std::size_t each : links_[i].*edges) below[each] = true;
    }
    std::sort(outermost.begin(), outermost.end());
    return outermost;
}

Heads Chain::outermost_of(const std::vector<bool>& applied) const {
    Heads all;
    for (std::size_t i = 0; i < applied.size(); ++i)
        if (applied[i]) all.push_back(revisions_[i].id);
    return outermost(all);
}

std::vector<const Revision*> Chain::path(const Heads& current, const Heads& target, Direction direction) const {
    const bool up = direction == Direction::up;
    const std::vector<bool> have = closure(current);
    const std::vector<bool> want = closure(target);
    std::vector<const Revision*> path;
    for (std::size_t i = 0; i < revisions_.size(); ++i)
        if (up ? want[i] && !have[i] : have[i] && !want[i]) path.push_back(&revisions_[i]);
    if (!up) std::reverse(path.begin(), path.end());
    return path;
}

Heads Chain::after(const Heads& current, const Revision& revision, Direction direction) const {
    Heads heads;
    for (const std::string& id : current)
        if (id != revision.id) heads.push_back(id);
    if (direction == Direction::up) {
        heads.push_back(revision.id);
        return outermost(heads);
    }
    const Links& links = links_[position(revision.id)];
    for (const auto edges : to_ancestors)
        for (const std::size_t each : links.*edges) heads.push_back(revisions_[each].id);
    return outermost(heads);
}

}  // namespace retort::migrate
