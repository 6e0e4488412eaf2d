#include "plan/order.hpp"

#include <boost/container_hash/hash.hpp>

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <map>
#include <unordered_map>

#include "plan/effects.hpp"
#include "plan/graph.hpp"
#include "schema/same_state.hpp"

namespace retort::plan {

namespace {

/// The hash need not be stable: edges form a set, so the order of iteration does not affect the result.
struct Hash {
    std::size_t operator()(const Resource& resource) const {
        std::size_t seed = static_cast<std::size_t>(resource.kind);
        boost::hash_combine(seed, resource.object.schema);
        boost::hash_combine(seed, resource.object.name);
        boost::hash_combine(seed, resource.part);
        return seed;
    }
};

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
    std::unordered_map<Resource, std::size_t, Hash> numbers_;
    std::vector<Entry> entries_;
    std::vector<bool> columns_;
};

/// Soft dependencies: edges that are ignored if they would close a cycle.
using SoftEdges = std::vector<std::pair<std::size_t, std::size_t>>;

void add_edges(Graph& graph, const std::vector<std::size_t>& first, const std::vector<std::size_t>& second) {
    for (const std::size_t a : first)
        for (const std::size_t b : second) graph.before(a, b);
}

bool among(const std::vector<std::size_t>& list, std::size_t step) {
    return std::binary_search(list.begin(), list.end(), step);
}

/// True if `remover` removes the object whose name `provider` then takes.
bool makes_room(const Participants& participants, const std::vector<bool>& in_turn, std::size_t remover,
                std::size_t provider) {
    return !among(participants.needers, remover) && !(in_turn[remover] && in_turn[provider] && provider < remover);
}

/// Dependents are released before an object is removed. If the object is altered in place, or another one takes over
/// its name, a change that depends on it before and after is ordered only after the new state. A rename waits for no
/// releases: all other changes use the new names. For an in-place alteration that keeps its dependents the edge is
/// soft.
void add_releases(Graph& graph, SoftEdges& soft_references, const Participants& participants,
                  const std::vector<bool>& in_turn, const std::vector<bool>& keeps_uses) {
    for (const std::size_t remover : participants.removers) {
        if (in_turn[remover]) continue;
        const bool new_state =
            among(participants.providers, remover) ||
            std::any_of(participants.providers.begin(), participants.providers.end(), [&](std::size_t provider) {
                return !among(participants.removers, provider) && makes_room(participants, in_turn, remover, provider);
            });
        for (const std::size_t releaser : participants.releasers)
            if (new_state && among(participants.needers, releaser))
                continue;
            else if (keeps_uses[remover])
                soft_references.emplace_back(releaser, remover);
            else
                graph.before(releaser, remover);
    }
}

/// Orders the changes of one resource. The old object is removed before the new one is created. In-place alterations
/// (they remove one state and provide the next) follow the creation, in the order in which comparison found them.
/// Renames keep that order too: they may form a chain or use an interim name. A change that needs and removes the
/// object runs last. A column of a parent and its descendants is added to the descendants first, so that it is local
/// there too, and altered and dropped in the parent first; `depth` is the number of ancestors of each change's table.
void add_lifetime(Graph& graph, const Participants& participants, const std::vector<bool>& in_turn,
                  const std::vector<std::size_t>& depth) {
    std::vector<std::size_t> made, removed, altered;
    std::set_intersection(participants.providers.begin(), participants.providers.end(), participants.removers.begin(),
                          participants.removers.end(), std::back_inserter(altered));
    std::set_difference(participants.providers.begin(), participants.providers.end(), altered.begin(), altered.end(),
                        std::back_inserter(made));
    std::set_difference(participants.removers.begin(), participants.removers.end(), altered.begin(), altered.end(),
                        std::back_inserter(removed));
    for (const std::size_t before : removed)
        for (const std::size_t after : made) {
            const bool room = makes_room(participants, in_turn, before, after);
            graph.before(room ? before : after, room ? after : before);
        }
    std::stable_sort(altered.begin(), altered.end(), [&](std::size_t a, std::size_t b) { return depth[a] < depth[b]; });
    for (const auto* list : {&made, &removed})
        for (std::size_t i = 0; participants.column && i < list->size(); ++i)
            for (std::size_t j = 0; j < list->size(); ++j)
                if (const std::size_t one = (*list)[i], other = (*list)[j];
                    depth[one] > depth[other] && !(in_turn[one] && in_turn[other]))
                    graph.before(list == &made ? one : other, list == &made ? other : one);
    add_edges(graph, made, altered);
    if (made.empty()) add_edges(graph, altered, removed);
    for (std::size_t i = 1; i < altered.size(); ++i) graph.before(altered[i - 1], altered[i]);
}

/// Adds for each resource of these kinds the same resource of all descendants: a change of a parent's column includes
/// theirs.
void spread(std::vector<Resource>& resources, const Children& children, std::initializer_list<Resource::Kind> kinds) {
    for (std::size_t i = 0, own = resources.size(); i < own; ++i) {
        if (std::find(kinds.begin(), kinds.end(), resources[i].kind) == kinds.end()) continue;
        const auto found = children.find(resources[i].object);
        if (found == children.end()) continue;
        for (const ObjectName& child : found->second)
            resources.push_back({resources[i].kind, child, resources[i].part});
    }
}

/// The graph with the soft edges that are in no cycle.
Graph with_soft_edges(Graph graph, const SoftEdges& soft_references) {
    if (soft_references.empty()) return graph;
    Graph all = graph;
    for (const auto& [first, second] : soft_references) all.before(first, second);
    std::map<std::size_t, std::size_t> component;
    for (const std::vector<std::size_t>& each : all.components())
        for (const std::size_t node : each) component.emplace(node, each.front());
    for (const auto& [first, second] : soft_references)
        if (component.at(first) != component.at(second)) graph.before(first, second);
    return graph;
}

/// True for a change that only drops a default. It blocks no other change, and the default may block a change of an
/// ancestor, so it need not wait for the parents.
bool only_drops_default(const Step& step) {
    const auto* alter = std::get_if<diff::AlterColumn>(&step);
    if (!alter || alter->to.default_sql || !alter->from.default_sql) return false;
    Column bare = alter->from;
    bare.default_sql.reset();
    return same_state(bare, alter->to);
}

/// The number of ancestors of the table whose column changes.
std::size_t depth_of(const Step& step, const std::map<ObjectName, std::size_t>& depths) {
    if (only_drops_default(step)) return 0;
    const auto found = depths.find(std::visit(
        [](const auto& each) -> ObjectName {
            if constexpr (requires { each.table; })
                return each.table;
            else
                return {};
        },
        step));
    return found == depths.end() ? 0 : found->second;
}

/// Moves items[order[i]] to index i in place, without a second list: changes are large.
void permute(Steps& items, std::vector<std::size_t> order) {
    for (std::size_t start = 0; start < order.size(); ++start) {
        if (order[start] == start) continue;
        Step first = std::move(items[start]);
        std::size_t at = start;
        for (std::size_t from = order[at]; from != start; from = order[at]) {
            items[at] = std::move(items[from]);
            order[at] = at;
            at = from;
        }
        items[at] = std::move(first);
        order[at] = at;
    }
}

const Table* created_in_descendant(const Step& step) {
    const auto* create = std::get_if<diff::CreateTable>(&step);
    return create && (!create->to.partition_of.empty() || !create->to.inherits.empty()) ? &create->to : nullptr;
}

const Table* dropped_in_descendant(const Step& step) {
    const auto* drop = std::get_if<diff::DropTable>(&step);
    return drop && (!drop->from.partition_of.empty() || !drop->from.inherits.empty()) ? &drop->from : nullptr;
}

/// A new child is created after the columns and checks of its parents have changed; a dropped child is dropped before
/// they change.
void add_children(Roles& roles, const Steps& steps, const Children& children) {
    static const std::string columns = "columns";
    if (std::none_of(steps.begin(), steps.end(),
                     [](const Step& each) { return created_in_descendant(each) || dropped_in_descendant(each); }))
        return;
    const auto resources = [](Resource::Kind kind, const auto& tables) {
        std::vector<Resource> all;
        for (const ObjectName& each : tables)
            if (!each.empty()) all.push_back({kind, each, columns});
        return all;
    };
    const auto parents = [](const Table& table) {
        std::vector<ObjectName> all = table.inherits;
        all.push_back(table.partition_of);
        return all;
    };
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (const Table* made = created_in_descendant(steps[i]))
            roles.add(i, &Participants::needers, resources(Resource::Kind::settled, parents(*made)));
        if (const Table* removed = dropped_in_descendant(steps[i]))
            roles.add(i, &Participants::providers, resources(Resource::Kind::left, parents(*removed)));
        const auto* add = std::get_if<diff::AddConstraint>(&steps[i]);
        const auto* drop = std::get_if<diff::DropConstraint>(&steps[i]);
        const auto* rename = std::get_if<diff::AlterConstraint>(&steps[i]);
        const bool shapes =
            std::holds_alternative<diff::AddColumn>(steps[i]) || std::holds_alternative<diff::DropColumn>(steps[i]) ||
            std::holds_alternative<diff::AlterColumn>(steps[i]) || (add && std::holds_alternative<Check>(add->to)) ||
            (drop && std::holds_alternative<Check>(drop->from)) ||
            (rename && std::holds_alternative<Check>(rename->to));
        const ObjectName table = shapes ? worked_on(steps[i]) : ObjectName{};
        if (table.empty()) continue;
        std::vector<ObjectName> touched{table};
        if (const auto found = children.find(table); found != children.end())
            touched.insert(touched.end(), found->second.begin(), found->second.end());
        roles.add(i, &Participants::providers, resources(Resource::Kind::settled, touched));
        roles.add(i, &Participants::needers, resources(Resource::Kind::left, touched));
    }
}

