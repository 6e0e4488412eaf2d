#include "emit/postgres/postgres_plan.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "diff/attached_indexes.hpp"
#include "diff/compare.hpp"
#include "diff/inheritance.hpp"
#include "diff/partitions.hpp"
#include "diff/privileges.hpp"
#include "diff/renames.hpp"
#include "diff/summary.hpp"
#include "emit/postgres/emit.hpp"
#include "plan/index_references.hpp"
#include "plan/order.hpp"
#include "plan/postgres/interim_collations.hpp"
#include "plan/postgres/table_rebuild.hpp"
#include "plan/postgres/toast.hpp"
#include "plan/postgres/type_rebuild.hpp"
#include "plan/recreate.hpp"
#include "plan/split.hpp"

namespace retort::emit::postgres {

namespace {

/// True for a function or procedure with a string body, which the server validates on creation. The body may reference
/// objects that are created later (another function, the view whose rows it declares) or are already dropped
/// (PostgreSQL manual, 20.11 check_function_bodies).
bool creates_string_body(const diff::Change& change) {
    const auto has_text = [](const Definition& each) {
        return (each.kind == ObjectKind::function || each.kind == ObjectKind::procedure) &&
               each.sql.find("\nAS ") != std::string::npos;
    };
    if (const auto* create = std::get_if<diff::CreateDefinition>(&change)) return has_text(create->to);
    const auto* alter = std::get_if<diff::AlterDefinition>(&change);
    return alter && alter->from.sql != alter->to.sql && has_text(alter->to);
}

/// The differences between two schemas, with the renames under which they apply.
struct Difference {
    Difference(const Schema& first, const Schema& target, diff::Renames all_renames)
        : renames(std::move(all_renames)),
          renamed(renames, first),
          from_parts(renamed.get(), target, diff::WithLocalParts::Side::first),
          to_parts(target, renamed.get(), diff::WithLocalParts::Side::second),
          changes(diff::compare(first, target, renames)) {
        if (changes.empty()) return;
        words = diff::summary(changes);
        rebuilt = plan::postgres::rebuild_types(changes, from(), to(), renames);
    }

    const Schema& from() const { return from_parts.get(); }
    const Schema& to() const { return to_parts.get(); }

    diff::Renames renames;
    diff::RenamedSchema renamed;
    diff::WithLocalParts from_parts, to_parts;
    std::vector<diff::Change> changes;
    std::vector<std::string> words;  ///< the summary, before types and tables get interim names
    plan::postgres::RebuiltTypes rebuilt;
};

/// Compares the schemas with rebuilt tables under their interim names. The rebuild of a table can require the rebuild
/// of further types, and these of further tables; repeats until no table is added.
void find_difference(std::optional<Difference>& found, plan::postgres::RebuiltTables& rebuilt_tables,
                     const Schema& from, const Schema& to) {
    diff::Renames renames = diff::find_renames(from, to);
    found.emplace(from, to, renames);
    if (found->changes.empty()) return;
    const std::vector<std::string> words = found->words;
    renames.collations = plan::postgres::interim_collations(from, to);
    if (!renames.collations.empty()) {
        found.emplace(from, to, renames);
        found->words = words;
    }
    const diff::RenamedSchema renamed(renames, from);
    for (std::set<ObjectName> types = found->rebuilt.types;;) {
        plan::postgres::RebuiltTables more = plan::postgres::tables_to_rebuild(renamed.get(), to, types);
        if (more == rebuilt_tables) return;
        rebuilt_tables = std::move(more);
        found.emplace(from, to, plan::postgres::with_interim_names(renames, rebuilt_tables, renamed.get(), to));
        found->words = words;
        types.merge(std::set<ObjectName>(found->rebuilt.types));
    }
}

}  // namespace

Plan plan(const Schema& from, const Schema& target, Direction direction) {
    Plan plan;
    plan::postgres::RebuiltTables rebuilt_tables;
    std::optional<Difference> difference;
    find_difference(difference, rebuilt_tables, from, target);
    if (difference->changes.empty()) return plan;
    plan.differences = std::move(difference->words);
    const plan::postgres::RebuiltTypes& rebuilt = difference->rebuilt;
    const Schema &renamed = difference->from(), &to = difference->to();

    std::vector<diff::Change> changes =
        plan::recreate_dependents(std::move(difference->changes), renamed, to, rebuilt.retyped);
    if (!rebuilt_tables.empty()) plan::postgres::rebuild_tables(changes, renamed, to, rebuilt_tables, rebuilt);
    changes = diff::add_explicit_parts(std::move(changes), renamed, to);
    diff::keep_privileges(renamed, to, changes);
    changes = plan::add_index_references(std::move(changes), renamed, to);
    plan::release_sequences(changes, renamed, to);
    plan::postgres::keep_toast_parameters(changes, renamed, to);
    changes = diff::in_turn(std::move(changes));
    changes = plan::split_tables(std::move(changes));
    diff::put_local_parts_last(changes, to);
    // Only children on both sides are ordered: a new table is created with what its parent has at that point.
    auto children = diff::children_of(renamed, to);
    for (auto& [parent, below] : children)
        std::erase_if(below, [&](const ObjectName& name) { return !renamed.find_table(name) || !to.find_table(name); });
    plan.changes = plan::order(std::move(changes), children);

    const std::optional<Schema> with_old =
        rebuilt.interim.empty() ? std::nullopt
                                : std::optional<Schema>(plan::postgres::with_old_types(renamed, rebuilt));
    const Context context(with_old ? *with_old : renamed, to, difference->renames, direction);
    Sink sink;
    if (std::any_of(plan.changes.begin(), plan.changes.end(), creates_string_body))
        sink.add("SET LOCAL check_function_bodies = off");
    emit(plan.changes, context, sink);
    plan.script.statements = sink.take();
    return plan;
}

Script rename_script(const Schema& from, const Schema& to) {
    const diff::Renames renames = diff::find_renames(from, to);
    const diff::RenamedSchema after(renames, from);
    const Context context(after.get(), to, renames, Direction::up);
    Sink sink;
    emit(plan::order(diff::changes_of(renames, from)), context, sink);
    return {sink.take(), true};
}

Script create_script(const Schema& schema) {
    Schema nothing;
    nothing.dialect = schema.dialect;
    return postgres::plan(nothing, schema, Direction::up).script;
}

}  // namespace retort::emit::postgres
