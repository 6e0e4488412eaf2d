#include "plan/recreated_steps.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <type_traits>
#include <utility>

#include "diff/compare_table.hpp"
#include "diff/inheritance.hpp"
#include "plan/postgres/survival.hpp"
#include "schema/same_state.hpp"

namespace retort::plan {

namespace {

Column without_default(Column column) {
    column.default_sql.reset();
    column.depends_on = {};
    return column;
}

class Expansion {
public:
    Expansion(RecreateSet& recreate_set, const Worklist& worklist, const Dependents& dependents, const Schema& from,
              const Schema& to)
        : recreate_set_(recreate_set), worklist_(worklist), dependents_(dependents), from_(from), to_(to) {
        for (const auto& [object, impact] : worklist.impacts) {
            if (impact == Impact::reshaped) reshaped_.insert(object.name);
            if (impact == Impact::recreated && object.kind != ObjectKind::column) recreated_.insert(object.name);
        }
    }

    void run(const PartitionedIndexes& partitioned) {
        const std::map<ObjectName, Affected> affected = affected_columns(worklist_);
        std::map<const Table*, std::vector<std::size_t>, ByName> tables;
        std::vector<const Definition*> definitions;
        for (const auto& [name, columns] : affected)
            if (const Table* table = from_.find_table(name); table && to_.find_table(name)) tables[table];
        for (const auto& [number, impacts] : worklist_.dependents) {
            const Dependent& dependent = dependents_.list()[number];
            if (dependent.table)
                tables[dependent.table].push_back(number);
            else
                definitions.push_back(std::get<const Definition*>(dependent.object));
        }
        for (const auto& [table, numbers] : tables) {
            for (const std::size_t number : numbers) recreate_default(number);
            if (const auto columns = affected.find(table->name); columns != affected.end())
                partitioned.recreate(recreate_set_, table->name, *table, columns->second);
            for (const std::size_t number : numbers) recreate_part(dependents_.list()[number]);
        }
        recreate(definitions);
        follow_reshaped_types();
        recreate_set_.changes.insert(recreate_set_.changes.begin(), std::make_move_iterator(first_.rbegin()),
                                     std::make_move_iterator(first_.rend()));
        replace_columns(affected);
    }

private:
    struct ByName {
        bool operator()(const Table* a, const Table* b) const { return a->name < b->name; }
    };

    static bool is_default(const Dependent& dependent) {
        return dependent.kind == DependentKind::default_ || dependent.kind == DependentKind::inherited_default;
    }

    void recreate_default(std::size_t number) {
        const Dependent& dependent = dependents_.list()[number];
        if (!is_default(dependent)) return;
        const std::set<Impact>& impacts = worklist_.dependents.at(number);
        const Column& column = *std::get<const Column*>(dependent.object);
        const ObjectName& table = dependent.table->name;
        const Column& after = *to_.find_table(table)->find_column(column.name);
        const bool loses_value = impacts.contains(Impact::reshaped) && column.default_sql == after.default_sql;
        const bool blocks = impacts.contains(Impact::recreated) || loses_value;
        if (blocks && drop_default(table, column, after, false)) return;
        if (impacts.contains(Impact::retyped)) drop_default(table, column, after, true);
    }

    /// True if a default blocks a change: it depends on an object that is recreated, or contains a value that loses
    /// attributes.
    bool blocks(const Column& column) const {
        const bool uses_recreated = column.depends_on.any([&](const ObjectId& each) {
            if (each.kind == ObjectKind::composite && !each.sub.empty())
                return worklist_.impacts.contains({column_id(each.name, each.sub), Impact::recreated});
            return each.kind != ObjectKind::column && recreated_.contains(each.name);
        });
        return uses_recreated ||
               (column.default_sql && std::any_of(reshaped_.begin(), reshaped_.end(), [&](const ObjectName& each) {
                    return postgres::has_constant_of(*column.default_sql, each);
                }));
    }

    /// True if a default applies a cast that is dropped or created, which its text does not tell.
    bool applies_cast(const Column& column) const {
        return column.depends_on.any(
            [&](const ObjectId& each) { return each.kind == ObjectKind::cast && recreated_.contains(each.name); });
    }

    /// Drops the default first, and sets it again last. `inherited`: the column is retyped with a parent's column.
    /// False if the alteration of the column does both.
    bool drop_default(const ObjectName& table, const Column& column, const Column& after, bool inherited) {
        const auto found = recreate_set_.alteration(table, column.name);
        if (found == recreate_set_.changes.end()) {
            recreate_set_.added.push_back(diff::AlterColumn{table, without_default(after), after});
        } else if (inherited) {
            auto alter = std::get<diff::AlterColumn>(std::move(*found));
            recreate_set_.changes.erase(found);
            alter.from = without_default(std::move(alter.from));
            if (!same_state(alter.from, alter.to)) recreate_set_.added.push_back(std::move(alter));
        } else {
            // The alteration itself handles a default that depends only on the column's type, which is renamed to an
            // interim name, and a default that is not set again.
            auto& alter = std::get<diff::AlterColumn>(*found);
            const bool fills =
                alter.from.nullable && !alter.to.nullable;  // the backfill uses the type's state at that point
            if ((!blocks(alter.from) && !applies_cast(alter.to)) ||
                (!alter.to.default_sql && alter.from.type == alter.to.type && !fills))
                return false;
            alter.from = without_default(std::move(alter.from));
        }
        first_.push_back(diff::AlterColumn{table, column, without_default(column)});
        return true;
    }