/// Tables that get a new child by inheritance.
std::set<ObjectName> entered_tables(const Steps& steps) {
    std::set<ObjectName> entered;
    for (const Step& step : steps)
        if (const auto* alter = std::get_if<diff::AlterTable>(&step))
            for (const ObjectName& each : alter->to.inherits)
                if (std::find(alter->from.inherits.begin(), alter->from.inherits.end(), each) ==
                    alter->from.inherits.end())
                    entered.insert(each);
    return entered;
}

/// True for a local constraint or index of a partition that is created after the partition is attached.
bool follows_attach(const Step& step) {
    const auto* constraint = std::get_if<diff::AddConstraint>(&step);
    const auto* index = std::get_if<diff::CreateIndex>(&step);
    return (constraint && !constraint->ancestors.empty()) || (index && !index->ancestors.empty());
}

/// Changes inside a table run after other tables have left it, and before new children join it.
void add_moves(Roles& roles, const Steps& steps, const Children& children) {
    if (std::none_of(steps.begin(), steps.end(), moves_table)) return;
    const std::set<ObjectName> entered = entered_tables(steps);
    const auto ancestors_entered = [&](const ObjectName& table) {
        const auto found = children.find(table);
        return entered.contains(table) ||
               (found != children.end() && std::any_of(found->second.begin(), found->second.end(),
                                                       [&](const ObjectName& each) { return entered.contains(each); }));
    };
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const ObjectName table = worked_on(steps[i]);
        if (table.empty() || follows_attach(steps[i])) continue;
        if (const auto* add = std::get_if<diff::AddConstraint>(&steps[i]);
            add && std::holds_alternative<Check>(add->to) && !std::get<Check>(add->to).no_inherit &&
            ancestors_entered(table)) {
            std::vector<Resource> joined{{Resource::Kind::attached, table, {}}};
            if (const auto found = children.find(table); found != children.end())
                for (const ObjectName& child : found->second) joined.push_back({Resource::Kind::attached, child, {}});
            roles.add(i, &Participants::needers, std::move(joined));
            continue;
        }
        std::vector<Resource> left{{Resource::Kind::left, table, {}}}, settled{{Resource::Kind::settled, table, {}}};
        if (const auto found = children.find(table); found != children.end())
            for (const ObjectName& child : found->second) {
                left.push_back({Resource::Kind::left, child, {}});
                settled.push_back({Resource::Kind::settled, child, {}});
            }
        roles.add(i, &Participants::needers, std::move(left));
        roles.add(i, &Participants::providers, std::move(settled));
    }
}

}  // namespace

