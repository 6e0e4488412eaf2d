#include "plan/recreate.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

#include "diff/compare_table.hpp"
#include "diff/inheritance.hpp"
#include "diff/type_parts.hpp"
#include "plan/partitioned_indexes.hpp"
#include "plan/view_columns.hpp"
#include "schema/closure.hpp"
#include "schema/data_type.hpp"
#include "schema/parts.hpp"
#include "schema/same_state.hpp"

namespace retort::plan {

namespace {

/// True if only length or precision differ: most dependents of the column survive that.
bool same_base(const Type& from, const Type& to) {
    return from.user_type == to.user_type && from.array == to.array && same_but_for_modifier(from.sql, to.sql);
}

/// True if the server would change the expression when it recreates a check or an index for the new length of a column:
/// it parses the text that it printed, and then turns the cast of an array into casts of its elements, so that
/// `(ARRAY[…])::text[]` is lost.
bool changes_when_reparsed(const std::string& sql) {
    return sql.find("(ARRAY[") != std::string::npos && sql.find("])::") != std::string::npos;
}

/// True if the text, which reads these columns, depends on a type that changes.
bool must_recreate(const std::vector<std::string>& reads, const std::string& sql, const Affected& columns) {
    return has(reads, columns.retyped) || has(reads, columns.rebuilt) ||
           (has(reads, columns.resized) && changes_when_reparsed(sql));
}

/// True if the part must be recreated for these columns.
bool must_recreate(const Check& each, const Affected& columns) {
    return must_recreate(each.depends_on.columns(), each.expression, columns);
}
bool must_recreate(const Exclusion& each, const Affected& columns) {
    return must_recreate(each.depends_on.columns(), each.definition, columns);
}
bool must_recreate(const Unique& each, const Affected& columns) {
    return has(each.columns, columns.rebuilt) || has(each.include, columns.rebuilt);
}
bool must_recreate(const PrimaryKey& each, const Affected& columns) { return has(each.columns, columns.rebuilt); }
bool must_recreate(const Index& each, const Affected& columns) {
    const std::vector<std::string> reads = each.depends_on.columns();
    const bool in_parts = std::any_of(each.parts.begin(), each.parts.end(), [&](const IndexPart& part) {
        // An operator class depends on the type, and so does an access method without a default operator class
        // for every type.
        const bool bound = !part.opclass.empty() || (each.method != "btree" && each.method != "hash");
        return columns.rebuilt.contains(part.column) || (bound && columns.retyped.contains(part.column)) ||
               must_recreate(reads, part.expression, columns);
    });
    return in_parts || must_recreate(reads, each.predicate, columns) || has(each.include, columns.rebuilt);
}

class Recreator {
public:
    Recreator(Steps changes, const Schema& from, const Schema& to)
        : recreate_set_{std::move(changes), {}}, from_(from), to_(to), partitioned_(from, to) {}

    Steps run(const std::set<ColumnKey>& retyped) {
        collect(retyped);
        split_definitions();
        partitioned_.split_altered(recreate_set_);
        note_recreated();
        if (affected_.empty() && recreated_.empty() && recreate_set_.added.empty()) {
            recreate_foreign_keys(recreate_set_, affected_, from_, to_);
        } else {
            spread_to_children();
            // Other objects may depend on a recreated one, for example a check on a function.
            for (std::size_t known = 0; known != size();) {
                known = size();
                for (const auto& [name, table] : from_.tables)
                    if (const Table* after = to_.find_table(name)) recreate_users(table, *after);
                for (auto& [table, columns] : affected_) spread_to_generated(table, columns);
                for (const auto& [table, columns] : affected_) recreate_in(table, columns);
                recreate_definitions();
            }
            replace_rebuilt_columns();
            recreate_foreign_keys(recreate_set_, affected_, from_, to_);
        }
        recreate_set_.changes.insert(recreate_set_.changes.end(), std::make_move_iterator(recreate_set_.added.begin()),
                                     std::make_move_iterator(recreate_set_.added.end()));
        return std::move(recreate_set_.changes);
    }

private:
    /// The number of blocking objects found so far; it grows until the closure is complete.
    std::size_t size() const {
        std::size_t found = recreate_set_.added.size() + recreated_.size();
        for (const auto& [table, columns] : affected_)
            found += columns.retyped.size() + columns.resized.size() + columns.rebuilt.size();
        return found;
    }

