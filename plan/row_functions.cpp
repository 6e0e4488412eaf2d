#include "plan/row_functions.hpp"

#include <algorithm>
#include <utility>

#include "schema/closure.hpp"
#include "schema/overloaded.hpp"
#include "sql/identifiers.hpp"

namespace retort::plan {

namespace {

using Names = std::set<ObjectName>;

/// The values that a step computes for existing rows.
struct Computed {
    ObjectName updated{};  ///< the table whose rows an UPDATE changes; empty: there is none
    Names called{};        ///< functions that the texts in the step call
};

void add_called(Names& called, const std::string& text) {
    for (const ObjectName& name : sql::called_functions(text)) called.insert(name);
}

void add_routines(Names& called, const DependsOn& depends_on) {
    for (const auto& [id, type] : depends_on.list)
        if (info(id.kind).routine) called.insert(id.name);
}

/// An UPDATE fills a column that becomes NOT NULL, and a new one with `.backfill_sql`; one before a new check maps old
/// values to labels.
Computed computed_by(const Step& step, const Schema& to) {
    Computed computed;
    const auto add_column = [&](const diff::AddColumn& add) {
        if (add.to.default_sql || add.to.generated) add_routines(computed.called, add.to.depends_on);
        if (add.to.transition->backfill_sql.empty() || add.filled_later) return;
        add_called(computed.called, add.to.transition->backfill_sql);
        computed.updated = add.table;
    };
    const auto fill_column = [&](const FillColumn& fill) {
        add_called(computed.called, fill.to.transition->backfill_sql);
        computed.updated = fill.table;
    };
    const auto alter_column = [&](const diff::AlterColumn& alter) {
        if (alter.from.name != alter.to.name) return;
        if (alter.from.type != alter.to.type) add_called(computed.called, alter.to.transition->using_sql);
        if (!alter.from.nullable || alter.to.nullable) return;
        add_called(computed.called, alter.to.transition->backfill_sql);
        computed.updated = alter.table;
    };
    const auto add_constraint = [&](const diff::AddConstraint& add) {
        const Table* table = std::holds_alternative<Check>(add.to) ? to.find_table(add.table) : nullptr;
        const auto maps_labels = [](const Column& column) { return !column.transition->old_labels.empty(); };
        if (table && std::any_of(table->columns.begin(), table->columns.end(), maps_labels))
            computed.updated = add.table;
    };
    std::visit(Overloaded{add_column, fill_column, alter_column, add_constraint, [](const auto&) {}}, step);
    return computed;
}

/// Finds what an UPDATE of a table runs.
class Finder {
public:
    /// A trigger that is created, or dropped and created again, does not run for an UPDATE before that.
    Finder(const Steps& steps, const Schema& to) {
        std::set<ObjectId> created;
        for (const Step& step : steps)
            if (const auto* create = std::get_if<diff::CreateDefinition>(&step)) created.insert(id_of(create->to));
        for (const auto& [id, each] : to.definitions) {
            if (info(id.kind).routine) routines_[each.name].push_back(&each);
            if (id.kind == ObjectKind::trigger && !created.contains(id)) triggers_[each.table].push_back(&each);
        }
        for (const auto& [name, table] : to.tables) tables_.emplace(name, &table);
    }

    void add_update(const ObjectName& table, Names& called, Resources& resources) const {
        if (const auto found = triggers_.find(table); found != triggers_.end())
            for (const Definition* each : found->second) {
                add_routines(called, each->depends_on);
                Resources used;
                add_definition(resources, used, *each);
            }
        const auto found = tables_.find(table);
        if (found == tables_.end()) return;
        for (const Check& each : found->second->checks) add_routines(called, each.depends_on);
        for (const Column& each : found->second->columns)
            if (each.generated) add_routines(called, each.depends_on);
    }

    /// The called functions, and those that their bodies call.
    Names with_called(Names called) const {
        return closure(std::move(called), [&](const ObjectName& name, const auto& reach) {
            const auto found = routines_.find(name);
            if (found == routines_.end()) return;
            for (const Definition* each : found->second) {
                Resources references;
                add_body_references(references, *each);
                for (const Resource& reference : references)
                    if (routines_.contains(reference.object)) reach(reference.object);
            }
        });
    }

private:
    std::map<ObjectName, std::vector<const Definition*>> routines_;
    std::map<ObjectName, std::vector<const Definition*>> triggers_;
    std::map<ObjectName, const Table*> tables_;
};

}  // namespace

bool makes_function(const Step& step) {
    const auto runs = [](const Definition& each) {
        return info(each.kind).routine || each.kind == ObjectKind::trigger;
    };
    return std::visit(
        Overloaded{[&](const diff::CreateDefinition& create) { return runs(create.to); },
                   [&](const diff::AlterDefinition& alter) { return alter.from.sql != alter.to.sql && runs(alter.to); },
                   [](const auto&) { return false; }},
        step);
}

std::vector<Resources> row_functions(const Steps& steps, const Schema& to,
                                     const std::map<ObjectName, std::set<ObjectName>>& children) {
    std::vector<Resources> found(steps.size());
    if (std::none_of(steps.begin(), steps.end(), makes_function)) return found;
    const Finder finder(steps, to);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        auto [updated, called] = computed_by(steps[i], to);
        if (!updated.empty()) {
            finder.add_update(updated, called, found[i]);
            if (const auto below = children.find(updated); below != children.end())
                for (const ObjectName& child : below->second) finder.add_update(child, called, found[i]);
        }
        for (const ObjectName& each : finder.with_called(std::move(called))) found[i].push_back(function(each));
    }
    return found;
}

}  // namespace retort::plan