Steps order(Steps steps, const Children& children) {
    Roles roles(steps.size());
    std::vector<int> priority;
    std::vector<bool> in_turn, keeps_uses;
    std::vector<std::size_t> depth;
    std::map<ObjectName, std::size_t> depths;
    for (const auto& [parent, all] : children)
        for (const ObjectName& child : all) ++depths[child];
    for (std::size_t i = 0; i < steps.size(); ++i) {
        Effects effects = effects_of(steps[i]);
        in_turn.push_back(effects.in_turn);
        keeps_uses.push_back(effects.keeps_uses);
        const bool of_column = std::holds_alternative<diff::AddColumn>(steps[i]) ||
                               std::holds_alternative<diff::DropColumn>(steps[i]) ||
                               std::holds_alternative<diff::AlterColumn>(steps[i]);
        if (of_column && !children.empty()) {
            using enum Resource::Kind;
            spread(effects.provides, children, {column, toast, generated});
            spread(effects.removes, children, {column, toast});
            spread(effects.needs, children, {generated});
        }
        depth.push_back(of_column ? depth_of(steps[i], depths) : 0);
        priority.push_back(effects.priority);
        roles.add(i, &Participants::providers, std::move(effects.provides));
        roles.add(i, &Participants::removers, std::move(effects.removes));
        roles.add(i, &Participants::needers, std::move(effects.needs));
        roles.add(i, &Participants::soft_dependents, std::move(effects.soft_references));
        roles.add(i, &Participants::releasers, std::move(effects.releases));
        roles.add(i, &Participants::interim_providers, std::move(effects.interim_provides));
    }
    add_moves(roles, steps, children);
    add_children(roles, steps, children);
    Graph graph(steps.size());
    SoftEdges soft_references;
    roles.for_each([&](const Participants& participants) {
        add_edges(graph, participants.providers, participants.needers);
        add_releases(graph, soft_references, participants, in_turn, keeps_uses);
        for (const auto* users : {&participants.needers, &participants.releasers, &participants.removers})
            add_edges(graph, participants.interim_providers, *users);
        add_lifetime(graph, participants, in_turn, depth);
        for (const std::size_t provider : participants.providers)
            for (const std::size_t soft_dependent : participants.soft_dependents)
                soft_references.emplace_back(provider, soft_dependent);
    });
    graph = with_soft_edges(std::move(graph), soft_references);
    std::vector<std::size_t> cycle;
    const std::vector<std::size_t> sorted = graph.sort(priority, cycle);
    if (!cycle.empty()) {
        Diagnostic diagnostic{.code = "RT051", .message = "cyclic dependency between changes"};
        for (const std::size_t each : cycle) diagnostic.notes.push_back({.code = {}, .message = describe(steps[each])});
        diagnostic.hint = "split the changes into two revisions";
        throw Error(std::move(diagnostic));
    }
    permute(steps, sorted);
    return steps;
}

}  // namespace retort::plan