    void recreate_part(const Dependent& dependent) {
        std::visit(
            [&](const auto* part) {
                using Part = std::remove_cvref_t<decltype(*part)>;
                if constexpr (!std::is_same_v<Part, Column> && !std::is_same_v<Part, Definition>)
                    recreate_set_.part(dependent.table->name, *part);
            },
            dependent.object);
    }

    void recreate(const std::vector<const Definition*>& definitions) {
        std::set<ObjectId> ids;
        for (const Definition* each : definitions) ids.insert(id_of(*each));
        std::erase_if(recreate_set_.changes, [&](const Step& change) {
            const auto* alter = std::get_if<diff::AlterDefinition>(&change);
            return alter && ids.contains(id_of(alter->to));
        });
        for (const Definition* each : definitions) {
            recreate_set_.added.push_back(diff::DropDefinition{*each});
            recreate_set_.added.push_back(diff::CreateDefinition{to_.definitions.at(id_of(*each))});
        }
    }

    /// An expression with a value of a type that contains a reshaped one is created after that is altered.
    void follow_reshaped_types() {
        std::set<ObjectName> altered;
        for (const Step& change : recreate_set_.changes)
            if (const auto* alter = std::get_if<diff::AlterDefinition>(&change);
                alter && reshaped_.contains(alter->to.name))
                altered.insert(alter->to.name);
        const auto contains_altered = [&](const ObjectId& each) {
            return info(each.kind).type && reshaped_.contains(each.name) && !altered.contains(each.name);
        };
        const auto follow = [&](DependsOn& depends_on) {
            if (!depends_on.any(contains_altered)) return;
            for (const ObjectName& each : altered) depends_on.add({ObjectKind::composite, each, {}});
        };
        for (Step& step : recreate_set_.added) {
            if (auto* alter = std::get_if<diff::AlterColumn>(&step)) follow(alter->to.depends_on);
            if (auto* index = std::get_if<diff::CreateIndex>(&step)) follow(index->to.depends_on);
            if (auto* create = std::get_if<diff::CreateDefinition>(&step)) follow(create->to.depends_on);
            if (auto* add = std::get_if<diff::AddConstraint>(&step)) {
                if (auto* check = std::get_if<Check>(&add->to)) follow(check->depends_on);
                if (auto* exclusion = std::get_if<Exclusion>(&add->to)) follow(exclusion->depends_on);
            }
        }
    }

    /// Drops and adds the recreated columns; a column of a descendant is dropped and added with its parent's.
    void replace_columns(const std::map<ObjectName, Affected>& affected) {
        std::erase_if(recreate_set_.changes, [&](const Step& change) {
            const auto* alter = std::get_if<diff::AlterColumn>(&change);
            if (!alter || alter->from.name != alter->to.name) return false;
            const auto columns = affected.find(alter->table);
            return columns != affected.end() && columns->second.recreated.contains(alter->to.name);
        });
        for (const auto& [name, columns] : affected)
            if (from_.find_table(name) && to_.find_table(name))  // otherwise the attributes of a composite type
                replace_columns(name, columns.recreated);
    }

    void replace_columns(const ObjectName& name, const std::set<std::string>& columns) {
        const Table *before = from_.find_table(name), *after = to_.find_table(name);
        for (const std::string& column : columns) {
            const Column &old_column = *before->find_column(column), &new_column = *after->find_column(column);
            // DROP COLUMN on a parent leaves a column that the child declares too (5.10 Inheritance).
            const bool inherits = diff::is_inherited_column(*before, *after, column, to_);
            if (!inherits || !old_column.inherited) recreate_set_.added.push_back(diff::DropColumn{name, old_column});
            if (!inherits || !new_column.inherited) {
                recreate_set_.added.push_back(diff::AddColumn{name, new_column});
            } else if (const Column made = diff::as_added_by_parent(*after, new_column, to_);
                       !same_state(made, new_column)) {
                recreate_set_.added.push_back(diff::AlterColumn{name, made, new_column});
            }
        }
    }

    RecreateSet& recreate_set_;
    const Worklist& worklist_;
    const Dependents& dependents_;
    const Schema& from_;
    const Schema& to_;
    std::set<ObjectName> recreated_;  ///< functions, types and relations that are recreated
    std::set<ObjectName> reshaped_;   ///< composite types that lose attributes in place
    Steps first_;                     ///< the drops of defaults
};

}  // namespace

std::map<ObjectName, Affected> affected_columns(const Worklist& worklist) {
    std::map<ObjectName, Affected> affected;
    for (const auto& [object, impact] : worklist.impacts) {
        if (object.kind != ObjectKind::column) continue;
        Affected& columns = affected[object.name];
        switch (impact) {
            case Impact::retyped: columns.retyped.insert(object.sub); break;
            case Impact::resized: columns.resized.insert(object.sub); break;
            case Impact::recollated: columns.recollated.insert(object.sub); break;
            case Impact::recreated: columns.recreated.insert(object.sub); break;
            case Impact::nullable:
            case Impact::reshaped: break;
        }
    }
    return affected;
}

void recreate_dependents_on(RecreateSet& recreate_set, const PartitionedIndexes& partitioned, const Worklist& worklist,
                            const Dependents& dependents, const Schema& from, const Schema& to) {
    Expansion(recreate_set, worklist, dependents, from, to).run(partitioned);
}

}  // namespace retort::plan
