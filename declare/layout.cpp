#include "declare/layout.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "declare/identifiers.hpp"

namespace retort::declare {

namespace {

using Edges = std::map<std::size_t, std::set<std::size_t>>;

/// The strongly connected components of a graph, each after those that it points to (Tarjan). Nodes of equal rank keep
/// their order.
class Components {
public:
    Components(std::size_t nodes, const Edges& edges) : edges_(edges), index_(nodes, 0), low_(nodes, 0) {
        for (std::size_t node = 0; node < nodes; ++node)
            if (index_[node] == 0) visit(node);
    }

    std::vector<std::vector<std::size_t>> found;

private:
    void visit(std::size_t node) {
        index_[node] = low_[node] = ++count_;
        stack_.push_back(node);
        open_.insert(node);
        if (const auto at = edges_.find(node); at != edges_.end())
            for (const std::size_t next : at->second) {
                if (index_[next] == 0) {
                    visit(next);
                    low_[node] = std::min(low_[node], low_[next]);
                } else if (open_.contains(next)) {
                    low_[node] = std::min(low_[node], index_[next]);
                }
            }
        if (low_[node] != index_[node]) return;
        std::vector<std::size_t>& component = found.emplace_back();
        for (bool last = false; !last;) {
            last = stack_.back() == node;
            open_.erase(stack_.back());
            component.push_back(stack_.back());
            stack_.pop_back();
        }
        std::sort(component.begin(), component.end());
    }

    const Edges& edges_;
    std::vector<std::size_t> index_, low_;
    std::vector<std::size_t> stack_;
    std::set<std::size_t> open_;
    std::size_t count_ = 0;
};

/// "auth/users" for a table in a schema.
std::string stem_of(const std::string& space, const std::string& name) {
    std::string stem = identifier(name);
    while (stem.size() > 1 && stem.ends_with('_')) stem.pop_back();
    for (char& c : stem) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return space.empty() ? stem : space + "/" + stem;
}

class Planner {
public:
    Planner(const Schema& declared, const Names& names, const std::map<ObjectName, Needs>& needs, Layout layout)
        : names_(names), needs_(needs), layout_(layout) {
        for (const auto& [name, table] : declared.tables) number_[name] = tables_.size(), tables_.push_back(name);
        for (const auto& [name, type] : declared.enums) enums_.push_back(name);
        order_tables();
    }

    std::vector<HeaderPlan> run() {
        group();
        std::vector<HeaderPlan> plans = merge();
        connect(plans);
        std::sort(plans.begin(), plans.end(), [](const HeaderPlan& a, const HeaderPlan& b) { return a.path < b.path; });
        return plans;
    }

private:
    /// Each table after those that it references, except within a cycle.
    void order_tables() {
        Edges edges;
        for (const auto& [name, needed] : needs_)
            for (const ObjectName& target : needed.tables) edges[number_.at(name)].insert(number_.at(target));
        for (const auto& component : Components(tables_.size(), edges).found)
            for (const std::size_t each : component) {
                first_of_cycle_[tables_[each]] = tables_[component.front()];
                place_[tables_[each]] = ordered_.size();
                ordered_.push_back(tables_[each]);
            }
    }

    std::size_t group_of(const std::string& key) {
        const auto [at, added] = groups_.emplace(key, groups_.size());
        return at->second;
    }

    /// Gives each table and enum a group; a key begins with what its header is named after.
    void group() {
        for (const ObjectName& name : ordered_) {
            const ObjectName& first = first_of_cycle_.at(name);
            table_group_[name] = group_of(layout_ == Layout::schema ? "schema " + names_.table(name).space
                                                                    : "table " + retort::quote(first));
        }
        for (const ObjectName& name : enums_) {
            std::set<std::size_t> users;
            for (const auto& [table, needed] : needs_)
                if (needed.enums.contains(name)) users.insert(table_group_.at(table));
            if (layout_ == Layout::schema)
                enum_group_[name] = group_of("schema " + names_.enumeration(name)->space);
            else
                enum_group_[name] = users.size() == 1 ? *users.begin() : group_of("enum " + retort::quote(name));
        }
    }

    /// Groups that need each other share a header.
    std::vector<HeaderPlan> merge() {
        Edges edges;
        for (const auto& [name, needed] : needs_) {
            const std::size_t from = table_group_.at(name);
            for (const ObjectName& target : needed.tables) edges[from].insert(table_group_.at(target));
            for (const ObjectName& type : needed.enums) edges[from].insert(enum_group_.at(type));
        }
        std::vector<HeaderPlan> plans;
        for (const auto& component : Components(groups_.size(), edges).found) {
            for (const std::size_t each : component) header_of_group_[each] = plans.size();
            plans.emplace_back();
        }
        for (const ObjectName& name : enums_) plans[header_of_group_.at(enum_group_.at(name))].enums.push_back(name);
        for (const ObjectName& name : ordered_) plans[header_of(name)].tables.push_back(name);
        name_files(plans);
        return plans;
    }

    std::size_t header_of(const ObjectName& table) const { return header_of_group_.at(table_group_.at(table)); }

    void name_files(std::vector<HeaderPlan>& plans) const {
        std::set<std::string> taken;
        for (HeaderPlan& plan : plans) {
            std::string stem;
            if (plan.tables.empty()) {
                const ObjectName& name = plan.enums.front();
                stem = stem_of(names_.enumeration(name)->space, name.name);
                if (layout_ == Layout::schema) stem = names_.enumeration(name)->space;
            } else {
                const ObjectName& name = *std::min_element(plan.tables.begin(), plan.tables.end());
                stem = stem_of(names_.table(name).space, name.name);
                if (layout_ == Layout::schema) stem = names_.table(name).space;
            }
            if (stem.empty()) stem = "models";
            stem = free_identifier(stem, [&](const std::string& each) { return taken.contains(each); });
            taken.insert(stem);
            plan.path = stem + ".hpp";
        }
    }

    void connect(std::vector<HeaderPlan>& plans) const {
        for (std::size_t i = 0; i < plans.size(); ++i) {
            std::set<std::string> needs;
            for (const ObjectName& name : plans[i].tables) {
                const auto found = needs_.find(name);
                if (found == needs_.end()) continue;
                for (const ObjectName& target : found->second.tables) {
                    if (header_of(target) != i) needs.insert(plans[header_of(target)].path);
                    if (header_of(target) == i && place_.at(target) > place_.at(name)) plans[i].deferred.insert(name);
                }
                for (const ObjectName& type : found->second.enums)
                    if (const std::size_t header = header_of_group_.at(enum_group_.at(type)); header != i)
                        needs.insert(plans[header].path);
            }
            plans[i].needs.assign(needs.begin(), needs.end());
        }
    }

    const Names& names_;
    const std::map<ObjectName, Needs>& needs_;
    Layout layout_;
    std::vector<ObjectName> tables_, enums_, ordered_;
    std::map<ObjectName, std::size_t> number_, place_;
    std::map<ObjectName, ObjectName> first_of_cycle_;
    std::map<std::string, std::size_t> groups_;
    std::map<ObjectName, std::size_t> table_group_, enum_group_;
    std::map<std::size_t, std::size_t> header_of_group_;
};

}  // namespace

std::vector<HeaderPlan> plan_headers(const Schema& declared, const Names& names,
                                     const std::map<ObjectName, Needs>& needs, Layout layout) {
    return Planner(declared, names, needs, layout).run();
}

}  // namespace retort::declare