    void collect(const std::set<ColumnKey>& retyped) {
        for (const auto& [table, column] : retyped) {
            // A generated column can't be retyped with USING (ALTER TABLE), so it is dropped and added.
            const bool computed = from_.tables.at(table).find_column(column)->generated ||
                                  to_.tables.at(table).find_column(column)->generated;
            (computed ? affected_[table].rebuilt : affected_[table].retyped).insert(column);
        }
        for (const Step& change : recreate_set_.changes) {
            const auto* alter = std::get_if<diff::AlterColumn>(&change);
            if (!alter || alter->from.name != alter->to.name) continue;
            if (alter->from.collation != alter->to.collation) affected_[alter->table].recollated.insert(alter->to.name);
            const bool expression_stays =
                alter->from.generated == alter->to.generated || (alter->from.generated && !alter->to.generated);
            if (!expression_stays)
                affected_[alter->table].rebuilt.insert(alter->to.name);
            else if (alter->from.type != alter->to.type || alter->from.collation != alter->to.collation)
                (same_base(alter->from.type, alter->to.type) ? affected_[alter->table].resized
                                                             : affected_[alter->table].retyped)
                    .insert(alter->to.name);
        }
    }

    /// Adds the columns of descendants: retyping a parent's column retypes theirs.
    void spread_to_children() {
        if (affected_.empty()) return;
        for (const auto& [parent, children] : diff::children_of(from_, to_)) {
            const auto found = affected_.find(parent);
            if (found == affected_.end()) continue;
            const Affected columns = found->second;
            for (const ObjectName& child : children) {
                Affected& inherited = affected_[child];
                inherited.retyped.insert(columns.retyped.begin(), columns.retyped.end());
                inherited.resized.insert(columns.resized.begin(), columns.resized.end());
                for (const std::string& each : columns.rebuilt)
                    if (const Table *before = from_.find_table(child), *after = to_.find_table(child);
                        before && after && diff::is_inherited_column(*before, *after, each, to_))
                        inherited.rebuilt.insert(each);
            }
        }
    }

    /// Notes the objects that are dropped and created again: their dependents must be released in between.
    void note_recreated() {
        for (const Steps* list : {&recreate_set_.changes, &recreate_set_.added})
            for (const Step& change : *list) {
                if (const auto* drop = std::get_if<diff::DropDefinition>(&change))
                    note(drop->from);
                else if (const auto* table = std::get_if<diff::DropTable>(&change))
                    recreated_.insert(table->from.name);
                else if (const auto* type = std::get_if<RebuildType>(&change))
                    recreated_.insert(name_of(type->to));
                else if (const auto* dropped = std::get_if<diff::DropEnum>(&change))
                    recreated_.insert(dropped->from.name);
                else if (const auto* alter = std::get_if<diff::AlterDefinition>(&change))
                    note_attributes(*alter);
            }
    }

    void note(const Definition& dropped) {
        dropped_.insert(id_of(dropped));
        // No object references a trigger or a policy, for example; a table may have the same name.
        if (const ObjectKindInfo& kind = info(dropped.kind); !kind.relation && !kind.in_expressions) return;
        // A relation may be created again as another kind: a view as a table, for example. A function may be created
        // again with other arguments: its callers are bound to the dropped one.
        const bool is_recreated = dropped.kind == ObjectKind::view ||
                                  (is_routine(dropped) && has_routine(dropped.name)) ||
                                  dropped.kind == ObjectKind::materialized_view || diff::find_type(to_, dropped.name) ||
                                  to_.enums.contains(dropped.name) || to_.definitions.contains(id_of(dropped));
        if (is_recreated) recreated_.insert(dropped.name);
        if (const ObjectName sets = diff::multirange_of(dropped); !sets.empty()) recreated_.insert(sets);
    }

