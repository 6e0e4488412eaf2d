#include "plan/order.hpp"

#include <boost/container_hash/hash.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <unordered_map>

#include "plan/effects.hpp"
#include "plan/graph.hpp"

namespace retort::plan {

namespace {

/// Edges are a set, so the order in which things are walked leaves no trace.
struct Hash {
    std::size_t operator()(const Thing& thing) const {
        std::size_t seed = static_cast<std::size_t>(thing.kind);
        boost::hash_combine(seed, thing.object.schema);
        boost::hash_combine(seed, thing.object.name);
        boost::hash_combine(seed, thing.part);
        return seed;
    }
};

using Children = std::map<ObjectName, std::set<ObjectName>>;

/// The changes that have to do with one thing, by their number.
struct Parties {
    bool column = false;  ///< the thing is one
    std::vector<std::size_t> providers, removers, needers, wishers, releasers, lenders;
};

/// Who plays which part for which thing, in one list: a thousand tables have ten thousands of things.
class Roles {
public:
    using Part = std::vector<std::size_t> Parties::*;

    explicit Roles(std::size_t changes) {
        numbers_.reserve(8 * changes);
        entries_.reserve(16 * changes);
    }

    void add(std::size_t change, Part part, std::vector<Thing> things) {
        for (Thing& thing : things) {
            const bool column = thing.kind == Thing::Kind::column;
            const auto [found, is_new] = numbers_.try_emplace(std::move(thing), numbers_.size());
            if (is_new) columns_.push_back(column);
            const std::size_t number = found->second;
            entries_.push_back({number, change, part});
        }
    }

