#include "emit/postgres/postgres_plan.hpp"

#include <optional>

#include "diff/compare.hpp"
#include "diff/marks.hpp"
#include "diff/order.hpp"
#include "diff/partitions.hpp"
#include "diff/privileges.hpp"
#include "diff/recreate.hpp"
#include "diff/renames.hpp"
#include "diff/split.hpp"
#include "emit/postgres/type_rebuild.hpp"
#include "emit/postgres/writer.hpp"

namespace retort::emit::postgres {

Plan plan(const Schema& from, const Schema& target, Direction direction) {
    Plan plan;
    std::vector<diff::Change> changes = diff::compare(from, target);
    if (changes.empty()) return plan;

    const diff::Renames renames = diff::find_renames(from, target);
    const diff::RenamedSchema after(renames, from);
    const diff::WithOwnParts from_parts(after.get(), target), to_parts(target, after.get());
    const Schema &renamed = from_parts.get(), &to = to_parts.get();
    const RebuiltTypes rebuilt = rebuild_types(changes, renamed, to, renames);

    changes = diff::recreate_dependents(std::move(changes), renamed, to, rebuilt.retyped);
    changes = diff::add_chosen_parts(std::move(changes), renamed, to);
    diff::keep_privileges(renamed, to, changes);
    changes = diff::place_marks(std::move(changes), renamed, to);
    changes = diff::in_turn(std::move(changes));
    changes = diff::split_tables(std::move(changes));
    // A table that is new is made with what its parent has by then.
    auto children = diff::children_of(renamed, to);
    for (auto& [parent, below] : children)
        std::erase_if(below, [&](const ObjectName& name) { return !renamed.find_table(name) || !to.find_table(name); });
    plan.changes = diff::order(std::move(changes), children);

    const std::optional<Schema> with_old =
        rebuilt.aside.empty() ? std::nullopt : std::optional<Schema>(with_old_types(renamed, rebuilt));
    Writer writer(with_old ? *with_old : renamed, to, renames, direction);
    for (const diff::Change& change : plan.changes) writer.write(change);
    plan.script.statements = writer.take();
    return plan;
}

Script rename_script(const Schema& from, const Schema& to) {
    const diff::Renames renames = diff::find_renames(from, to);
    const diff::RenamedSchema after(renames, from);
    Writer writer(after.get(), to, renames, Direction::up);
    for (const diff::Change& change : diff::order(diff::changes_of(renames, from))) writer.write(change);
    return {writer.take(), true};
}

Script create_script(const Schema& schema) {
    Schema nothing;
    nothing.dialect = schema.dialect;
    return postgres::plan(nothing, schema, Direction::up).script;
}

}  // namespace retort::emit::postgres