    static bool is_routine(const Definition& each) { return info(each.kind).routine; }

    bool has_routine(const ObjectName& name) const {
        return std::any_of(to_.definitions.begin(), to_.definitions.end(),
                           [&](const auto& each) { return is_routine(each.second) && each.second.name == name; });
    }

    /// Notes the attributes of a composite type that are dropped or altered in place: objects that read them are
    /// recreated.
    void note_attributes(const diff::AlterDefinition& alter) {
        if (alter.from.kind != ObjectKind::composite) return;
        const std::vector<diff::Attribute> after = diff::attributes_of(alter.to);
        for (const diff::Attribute& each : diff::attributes_of(alter.from))
            if (std::find(after.begin(), after.end(), each) == after.end()) {
                affected_[alter.from.name].rebuilt.insert(each.name);
                reshaped_.insert(alter.from.name);
            }
    }

    /// True if an expression contains a value of a composite type that loses attributes in place: the value loses them
    /// too, even if the type gets them again with another type or position.
    bool holds_reshaped(const std::string& sql) const {
        return std::any_of(reshaped_.begin(), reshaped_.end(),
                           [&](const ObjectName& each) { return sql.find("'::" + quote(each)) != std::string::npos; });
    }

    /// True if an expression depends on a recreated function, type or collation.
    bool uses_recreated(const DependsOn& depends_on) const {
        return !recreated_.empty() && depends_on.any([&](const ObjectId& each) {
            return each.kind != ObjectKind::column && recreated_.contains(each.name);
        });
    }

    /// Recreates the parts of a table that depend on a recreated function or type.
    void recreate_users(const Table& table, const Table& after) {
        if (recreated_.empty() && reshaped_.empty()) return;
        for (const Column& column : table.columns) {
            const Column* kept = after.find_column(column.name);
            if (kept && column.default_sql && column.default_sql == kept->default_sql &&
                holds_reshaped(*column.default_sql))
                drop_default(table.name, column, *kept);
            if (!kept || !uses_recreated(column.depends_on)) continue;
            if (column.generated)
                affected_[table.name].rebuilt.insert(column.name);
            else if (column.default_sql)
                drop_default(table.name, column, *kept);
        }
        for (const Check& each : table.checks)
            if (uses_recreated(each.depends_on) || holds_reshaped(each.expression))
                recreate_set_.constraint(table.name, each);
        for (const Exclusion& each : table.exclusions)
            if (uses_recreated(each.depends_on)) recreate_set_.constraint(table.name, each);
        for (const Index& each : table.indexes)
            if (uses_recreated(each.depends_on) || holds_reshaped(each.predicate))
                recreate_set_.index(table.name, each);
    }

