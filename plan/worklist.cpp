#include "plan/worklist.hpp"

#include <optional>
#include <utility>

#include "diff/inheritance.hpp"
#include "plan/postgres/survival.hpp"
#include "schema/closure.hpp"

namespace retort::plan {

namespace {

using postgres::Survival;

class Closer {
public:
    Closer(const std::set<ObjectId>& dropped, const Dependents& dependents, const Schema& from, const Schema& to)
        : dropped_(dropped), dependents_(dependents), from_(from), to_(to) {}

    Worklist run(std::set<Impacted> seeds) {
        found_.impacts = closure(std::move(seeds), [&](const Impacted& changed, const auto& reach) {
            for (const std::size_t number : dependents_.of(changed.object)) {
                const Dependent& dependent = dependents_.list()[number];
                if (!stays(dependent)) continue;
                // A value of a type that contains the reshaped type contains the reshaped value.
                if (changed.impact == Impact::reshaped && dependent.kind == DependentKind::type)
                    reach({id_of(*std::get<const Definition*>(dependent.object)), Impact::reshaped});
                const Survival survival = postgres::survival(dependent, changed);
                if (survival != Survival::alter && survival != Survival::recreate) continue;
                found_.dependents[number].insert(changed.impact);
                if (survival != Survival::recreate) continue;
                if (const ObjectId id = referenced_as(dependent); !id.empty()) reach({id, Impact::recreated});
            }
            if (changed.object.kind == ObjectKind::column) reach_descendants(changed, reach);
        });
        return std::move(found_);
    }

private:
    /// True if the dependent exists in both states and no change drops it.
    bool stays(const Dependent& dependent) const {
        if (dependent.table) {
            const Table* after = to_.find_table(dependent.table->name);
            const auto* column = std::get_if<const Column*>(&dependent.object);
            return after && (!column || after->find_column((*column)->name));
        }
        const ObjectId id = id_of(*std::get<const Definition*>(dependent.object));
        return to_.definitions.contains(id) && !dropped_.contains(id);
    }

    /// The id by which other objects reference the dependent; empty if none can, as with checks and triggers.
    static ObjectId referenced_as(const Dependent& dependent) {
        if (dependent.kind == DependentKind::generated_column)
            return column_id(dependent.table->name, std::get<const Column*>(dependent.object)->name);
        const auto* definition = std::get_if<const Definition*>(&dependent.object);
        if (!definition) return {};
        const ObjectKindInfo& kind = info((*definition)->kind);
        return kind.relation || kind.in_expressions ? id_of(**definition) : ObjectId{};
    }

    template <class Reach>
    void reach_descendants(const Impacted& changed, const Reach& reach) {
        const ObjectId& column = changed.object;
        const Survival survival = postgres::survival_rule(DependentKind::inherited_column, changed.impact).survival;
        if (survival == Survival::keep || !from_.find_table(column.name)) return;
        if (!children_) children_ = diff::children_of(from_, to_);
        const auto found = children_->find(column.name);
        if (found == children_->end()) return;
        for (const ObjectName& child : found->second) {
            const Table *before = from_.find_table(child), *after = to_.find_table(child);
            if (before && after && diff::is_inherited_column(*before, *after, column.sub, to_))
                reach({column_id(child, column.sub), changed.impact});
        }
    }

    const std::set<ObjectId>& dropped_;
    const Dependents& dependents_;
    const Schema& from_;
    const Schema& to_;
    std::optional<std::map<ObjectName, std::set<ObjectName>>> children_;  ///< of each table, all descendants
    Worklist found_;
};

}  // namespace

Worklist close(std::set<Impacted> seeds, const std::set<ObjectId>& dropped, const Dependents& dependents,
               const Schema& from, const Schema& to) {
    return Closer(dropped, dependents, from, to).run(std::move(seeds));
}

}  // namespace retort::plan
