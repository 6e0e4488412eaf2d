#include "plan/recreate.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "diff/type_parts.hpp"
#include "plan/dependents.hpp"
#include "plan/partitioned_indexes.hpp"
#include "plan/postgres/alterations.hpp"
#include "plan/postgres/partition_key.hpp"
#include "plan/postgres/survival.hpp"
#include "plan/recreate_set.hpp"
#include "plan/recreated_steps.hpp"
#include "plan/view_columns.hpp"
#include "plan/worklist.hpp"
#include "schema/closure.hpp"
#include "schema/data_type.hpp"
#include "schema/same_state.hpp"

namespace retort::plan {

namespace {

/// True if only length or precision differ: most dependents of the column survive that.
bool same_base(const Type& from, const Type& to) {
    return from.user_type == to.user_type && from.array == to.array && same_but_for_modifier(from.sql, to.sql);
}

class Recreator {
public:
    Recreator(Steps changes, const Schema& from, const Schema& to)
        : recreate_set_(std::move(changes)), from_(from), to_(to), partitioned_(from, to) {}

    Steps run(const std::set<ColumnKey>& retyped) {
        const Worklist worklist = worklist_of(retyped);
        reject_partition_keys(worklist);
        if (!worklist.impacts.empty())
            recreate_dependents_on(recreate_set_, partitioned_, worklist, dependents(), from_, to_);
        // After all keys are known: nothing depends on a foreign key, and it depends on keys that any pass before may
        // drop.
        recreate_foreign_keys(recreate_set_, affected_columns(worklist), from_, to_);
        partitioned_.remove_attached_alterations(recreate_set_);
        recreate_set_.changes.insert(recreate_set_.changes.end(), std::make_move_iterator(recreate_set_.added.begin()),
                                     std::make_move_iterator(recreate_set_.added.end()));
        return std::move(recreate_set_.changes);
    }

    std::set<ObjectName> blocked_types(const std::set<ColumnKey>& retyped) {
        std::set<ObjectName> types;
        for (const Impacted& changed : worklist_of(retyped).impacts) {
            const ObjectKindInfo& kind = info(changed.object.kind);
            const bool is_recreated = changed.impact == Impact::recreated && (kind.routine || kind.own_namespace);
            if (!is_recreated && changed.impact != Impact::reshaped) continue;
            for (const std::size_t number : dependents().of(changed.object)) {
                const Dependent& dependent = dependents().list()[number];
                if (dependent.kind != DependentKind::type) continue;
                const Definition& type = *std::get<const Definition*>(dependent.object);
                const bool is_blocked = is_recreated || (type.kind == ObjectKind::domain &&
                                                         postgres::has_constant_of(type.sql, changed.object.name));
                if (is_blocked && diff::find_type(to_, type.name)) types.insert(type.name);
            }
        }
        return types;
    }

private:
    /// Splits the changes that can't be made in place, and closes the impacts of all changes.
    Worklist worklist_of(const std::set<ColumnKey>& retyped) {
        note_columns(retyped);
        split_definitions(retyped);
        partitioned_.split_altered(recreate_set_);
        note_objects();
        return seeds_.empty() ? Worklist{} : close(std::move(seeds_), dropped_, dependents(), from_, to_);
    }

    /// A partition key can't be altered (PostgreSQL, ALTER TABLE), and the old table of a rebuild keeps it.
    void reject_partition_keys(const Worklist& worklist) const {
        for (const auto& [name, table] : from_.tables) {
            if (table.partition_by.empty() || !to_.find_table(name)) continue;
            for (const Dependency& each : table.depends_on.list) {
                const ObjectId& used = each.object;
                const auto is_recreated = [&](const Impacted& changed) {
                    if (changed.impact != Impact::recreated) return false;
                    return info(used.kind).own_namespace
                               ? changed.object == used
                               : info(used.kind).routine && info(changed.object.kind).routine &&
                                     changed.object.name == used.name;
                };
                if (std::none_of(worklist.impacts.begin(), worklist.impacts.end(), is_recreated)) continue;
                postgres::reject_partition_key(name, table.partition_by, each.object);
            }
        }
    }

    const Dependents& dependents() {
        if (!dependents_) dependents_.emplace(from_, to_);
        return *dependents_;
    }

    void note(ObjectId object, Impact impact) { seeds_.insert({std::move(object), impact}); }