    /// Drops the default first, and sets it again last. `inherited`: the column is retyped with a parent's column.
    void drop_default(const ObjectName& table, const Column& column, const Column& after, bool inherited = false) {
        if (dropped_defaults_.contains({table, column.name})) return;
        const auto bare = [](Column each) {
            each.default_sql.reset();
            each.depends_on = {};
            return each;
        };
        const auto found =
            std::find_if(recreate_set_.changes.begin(), recreate_set_.changes.end(), [&](const Step& change) {
                const auto* alter = std::get_if<diff::AlterColumn>(&change);
                return alter && alter->table == table && alter->from.name == column.name &&
                       alter->to.name == column.name;
            });
        if (found == recreate_set_.changes.end()) {
            recreate_set_.added.push_back(diff::AlterColumn{table, bare(after), after});
        } else if (inherited) {
            auto alter = std::get<diff::AlterColumn>(std::move(*found));
            recreate_set_.changes.erase(found);
            alter.from = bare(std::move(alter.from));
            if (!same_state(alter.from, alter.to)) recreate_set_.added.push_back(std::move(alter));
        } else {
            // The alteration itself handles a default that depends only on the column's type, which is renamed to an
            // interim name, and a default that is not set again.
            auto& alter = std::get<diff::AlterColumn>(*found);
            const bool blocks = uses_recreated(alter.from.depends_on) ||
                                (alter.from.default_sql && holds_reshaped(*alter.from.default_sql));
            const bool fills =
                alter.from.nullable && !alter.to.nullable;  // the backfill uses the type's state at that point
            if (!blocks || (!alter.to.default_sql && alter.from.type == alter.to.type && !fills)) return;
            alter.from = bare(alter.from);
        }
        dropped_defaults_.emplace(table, column.name);
        recreate_set_.changes.insert(recreate_set_.changes.begin(), diff::AlterColumn{table, column, bare(column)});
    }

    /// Generated columns can't reference one another, so one pass is enough.
    void spread_to_generated(const ObjectName& name, Affected& columns) {
        const Table* before = from_.find_table(name);
        const Table* after = to_.find_table(name);
        if (!before || !after) return;
        for (const Column& column : before->columns) {
            if (!column.generated || !after->find_column(column.name)) continue;
            const std::vector<std::string> reads = column.depends_on.columns();
            if (has(reads, columns.retyped) || has(reads, columns.resized) || has(reads, columns.rebuilt))
                columns.rebuilt.insert(column.name);
        }
    }

    void replace_rebuilt_columns() {
        for (const auto& [name, columns] : affected_) {
            const Table *before = from_.find_table(name), *after = to_.find_table(name);
            if (!before || !after) continue;  // the attributes of a composite type
            for (const std::string& column : columns.rebuilt) {
                std::erase_if(recreate_set_.changes, [&, table = name](const Step& change) {
                    const auto* alter = std::get_if<diff::AlterColumn>(&change);
                    return alter && alter->table == table && alter->to.name == column && alter->from.name == column;
                });
                const Column &old_column = *before->find_column(column), &new_column = *after->find_column(column);
                if (diff::is_inherited_column(*before, *after, column, to_)) {
                    if (const Column made = diff::as_added_by_parent(*after, new_column, to_);
                        !same_state(made, new_column))
                        recreate_set_.added.push_back(diff::AlterColumn{name, made, new_column});
                    continue;
                }
                recreate_set_.added.push_back(diff::DropColumn{name, old_column});
                recreate_set_.added.push_back(diff::AddColumn{name, new_column});
            }
        }
    }

    void recreate_in(const ObjectName& name, const Affected& columns) {
        const Table* table = from_.find_table(name);
        if (!table || !to_.find_table(name)) return;
        for (const std::string& each : columns.retyped) {
            // Retyping a parent's column does not convert the child's default.
            const Column* column = table->find_column(each);
            const Column* after = to_.find_table(name)->find_column(each);
            if (column && after && column->default_sql &&
                diff::is_inherited_column(*table, *to_.find_table(name), each, to_))
                drop_default(name, *column, *after, true);
        }
        partitioned_.recreate(recreate_set_, name, *table, columns);
        for_each_part(PartKinds<Check, Exclusion, Unique, PrimaryKey, Index>{}, *table, [&](const auto& each) {
            if (must_recreate(each, columns)) recreate_set_.part(name, each);
        });
    }

    /// Recreates changed definitions that can't be replaced in place.
    void split_definitions() {
        Steps kept;
        for (Step& change : recreate_set_.changes) {
            const auto* alter = std::get_if<diff::AlterDefinition>(&change);
            if (!alter || is_replaceable(alter->from, alter->to) || is_replaceable_view(*alter)) {
                kept.push_back(std::move(change));
                continue;
            }
            recreate_set_.added.push_back(diff::DropDefinition{alter->from});
            recreate_set_.added.push_back(diff::CreateDefinition{alter->to});
        }
        recreate_set_.changes = std::move(kept);
    }

