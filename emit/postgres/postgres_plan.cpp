#include "emit/postgres/postgres_plan.hpp"

#include "diff/compare.hpp"
#include "diff/marks.hpp"
#include "diff/order.hpp"
#include "diff/privileges.hpp"
#include "diff/recreate.hpp"
#include "diff/renames.hpp"
#include "diff/split.hpp"
#include "emit/postgres/writer.hpp"

namespace retort::emit::postgres {

namespace {

bool is_computed(const diff::ColumnKey& column, const Schema& schema) {
    return schema.tables.at(column.first).find_column(column.second)->generated.has_value();
}

}  // namespace

Plan plan(const Schema& from, const Schema& to, Direction direction) {
    Plan plan;
    std::vector<diff::Change> changes = diff::compare(from, to);
    if (changes.empty()) return plan;

    const diff::Renames renames = diff::find_renames(from, to);
    const diff::RenamedSchema after(renames, from);
    const Schema& renamed = after.get();
    const std::set<ObjectName> rebuilt = enums_to_rebuild(changes, renames);
    std::set<diff::ColumnKey> retyped;
    std::map<ObjectName, std::vector<diff::ColumnKey>> moved;
    for (const ObjectName& name : rebuilt)
        for (const diff::ColumnKey& column : columns_of_enum(name, renamed, to)) {
            retyped.insert(column);
            if (!is_computed(column, renamed) && !is_computed(column, to)) moved[name].push_back(column);
        }

    changes = diff::recreate_dependents(std::move(changes), renamed, to, retyped);
    diff::keep_privileges(renamed, to, changes);
    changes = diff::place_marks(std::move(changes), renamed, to);
    changes = diff::split_tables(std::move(changes));
    plan.changes = diff::order(std::move(changes), moved);

    Writer writer(renamed, to, renames, rebuilt, direction);
    for (const diff::Change& change : plan.changes) writer.write(change);
    plan.script.statements = writer.take();
    return plan;
}

Script rename_script(const Schema& from, const Schema& to) {
    const diff::Renames renames = diff::find_renames(from, to);
    const diff::RenamedSchema after(renames, from);
    const std::set<ObjectName> none;
    Writer writer(after.get(), to, renames, none, Direction::up);
    for (const diff::Change& change : diff::order(diff::changes_of(renames, from))) writer.write(change);
    return {writer.take(), true};
}

Script create_script(const Schema& schema) {
    Schema nothing;
    nothing.dialect = schema.dialect;
    return postgres::plan(nothing, schema, Direction::up).script;
}

}  // namespace retort::emit::postgres