    /// Notes the columns whose type, collation, NOT NULL or expression changes.
    void note_columns(const std::set<ColumnKey>& retyped) {
        for (const auto& [table, column] : retyped) {
            // A generated column can't be retyped with USING (ALTER TABLE), so it is dropped and added.
            const Column& old_column = *from_.tables.at(table).find_column(column);
            const bool computed = to_.tables.at(table).find_column(column)->generated ||
                                  (old_column.generated && !old_column.generated->stored);
            note(column_id(table, column), computed ? Impact::recreated : Impact::retyped);
        }
        for (const Step& change : recreate_set_.changes) {
            const auto* alter = std::get_if<diff::AlterColumn>(&change);
            if (!alter || alter->from.name != alter->to.name) continue;
            const ObjectId column = column_id(alter->table, alter->to.name);
            if (alter->from.collation != alter->to.collation) note(column, Impact::recollated);
            if (!alter->from.nullable && alter->to.nullable) note(column, Impact::nullable);
            const bool expression_stays =
                alter->from.generated == alter->to.generated || (alter->from.generated && !alter->to.generated);
            if (!expression_stays)
                note(column, Impact::recreated);
            else if (alter->from.type != alter->to.type)
                note(column, same_base(alter->from.type, alter->to.type) ? Impact::resized : Impact::retyped);
        }
    }

    /// Notes the objects that are dropped and created again: their dependents must be released in between.
    void note_objects() {
        for (const Steps* list : {&recreate_set_.changes, &recreate_set_.added})
            for (const Step& change : *list) {
                if (const auto* drop = std::get_if<diff::DropDefinition>(&change))
                    note_dropped(drop->from);
                else if (const auto* table = std::get_if<diff::DropTable>(&change))
                    note(table_id(table->from.name), Impact::recreated);
                else if (const auto* type = std::get_if<RebuildType>(&change))
                    note(id_of(type->to), Impact::recreated);
                else if (const auto* dropped = std::get_if<diff::DropEnum>(&change))
                    note(id_of(dropped->from), Impact::recreated);
                else if (const auto* alter = std::get_if<diff::AlterDefinition>(&change))
                    note_attributes(*alter);
                else if (const auto* create = std::get_if<diff::CreateDefinition>(&change);
                         create && create->to.kind == ObjectKind::cast)
                    note(id_of(create->to), Impact::recreated);
                else if (const auto* column = std::get_if<diff::DropColumn>(&change))
                    note_row_type(column->table);
                else if (const auto* retyped = std::get_if<diff::AlterColumn>(&change);
                         retyped && retyped->from.type != retyped->to.type)
                    note_row_type(retyped->table);
            }
    }

    /// Notes the type of a table's rows, whose values in expressions lose the dropped column.
    void note_row_type(const ObjectName& table) { note({ObjectKind::composite, table, {}}, Impact::reshaped); }

    /// True if the two casts convert alike: an expression that uses the one is stored as one that uses the other.
    static bool converts_alike(const Definition& from, const Definition& to) {
        const auto conversion = [](const std::string& sql) {
            const std::size_t context = std::min(sql.rfind(" AS ASSIGNMENT"), sql.rfind(" AS IMPLICIT"));
            return std::string_view(sql).substr(0, context);
        };
        return from.kind == ObjectKind::cast && conversion(from.sql) == conversion(to.sql);
    }

    void note_dropped(const Definition& dropped) {
        dropped_.insert(id_of(dropped));
        const ObjectKindInfo& kind = info(dropped.kind);
        // A routine can depend on a transform that its text does not name (plan/effect_parts.cpp, dropped_transforms).
        if (dropped.kind == ObjectKind::transform) note(id_of(dropped), Impact::recreated);
        // No object references a trigger or a policy, for example; a table may have the same name.
        if (!kind.relation && !kind.in_expressions) return;
        // Without a cast, the same text converts in another way.
        if (kind.own_namespace) {
            const auto after = to_.definitions.find(id_of(dropped));
            const bool is_made_again = after != to_.definitions.end();
            if (is_made_again ? !converts_alike(dropped, after->second) : dropped.kind == ObjectKind::cast)
                note(id_of(dropped), Impact::recreated);
            return;
        }
        // A relation may be created again as another kind: a view as a table, for example. A function may be created
        // again with other arguments: its callers are bound to the dropped one.
        const bool is_recreated = dropped.kind == ObjectKind::view ||
                                  (is_routine(dropped) && has_routine(dropped.name)) ||
                                  dropped.kind == ObjectKind::materialized_view || diff::find_type(to_, dropped.name) ||
                                  to_.enums.contains(dropped.name) || to_.definitions.contains(id_of(dropped));
        if (is_recreated) note(id_of(dropped), Impact::recreated);
        if (ObjectName sets = diff::multirange_of(dropped); !sets.empty())
            note({ObjectKind::range, std::move(sets), {}}, Impact::recreated);
    }

    static bool is_routine(const Definition& each) { return info(each.kind).routine; }

    bool has_routine(const ObjectName& name) const {
        return std::any_of(to_.definitions.begin(), to_.definitions.end(),
                           [&](const auto& each) { return is_routine(each.second) && each.second.name == name; });
    }

    /// Notes the attributes of a composite type that are dropped or altered in place. Values of the type in expressions
    /// lose them, even if the type gets them again with another type or position.
    void note_attributes(const diff::AlterDefinition& alter) {
        if (alter.from.kind != ObjectKind::composite) return;
        const std::vector<diff::Attribute> after = diff::attributes_of(alter.to);
        for (const diff::Attribute& each : diff::attributes_of(alter.from))
            if (std::find(after.begin(), after.end(), each) == after.end()) {
                note(column_id(alter.from.name, each.name), Impact::recreated);
                note(id_of(alter.from), Impact::reshaped);
            }
    }

