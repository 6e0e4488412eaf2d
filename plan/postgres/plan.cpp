#include "plan/postgres/plan.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "diff/inheritance.hpp"
#include "diff/renames.hpp"
#include "diff/summary.hpp"
#include "plan/attached_indexes.hpp"
#include "plan/attached_keys.hpp"
#include "plan/conversions.hpp"
#include "plan/foreign_wrappers.hpp"
#include "plan/index_references.hpp"
#include "plan/order.hpp"
#include "plan/owners.hpp"
#include "plan/part_renames.hpp"
#include "plan/persistence.hpp"
#include "plan/postgres/base_types.hpp"
#include "plan/postgres/interim_collations.hpp"
#include "plan/postgres/phases.hpp"
#include "plan/postgres/publications.hpp"
#include "plan/postgres/stored_rows.hpp"
#include "plan/postgres/table_rebuild.hpp"
#include "plan/postgres/toast.hpp"
#include "plan/postgres/type_rebuild.hpp"
#include "plan/postgres/typed_tables.hpp"
#include "plan/privileges.hpp"
#include "plan/recreate.hpp"
#include "plan/row_functions.hpp"
#include "plan/split.hpp"
#include "plan/validated_checks.hpp"

// A plan is made in four stages, in this order. Each takes what the stage before it returns:
//
//   Compared  compare_under()   the differences under the declared renames
//   Closed    close()           the differences under the interim names of all objects that must be rebuilt
//   Expanded  expand()          all steps, in any order
//   Steps     arrange()         the steps in execution order
namespace retort::plan::postgres {

namespace {

/// The differences between two schemas under these renames.
struct Compared {
    std::unique_ptr<const diff::States> states;
    diff::Differences differences;
};

/// The differences under the interim names of all objects that are rebuilt.
struct Closed {
    std::unique_ptr<const diff::States> states;
    Steps steps;  ///< the differences, with the rebuilds of types
    RebuiltTypes types;
    RebuiltTables tables;
};

/// All steps of a plan, in any order.
struct Expanded {
    std::unique_ptr<const diff::States> states;
    Steps steps;
    RebuiltTypes types;
};

Compared compare_under(const Schema& from, const Schema& to, diff::Renames renames) {
    auto states = std::make_unique<const diff::States>(from, to, std::move(renames));
    diff::Differences differences = diff::compare(*states);
    return {std::move(states), std::move(differences)};
}

/// Finds the types that must be rebuilt.
Closed close_types(Compared compared, NewLabels labels) {
    Closed closed{std::move(compared.states), steps_of(std::move(compared.differences)), {}, {}};
    closed.types =
        rebuild_types(closed.steps, closed.states->from(), closed.states->to(), closed.states->renames(), labels);
    return closed;
}

/// Compares again until all objects that must be rebuilt have interim names, since a comparison then reports their
/// dependents as changed.
Closed close(Compared compared, const Schema& from, const Schema& to, NewLabels labels) {
    diff::Renames renames = compared.states->renames();
    // Collations come first: the rebuild of a type or table changes the definition of none.
    renames.collations = interim_collations(from, to);
    if (!renames.collations.empty()) compared = compare_under(from, to, renames);
    Closed closed = close_types(std::move(compared), labels);
    // The rebuild of a table can require the rebuild of further types, and these of further tables.
    const diff::RenamedSchema renamed(renames, from);
    RebuiltTables tables;
    for (std::set<ObjectName> types = closed.types.types;;) {
        RebuiltTables more = tables_to_rebuild(renamed.get(), to, types);
        if (more == tables) break;
        tables = std::move(more);
        closed = close_types(compare_under(from, to, with_interim_names(renames, tables, renamed.get(), to)), labels);
        types.merge(std::set<ObjectName>(closed.types.types));
    }
    closed.tables = std::move(tables);
    return closed;
}

/// Adds the steps that no difference shows.
Expanded expand(Closed closed, const Schema& declared) {
    const Schema &from = closed.states->from(), &to = closed.states->to();
    Steps steps = std::move(closed.steps);
    // Before the dependents: a foreign key may reference a key that is recreated.
    steps = recreate_local_twins(std::move(steps), from, declared);
    steps = recreate_indexes_of_attached_keys(std::move(steps), from, to);
    // Early, since the passes after it treat a recreated object as a dropped and a created one.
    steps = recreate_dependents(std::move(steps), from, to, closed.types.retyped);
    // After the recreated objects are known: the old table releases functions and types that are dropped.
    if (!closed.tables.empty()) rebuild_tables(steps, from, to, closed.tables, closed.types);
    // After all changes of columns are known.
    release_typed_tables(steps, from, to);
    // After all indexes and constraints that are created are known, those of recreated and rebuilt tables too.
    steps = add_explicit_parts(std::move(steps), from, to);
    // After all checks that are added are known, those of recreated and rebuilt tables too.
    validate_copies(steps, from, to);
    // After all objects that are recreated are known: these lose their privileges and owners.
    keep_privileges(from, to, steps, closed.tables);
    keep_owners(from, to, steps, closed.tables);
    // After all indexes that are created are known: CLUSTER ON and REPLICA IDENTITY are lost with an index.
    steps = add_index_references(std::move(steps), from, to);
    // At any place among these passes: they read SET LOGGED and SET UNLOGGED, which are differences.
    release_sequences(steps, from, to);
    recreate_keys_of_cycles(steps, from);
    // After all indexes that are dropped are known.
    steps = fold_attached_keys(std::move(steps), from);
    // At any place too: it compares the columns of both states, and adds to an alteration that is a difference.
    keep_toast_parameters(steps, from, to);
    return {std::move(closed.states), std::move(steps), std::move(closed.types)};
}

/// The descendants of each table that exist on both sides. Only these are ordered: a new table is created with the
/// columns and checks that its parent has at that point.
std::map<ObjectName, std::set<ObjectName>> lasting_children(const Schema& from, const Schema& to) {
    auto children = diff::children_of(from, to);
    for (auto& [parent, below] : children)
        std::erase_if(below, [&](const ObjectName& name) { return !from.find_table(name) || !to.find_table(name); });
    return children;
}

/// The steps in execution order, each with its handling if the plan is online.
OnlineSteps arrange(Expanded& expanded, const Schema& declared, const OnlineChoice* online) {
    const Schema &from = expanded.states->from(), &to = expanded.states->to();
    Steps steps = std::move(expanded.steps);
    // Before the split, which adds no renames: the steps through interim names replace alterations of whole parts.
    steps = order_part_renames(std::move(steps));
    const Children children = lasting_children(from, to);
    // After all columns and tables that are dropped are known.
    steps = split_publications(std::move(steps), expanded.states->renames(), children);
    // After all steps are known: which steps a table is split into depends on the other steps.
    steps = split_tables(std::move(steps), children);
    // After the split, which turns the indexes of new tables into steps of their own.
    put_local_parts_last(steps, declared);
    // After all columns that are added are known.
    steps = split_backfills(std::move(steps), children);
    const Arrange sorted = [&](const Steps& all, const std::vector<int>& priorities) {
        // After the splits, which determine the steps that change rows.
        std::vector<Resources> wanted = row_functions(all, to, children);
        const auto add = [&](const std::vector<Resources>& more) {
            wanted.resize(std::max(wanted.size(), more.size()));
            for (std::size_t i = 0; i < more.size(); ++i)
                wanted[i].insert(wanted[i].end(), more[i].begin(), more[i].end());
        };
        add(foreign_wrappers(all, to));
        // After the casts that are recreated are known.
        Conversions casts = conversions(all, from, to);
        add(casts.wanted);
        return execution_order(all, children, std::move(wanted), std::move(casts.released), priorities);
    };
    // Last: an online plan splits steps, and the order changes none.
    if (online != nullptr) return online_steps(steps, from, to, *online, sorted);
    std::vector<std::size_t> order = sorted(steps, {});
    return {in_order(std::move(steps), std::move(order)), {}};
}

}  // namespace

Plan plan(const Schema& from, const Schema& to, Mode mode, const OnlineKinds& kinds) {
    Plan plan;
    plan.declared = diff::find_renames(from, to);
    Compared compared = compare_under(from, to, plan.declared);
    if (compared.differences.empty()) {
        plan.states = std::move(compared.states);
        return plan;
    }
    plan.differences = diff::summary(compared.differences);
    reject_rebuilt_base_types(compared.differences, compared.states->from(), compared.states->to());
    const bool online = mode == Mode::online;
    Closed closed =
        close(std::move(compared), from, to,
              online && kinds.contains(OnlineKind::enums) ? NewLabels::committed : NewLabels::in_transaction);
    Expanded expanded = expand(std::move(closed), to);
    OnlineChoice choice{kinds, {}};
    if (online) choice.plain = plain_changes(from, to, kinds);
    OnlineSteps arranged = arrange(expanded, to, online ? &choice : nullptr);
    plan.steps = std::move(arranged.steps);
    plan.handlings = std::move(arranged.handlings);
    reject_stored_rows(plan.steps, expanded.states->from(), expanded.states->to());
    plan.states = std::move(expanded.states);
    if (!expanded.types.interim.empty()) plan.with_old_types = with_old_types(plan.states->from(), expanded.types);
    return plan;
}

Steps rename_steps(const diff::Renames& renames, const Schema& from) {
    return order(steps_of(diff::changes_of(renames, from)));
}

}  // namespace retort::plan::postgres