    /// A view that a materialized view depends on is not replaced: the materialized view stores the old view's rows, so
    /// both are recreated.
    bool is_replaceable_view(const diff::AlterDefinition& alter) const {
        return info(alter.to.kind).replacement == Replacement::same_columns &&
               same_state(alter.from.indexes, alter.to.indexes) && keeps_columns(alter.from.sql, alter.to.sql) &&
               !is_stored_by_others(alter.to.name);
    }

    bool is_stored_by_others(const ObjectName& view) const {
        bool stored = false;
        closure(std::set<ObjectName>{view}, [&](const ObjectName& name, const auto& reach) {
            for (const auto& [id, definition] : from_.definitions) {
                if (id.kind != ObjectKind::view && id.kind != ObjectKind::materialized_view) continue;
                if (!definition.depends_on.any([&](const ObjectId& each) { return each.name == name; })) continue;
                stored = stored || id.kind == ObjectKind::materialized_view;
                reach(definition.name);
            }
        });
        return stored;
    }

    /// Recreates views, triggers, policies and other definitions that read a column whose type changes or a recreated
    /// object; each call adds one level of dependents or more.
    void recreate_definitions() {
        if (affected_.empty() && recreated_.empty()) return;
        for (const auto& [key, definition] : from_.definitions) {
            const auto after = to_.definitions.find(key);
            // Types are handled by the code that knows how the engine alters them (plan/postgres/type_rebuild.hpp).
            if (dropped_.contains(key) || after == to_.definitions.end() || info(definition.kind).type) continue;
            if (!blocks(definition)) continue;
            std::erase_if(recreate_set_.changes, [&, wanted = key](const Step& change) {
                const auto* alter = std::get_if<diff::AlterDefinition>(&change);
                return alter && id_of(alter->to) == wanted;
            });
            recreate_set_.added.push_back(diff::DropDefinition{definition});
            recreate_set_.added.push_back(diff::CreateDefinition{after->second});
            note(definition);
        }
    }

    bool blocks(const Definition& definition) const {
        if (recreated_.contains(definition.table)) return true;
        return definition.depends_on.any([&](const ObjectId& id) {
            if (recreated_.contains(id.name)) return true;
            const auto found = id.kind == ObjectKind::column ? affected_.find(id.name) : affected_.end();
            if (found == affected_.end()) return false;
            const Affected& columns = found->second;
            if (columns.rebuilt.contains(id.sub)) return true;
            // The server recreates extended statistics by itself, but loses their statistics target.
            if (definition.kind == ObjectKind::statistics &&
                definition.sql.find(";\nALTER STATISTICS") == std::string::npos)
                return false;
            return columns.retyped.contains(id.sub) || columns.resized.contains(id.sub);
        });
    }

    RecreateSet recreate_set_;
    const Schema& from_;
    const Schema& to_;
    const PartitionedIndexes partitioned_;
    std::map<ObjectName, Affected> affected_;
    std::set<ObjectName> recreated_;        ///< functions, types and relations that are recreated
    std::set<ObjectName> reshaped_;         ///< composite types that lose attributes in place
    std::set<ObjectId> dropped_;            ///< definitions that are dropped
    std::set<ColumnKey> dropped_defaults_;  ///< columns whose default is dropped temporarily
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
        case Replacement::same_columns:
        case Replacement::never: return false;
    }
    return false;
}

Steps recreate_dependents(Steps changes, const Schema& from, const Schema& to, const std::set<ColumnKey>& retyped) {
    return Recreator(std::move(changes), from, to).run(retyped);
}

}  // namespace retort::plan