    /// Recreates changed definitions that can't be replaced in place.
    void split_definitions(const std::set<ColumnKey>& retyped) {
        Steps kept;
        for (Step& change : recreate_set_.changes) {
            const auto* alter = std::get_if<diff::AlterDefinition>(&change);
            const auto is_replaced = [&] {
                return is_replaceable_view(*alter) || (is_replaceable(alter->from, alter->to) &&
                                                       postgres::links_follow(alter->from, alter->to, from_, to_));
            };
            if (!alter || (is_replaced() && !spans_retyping(*alter, retyped))) {
                kept.push_back(std::move(change));
                continue;
            }
            recreate_set_.added.push_back(diff::DropDefinition{alter->from});
            recreate_set_.added.push_back(diff::CreateDefinition{alter->to});
        }
        recreate_set_.changes = std::move(kept);
    }

    /// True if a column is retyped after the old definition is released and before the new one can be created: the old
    /// one uses a dropped generated column that reads it, the new one the column itself or another that reads it.
    bool spans_retyping(const diff::AlterDefinition& alter, const std::set<ColumnKey>& retyped) const {
        const auto reads = [](const Column& column, const std::string& name) {
            const std::vector<std::string> columns = column.depends_on.columns();
            return column.generated && std::find(columns.begin(), columns.end(), name) != columns.end();
        };
        return alter.from.depends_on.any([&](const ObjectId& used) {
            const Table *before = from_.find_table(used.name), *after = to_.find_table(used.name);
            const Column* old = before ? before->find_column(used.sub) : nullptr;
            if (used.kind != ObjectKind::column || !after || !old || after->find_column(used.sub)) return false;
            return std::any_of(before->columns.begin(), before->columns.end(), [&](const Column& column) {
                const Column* made = after->find_column(column.name);
                const bool changes = made && (made->type != column.type || made->collation != column.collation ||
                                              retyped.contains({used.name, column.name}));
                return changes && reads(*old, column.name) && alter.to.depends_on.any([&](const ObjectId& each) {
                    const Column* other = each.name == used.name ? after->find_column(each.sub) : nullptr;
                    return other && (each.sub == column.name || reads(*other, column.name));
                });
            });
        });
    }

    /// A view that a materialized view depends on is not replaced: the materialized view stores the old view's rows, so
    /// both are recreated.
    bool is_replaceable_view(const diff::AlterDefinition& alter) {
        return info(alter.to.kind).replacement == Replacement::same_columns &&
               same_state(alter.from.indexes, alter.to.indexes) && keeps_columns(alter.from.sql, alter.to.sql) &&
               !is_stored_by_others(id_of(alter.to));
    }

    bool is_stored_by_others(const ObjectId& view) {
        bool stored = false;
        closure(std::set<ObjectId>{view}, [&](const ObjectId& visited, const auto& reach) {
            for (const std::size_t number : dependents().of(visited)) {
                const Dependent& dependent = dependents().list()[number];
                if (dependent.kind != DependentKind::view) continue;
                const ObjectId id = id_of(*std::get<const Definition*>(dependent.object));
                stored = stored || id.kind == ObjectKind::materialized_view;
                reach(id);
            }
        });
        return stored;
    }

    RecreateSet recreate_set_;
    const Schema& from_;
    const Schema& to_;
    const PartitionedIndexes partitioned_;
    std::optional<Dependents> dependents_;
    std::set<Impacted> seeds_;    ///< the impacts of the changes
    std::set<ObjectId> dropped_;  ///< definitions that the changes drop
};

/// The first two lines of pg_get_functiondef: name with arguments, and result.
std::string_view head(const std::string& sql) {
    const std::size_t first = sql.find('\n');
    if (first == std::string::npos) return sql;
    return std::string_view(sql).substr(0, sql.find('\n', first + 1));
}

}  // namespace

bool is_replaceable(const Definition& from, const Definition& to) {
    if (from.sql == to.sql && same_state(from.indexes, to.indexes)) return true;
    switch (info(from.kind).replacement) {
        case Replacement::same_signature: return head(from.sql) == head(to.sql);
        case Replacement::in_place: return true;
        case Replacement::alterations: return postgres::alterable(from, to);
        case Replacement::same_columns:
        case Replacement::never: return false;
    }
    return false;
}

std::set<ObjectName> types_on_recreated(Steps changes, const Schema& from, const Schema& to,
                                        const std::set<ColumnKey>& retyped) {
    return Recreator(std::move(changes), from, to).blocked_types(retyped);
}

Steps recreate_dependents(Steps changes, const Schema& from, const Schema& to, const std::set<ColumnKey>& retyped) {
    return Recreator(std::move(changes), from, to).run(retyped);
}

}  // namespace retort::plan