    /// Calls `work` with the parties of each thing; each list is ascending.
    template <class Work>
    void for_each(Work work) const {
        std::vector<std::size_t> begin(numbers_.size() + 1, 0);
        for (const Entry& entry : entries_) ++begin[entry.thing + 1];
        for (std::size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1];
        std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
        std::vector<const Entry*> sorted(entries_.size());
        for (const Entry& entry : entries_) sorted[next[entry.thing]++] = &entry;
        Parties parties;
        for (std::size_t i = 0; i + 1 < begin.size(); ++i) {
            for (const Part part : {&Parties::providers, &Parties::removers, &Parties::needers, &Parties::wishers,
                                    &Parties::releasers, &Parties::lenders})
                (parties.*part).clear();
            parties.column = columns_[i];
            for (std::size_t at = begin[i]; at < begin[i + 1]; ++at)
                (parties.*(sorted[at]->part)).push_back(sorted[at]->change);
            work(parties);
        }
    }

private:
    struct Entry {
        std::size_t thing;
        std::size_t change;
        Part part;
    };
    std::unordered_map<Thing, std::size_t, Hash> numbers_;
    std::vector<Entry> entries_;
    std::vector<bool> columns_;
};

/// Edges that count unless they would close a circle.
using Wishes = std::vector<std::pair<std::size_t, std::size_t>>;

void add_edges(Graph& graph, const std::vector<std::size_t>& first, const std::vector<std::size_t>& second) {
    for (const std::size_t a : first)
        for (const std::size_t b : second) graph.before(a, b);
}

bool among(const std::vector<std::size_t>& list, std::size_t change) {
    return std::binary_search(list.begin(), list.end(), change);
}

/// True when the thing that `remover` takes away makes room for the one of the same name that `provider` makes.
bool makes_room(const Parties& parties, const std::vector<bool>& in_turn, std::size_t remover, std::size_t provider) {
    return !among(parties.needers, remover) && !(in_turn[remover] && in_turn[provider] && provider < remover);
}

/// Who uses a thing lets go before it is removed. Where it is altered in place, or another takes over its name, a
/// change that uses it before and after counts as one that needs the new state. A rename waits for nobody: everything
/// else speaks of the names that hold once renames are made. What keeps all uses would rather wait.
void add_releases(Graph& graph, Wishes& wishes, const Parties& parties, const std::vector<bool>& in_turn,
                  const std::vector<bool>& keeps_uses) {
    for (const std::size_t remover : parties.removers) {
        if (in_turn[remover]) continue;
        const bool new_state =
            among(parties.providers, remover) ||
            std::any_of(parties.providers.begin(), parties.providers.end(), [&](std::size_t provider) {
                return !among(parties.removers, provider) && makes_room(parties, in_turn, remover, provider);
            });
        for (const std::size_t releaser : parties.releasers)
            if (new_state && among(parties.needers, releaser))
                continue;
            else if (keeps_uses[remover])
                wishes.emplace_back(releaser, remover);
            else
                graph.before(releaser, remover);
    }
}

/// One thing under one name: the old one goes before the new one comes; what alters it in
/// place (removes one state, provides the next) comes after the new one and, among several,
/// in the order in which comparison found them. So do renames, which may pass a name on or use it
/// for a while. Who needs a thing and removes it comes last. Both lists are ascending.
/// A column of several tables, one above the other, is made in those below first, so that it is their own one
/// too, and altered and dropped in the one above first: `depth` says how far below a change's table is.
void add_lifetime(Graph& graph, const Parties& parties, const std::vector<bool>& in_turn,
                  const std::vector<std::size_t>& depth) {
    std::vector<std::size_t> made, gone, altered;
    std::set_intersection(parties.providers.begin(), parties.providers.end(), parties.removers.begin(),
                          parties.removers.end(), std::back_inserter(altered));
    std::set_difference(parties.providers.begin(), parties.providers.end(), altered.begin(), altered.end(),
                        std::back_inserter(made));
    std::set_difference(parties.removers.begin(), parties.removers.end(), altered.begin(), altered.end(),
                        std::back_inserter(gone));
    for (const std::size_t before : gone)
        for (const std::size_t after : made) {
            const bool room = makes_room(parties, in_turn, before, after);
            graph.before(room ? before : after, room ? after : before);
        }
    std::stable_sort(altered.begin(), altered.end(), [&](std::size_t a, std::size_t b) { return depth[a] < depth[b]; });
    for (const auto* list : {&made, &gone})
        for (std::size_t i = 0; parties.column && i < list->size(); ++i)
            for (std::size_t j = 0; j < list->size(); ++j)
                if (const std::size_t one = (*list)[i], other = (*list)[j];
                    depth[one] > depth[other] && !(in_turn[one] && in_turn[other]))
                    graph.before(list == &made ? one : other, list == &made ? other : one);
    add_edges(graph, made, altered);
    if (made.empty()) add_edges(graph, altered, gone);
    for (std::size_t i = 1; i < altered.size(); ++i) graph.before(altered[i - 1], altered[i]);
}

/// What happens to a table's column happens to those of the tables below it.
void spread(std::vector<Thing>& things, const Children& children) {
    for (std::size_t i = 0, own = things.size(); i < own; ++i) {
        if (things[i].kind != Thing::Kind::column && things[i].kind != Thing::Kind::toast) continue;
        const auto below = children.find(things[i].object);
        if (below == children.end()) continue;
        for (const ObjectName& child : below->second) things.push_back({things[i].kind, child, things[i].part});
    }
}

/// The graph with those of the further edges that are part of no cycle.
Graph with_wishes(Graph graph, const Wishes& wishes) {
    if (wishes.empty()) return graph;
    Graph all = graph;
    for (const auto& [first, second] : wishes) all.before(first, second);
    std::map<std::size_t, std::size_t> component;
    for (const std::vector<std::size_t>& each : all.components())
        for (const std::size_t node : each) component.emplace(node, each.front());
    for (const auto& [first, second] : wishes)
        if (component.at(first) != component.at(second)) graph.before(first, second);
    return graph;
}

/// A default that goes while nothing else changes is in nobody's way, and may stand in the way of a table above.
bool only_lifts_default(const diff::Change& change) {
    const auto* alter = std::get_if<diff::AlterColumn>(&change);
    if (!alter || alter->to.default_sql || !alter->from.default_sql) return false;
    Column bare = alter->from;
    bare.default_sql.reset();
    bare.uses = alter->to.uses;
    return bare == alter->to;
}

/// How many tables are above the one whose column changes.
std::size_t depth_of(const diff::Change& change, const std::map<ObjectName, std::size_t>& below) {
    if (only_lifts_default(change)) return 0;
    const auto found = below.find(std::visit(
        [](const auto& each) -> ObjectName {
            if constexpr (requires { each.table; })
                return each.table;
            else
                return {};
        },
        change));
    return found == below.end() ? 0 : found->second;
}

/// Puts items[order[i]] in place i without a second list: a change is large.
void permute(std::vector<diff::Change>& items, std::vector<std::size_t> order) {
    for (std::size_t start = 0; start < order.size(); ++start) {
        if (order[start] == start) continue;
        diff::Change first = std::move(items[start]);
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

const Table* made_below(const diff::Change& change) {
    const auto* create = std::get_if<diff::CreateTable>(&change);
    return create && (!create->to.partition_of.empty() || !create->to.inherits.empty()) ? &create->to : nullptr;
}

const Table* dropped_below(const diff::Change& change) {
    const auto* drop = std::get_if<diff::DropTable>(&change);
    return drop && (!drop->from.partition_of.empty() || !drop->from.inherits.empty()) ? &drop->from : nullptr;
}

/// A table that is new below others takes their columns and checks as they will be, and one that goes has
/// them as they were.
void add_children(Roles& roles, const std::vector<diff::Change>& changes, const Children& children) {
    static const std::string columns = "columns";
    if (std::none_of(changes.begin(), changes.end(),
                     [](const diff::Change& each) { return made_below(each) || dropped_below(each); }))
        return;
    const auto things = [](Thing::Kind kind, const auto& tables) {
        std::vector<Thing> all;
        for (const ObjectName& each : tables)
            if (!each.empty()) all.push_back({kind, each, columns});
        return all;
    };
    const auto parents = [](const Table& table) {
        std::vector<ObjectName> all = table.inherits;
        all.push_back(table.partition_of);
        return all;
    };
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (const Table* made = made_below(changes[i]))
            roles.add(i, &Parties::needers, things(Thing::Kind::settled, parents(*made)));
        if (const Table* gone = dropped_below(changes[i]))
            roles.add(i, &Parties::providers, things(Thing::Kind::left, parents(*gone)));
        const auto* add = std::get_if<diff::AddConstraint>(&changes[i]);
        const auto* drop = std::get_if<diff::DropConstraint>(&changes[i]);
        const auto* rename = std::get_if<diff::AlterConstraint>(&changes[i]);
        const bool shapes = std::holds_alternative<diff::AddColumn>(changes[i]) ||
                            std::holds_alternative<diff::DropColumn>(changes[i]) ||
                            std::holds_alternative<diff::AlterColumn>(changes[i]) ||
                            (add && std::holds_alternative<Check>(add->to)) ||
                            (drop && std::holds_alternative<Check>(drop->from)) ||
                            (rename && std::holds_alternative<Check>(rename->to));
        const ObjectName table = shapes ? worked_on(changes[i]) : ObjectName{};
        if (table.empty()) continue;
        std::vector<ObjectName> touched{table};
        if (const auto below = children.find(table); below != children.end())
            touched.insert(touched.end(), below->second.begin(), below->second.end());
        roles.add(i, &Parties::providers, things(Thing::Kind::settled, touched));
        roles.add(i, &Parties::needers, things(Thing::Kind::left, touched));
    }
}

/// Tables below which others come by inheritance.
std::set<ObjectName> entered_tables(const std::vector<diff::Change>& changes) {
    std::set<ObjectName> entered;
    for (const diff::Change& change : changes)
        if (const auto* alter = std::get_if<diff::AlterTable>(&change))
            for (const ObjectName& each : alter->to.inherits)
                if (std::find(alter->from.inherits.begin(), alter->from.inherits.end(), each) ==
                    alter->from.inherits.end())
                    entered.insert(each);
    return entered;
}

/// What works inside a table waits for the tables that leave it, and those that come wait for it.
void add_moves(Roles& roles, const std::vector<diff::Change>& changes, const Children& children) {
    if (std::none_of(changes.begin(), changes.end(), moves_table)) return;
    const std::set<ObjectName> entered = entered_tables(changes);
    const auto above_entered = [&](const ObjectName& table) {
        const auto below = children.find(table);
        return entered.contains(table) ||
               (below != children.end() && std::any_of(below->second.begin(), below->second.end(),
                                                       [&](const ObjectName& each) { return entered.contains(each); }));
    };
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const ObjectName table = worked_on(changes[i]);
        if (table.empty()) continue;
        if (const auto* add = std::get_if<diff::AddConstraint>(&changes[i]);
            add && std::holds_alternative<Check>(add->to) && !std::get<Check>(add->to).no_inherit &&
            above_entered(table)) {
            std::vector<Thing> joined{{Thing::Kind::attached, table, {}}};
            if (const auto below = children.find(table); below != children.end())
                for (const ObjectName& child : below->second) joined.push_back({Thing::Kind::attached, child, {}});
            roles.add(i, &Parties::needers, std::move(joined));
            continue;
        }
        std::vector<Thing> left{{Thing::Kind::left, table, {}}}, settled{{Thing::Kind::settled, table, {}}};
        if (const auto below = children.find(table); below != children.end())
            for (const ObjectName& child : below->second) {
                left.push_back({Thing::Kind::left, child, {}});
                settled.push_back({Thing::Kind::settled, child, {}});
            }
        roles.add(i, &Parties::needers, std::move(left));
        roles.add(i, &Parties::providers, std::move(settled));
    }
}

}  // namespace

std::vector<diff::Change> order(std::vector<diff::Change> changes, const Children& children) {
    Roles roles(changes.size());
    std::vector<int> priority;
    std::vector<bool> in_turn, keeps_uses;
    std::vector<std::size_t> depth;
    std::map<ObjectName, std::size_t> below;
    for (const auto& [parent, all] : children)
        for (const ObjectName& child : all) ++below[child];
    for (std::size_t i = 0; i < changes.size(); ++i) {
        Effects effects = effects_of(changes[i]);
        in_turn.push_back(effects.in_turn);
        keeps_uses.push_back(effects.keeps_uses);
        const bool of_column = std::holds_alternative<diff::AddColumn>(changes[i]) ||
                               std::holds_alternative<diff::DropColumn>(changes[i]) ||
                               std::holds_alternative<diff::AlterColumn>(changes[i]);
        if (of_column && !children.empty()) {
            spread(effects.provides, children);
            spread(effects.removes, children);
        }
        depth.push_back(of_column ? depth_of(changes[i], below) : 0);
        priority.push_back(effects.priority);
        roles.add(i, &Parties::providers, std::move(effects.provides));
        roles.add(i, &Parties::removers, std::move(effects.removes));
        roles.add(i, &Parties::needers, std::move(effects.needs));
        roles.add(i, &Parties::wishers, std::move(effects.wishes));
        roles.add(i, &Parties::releasers, std::move(effects.releases));
        roles.add(i, &Parties::lenders, std::move(effects.lends));
    }
    add_moves(roles, changes, children);
    add_children(roles, changes, children);
    Graph graph(changes.size());
    Wishes wishes;
    roles.for_each([&](const Parties& parties) {
        add_edges(graph, parties.providers, parties.needers);
        add_releases(graph, wishes, parties, in_turn, keeps_uses);
        for (const auto* users : {&parties.needers, &parties.releasers, &parties.removers})
            add_edges(graph, parties.lenders, *users);
        add_lifetime(graph, parties, in_turn, depth);
        for (const std::size_t provider : parties.providers)
            for (const std::size_t wisher : parties.wishers) wishes.emplace_back(provider, wisher);
    });
    graph = with_wishes(std::move(graph), wishes);
    std::vector<std::size_t> cycle;
    const std::vector<std::size_t> sorted = graph.sort(priority, cycle);
    if (!cycle.empty()) {
        Diagnostic fault{.code = "RT051", .message = "these changes wait for each other and can't be ordered"};
        for (const std::size_t each : cycle)
            fault.notes.push_back({.code = {}, .message = diff::describe(changes[each])});
        fault.hint = "make the change in two revisions";
        throw Error(std::move(fault));
    }
    permute(changes, sorted);
    return changes;
}

}  // namespace retort::plan
