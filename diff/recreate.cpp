#include "diff/recreate.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

#include "diff/compare_table.hpp"
#include "diff/partitions.hpp"
#include "diff/structure.hpp"
#include "diff/type_parts.hpp"
#include "diff/view_columns.hpp"

namespace retort::diff {

namespace {

bool has(const std::vector<std::string>& list, const std::set<std::string>& wanted) {
    return std::any_of(list.begin(), list.end(), [&](const std::string& each) { return wanted.contains(each); });
}

/// The type's name without modifiers: "character varying" of "character varying(20)".
std::string_view base(const Type& type) {
    const std::string_view sql = type.sql;
    return sql.substr(0, sql.find('('));
}

/// A change of length or precision alone: what reads the column survives it as it is.
bool same_base(const Type& from, const Type& to) {
    return from.user_type == to.user_type && from.array == to.array && base(from) == base(to);
}

/// The server builds a check or an index anew for the new length of a column, from its own print of it, and reads
/// the cast of an array as one of each element then: `(ARRAY[…])::text[]` does not come back.
bool reads_back_otherwise(const std::string& sql) { return sql.find("(ARRAY[") != std::string::npos && sql.find("])::") != std::string::npos; }

/// Columns whose dependents must go, of one table.
struct Affected {
    std::set<std::string> retyped;  ///< in place, to a type of another kind
    std::set<std::string> resized;  ///< in place, the same kind of type
    std::set<std::string> rebuilt;  ///< dropped and added
    std::set<std::string> recollated;  ///< in place, to another collation: both sides of a foreign key must agree (version 18)
};

class Recreator {
public:
    Recreator(std::vector<Change> changes, const Schema& from, const Schema& to)
        : changes_(std::move(changes)), from_(from), to_(to), below_(from, to) {}

    std::vector<Change> run(const std::set<ColumnKey>& retyped) {
        collect(retyped);
        split_definitions();
        split_partitioned_indexes();
        note_renewed();
        if (affected_.empty() && renewed_.empty() && added_.empty()) {
            recreate_foreign_keys();
        } else {
            spread_to_children();
            // What is made anew can stand below something else, a function below a check, say.
            for (std::size_t known = 0; known != size();) {
                known = size();
                for (const auto& [name, table] : from_.tables)
                    if (const Table* after = to_.find_table(name)) recreate_users(table, *after);
                for (auto& [table, columns] : affected_) spread_to_generated(table, columns);
                for (const auto& [table, columns] : affected_) recreate_in(table, columns);
                recreate_definitions();
            }
            replace_rebuilt_columns();
            recreate_foreign_keys();
        }
        changes_.insert(changes_.end(), std::make_move_iterator(added_.begin()), std::make_move_iterator(added_.end()));
        return std::move(changes_);
    }

private:
    /// Grows with everything that is found to be in the way.
    std::size_t size() const {
        std::size_t found = added_.size() + renewed_.size();
        for (const auto& [table, columns] : affected_)
            found += columns.retyped.size() + columns.resized.size() + columns.rebuilt.size();
        return found;
    }

    void collect(const std::set<ColumnKey>& retyped) {
        for (const auto& [table, column] : retyped) {
            // The type of a generated column can't be altered by way of another (ALTER TABLE, USING).
            const bool computed = from_.tables.at(table).find_column(column)->generated ||
                                  to_.tables.at(table).find_column(column)->generated;
            (computed ? affected_[table].rebuilt : affected_[table].retyped).insert(column);
        }
        for (const Change& change : changes_) {
            const auto* alter = std::get_if<AlterColumn>(&change);
            if (!alter || alter->from.name != alter->to.name) continue;
            if (alter->from.collation != alter->to.collation) affected_[alter->table].recollated.insert(alter->to.name);
            const bool expression_stays =
                alter->from.generated == alter->to.generated || (alter->from.generated && !alter->to.generated);
            if (!expression_stays) affected_[alter->table].rebuilt.insert(alter->to.name);
            else if (alter->from.type != alter->to.type || alter->from.collation != alter->to.collation)
                (same_base(alter->from.type, alter->to.type) ? affected_[alter->table].resized
                                                             : affected_[alter->table].retyped)
                    .insert(alter->to.name);
        }
    }

    /// A column's type changes in the tables below as well.
    void spread_to_children() {
        if (affected_.empty()) return;
        for (const auto& [parent, children] : children_of(from_, to_)) {
            const auto found = affected_.find(parent);
            if (found == affected_.end()) continue;
            const Affected columns = found->second;
            for (const ObjectName& child : children) {
                Affected& below = affected_[child];
                below.retyped.insert(columns.retyped.begin(), columns.retyped.end());
                below.resized.insert(columns.resized.begin(), columns.resized.end());
                for (const std::string& each : columns.rebuilt)
                    if (const Table *before = from_.find_table(child), *after = to_.find_table(child);
                        before && after && comes_with_parent(*before, *after, each, to_))
                        below.rebuilt.insert(each);
            }
        }
    }

    /// What is dropped and comes back, so that nothing of the old one may be in use meanwhile.
    void note_renewed() {
        for (const std::vector<Change>* list : {&changes_, &added_})
            for (const Change& change : *list) {
                if (const auto* drop = std::get_if<DropDefinition>(&change)) note(drop->from);
                else if (const auto* table = std::get_if<DropTable>(&change)) renewed_.insert(table->from.name);
                else if (const auto* type = std::get_if<RebuildType>(&change)) renewed_.insert(name_of(type->to));
                else if (const auto* gone = std::get_if<DropEnum>(&change)) renewed_.insert(gone->from.name);
                else if (const auto* alter = std::get_if<AlterDefinition>(&change)) note_attributes(*alter);
            }
    }

    void note(const Definition& dropped) {
        gone_.insert(key_of(dropped));
        // A relation may come back as one of another kind: a view as a table, say.
        // A function may come back with other arguments: what calls it is bound to the one that goes.
        const bool comes_back = dropped.kind == DefinitionKind::view || (is_routine(dropped) && has_routine(dropped.name)) ||
                                dropped.kind == DefinitionKind::materialized_view || find_type(to_, dropped.name) || to_.enums.contains(dropped.name) ||
                                to_.definitions.contains(key_of(dropped));
        if (comes_back) renewed_.insert(dropped.name);
        if (const ObjectName sets = multirange_of(dropped); !sets.empty()) renewed_.insert(sets);
    }

    static bool is_routine(const Definition& each) {
        return each.kind == DefinitionKind::function || each.kind == DefinitionKind::procedure ||
               each.kind == DefinitionKind::aggregate;
    }

    bool has_routine(const ObjectName& name) const {
        return std::any_of(to_.definitions.begin(), to_.definitions.end(),
                           [&](const auto& each) { return is_routine(each.second) && each.second.name == name; });
    }

    /// What reads an attribute of a composite type that is dropped or altered in place.
    void note_attributes(const AlterDefinition& alter) {
        if (alter.from.kind != DefinitionKind::composite) return;
        const std::vector<Attribute> after = attributes_of(alter.to);
        for (const Attribute& each : attributes_of(alter.from))
            if (std::find(after.begin(), after.end(), each) == after.end()) {
                affected_[alter.from.name].rebuilt.insert(each.name);
                reshaped_.insert(alter.from.name);
            }
    }

    /// A value that an expression holds has lost the attribute that comes back with another type, or in another place.
    bool holds_reshaped(const std::string& sql) const {
        return std::any_of(reshaped_.begin(), reshaped_.end(), [&](const ObjectName& each) {
            return sql.find("'::" + quote(each)) != std::string::npos;
        });
    }

    bool uses_renewed(const Uses& uses) const {
        return !renewed_.empty() && *uses &&
               std::any_of((*uses)->begin(), (*uses)->end(),
                           [&](const ObjectName& each) { return renewed_.contains(each); });
    }

    /// Whatever in a table rests upon a function or type that is made anew.
    void recreate_users(const Table& table, const Table& after) {
        if (renewed_.empty() && reshaped_.empty()) return;
        for (const Column& column : table.columns) {
            const Column* kept = after.find_column(column.name);
            if (kept && column.default_sql && column.default_sql == kept->default_sql && holds_reshaped(*column.default_sql))
                lift_default(table.name, column, *kept);
            if (!kept || !uses_renewed(column.uses)) continue;
            if (column.generated) affected_[table.name].rebuilt.insert(column.name);
            else if (column.default_sql) lift_default(table.name, column, *kept);
        }
        for (const Check& each : table.checks)
            if (uses_renewed(each.uses) || holds_reshaped(each.expression)) constraint(table.name, each);
        for (const Exclusion& each : table.exclusions)
            if (uses_renewed(each.uses)) constraint(table.name, each);
        for (const Index& each : table.indexes)
            if (uses_renewed(each.uses) || holds_reshaped(each.predicate)) index(table.name, each);
    }

    /// The default goes first and comes back last. `below`: while the column changes with a parent's.
    void lift_default(const ObjectName& table, const Column& column, const Column& after, bool below = false) {
        if (lifted_.contains({table, column.name})) return;
        const auto bare = [](Column each) {
            each.default_sql.reset();
            each.uses = {};
            return each;
        };
        const auto found = std::find_if(changes_.begin(), changes_.end(), [&](const Change& change) {
            const auto* alter = std::get_if<AlterColumn>(&change);
            return alter && alter->table == table && alter->from.name == column.name && alter->to.name == column.name;
        });
        if (found == changes_.end()) {
            added_.push_back(AlterColumn{table, bare(after), after});
        } else if (below) {
            auto alter = std::get<AlterColumn>(std::move(*found));
            changes_.erase(found);
            alter.from = bare(std::move(alter.from));
            if (!(alter.from == alter.to)) added_.push_back(std::move(alter));
        } else {
            // Where the default uses nothing but the column's own type, which steps aside, or goes
            // for good, the alteration itself sees to it.
            auto& alter = std::get<AlterColumn>(*found);
            if (!uses_renewed(alter.from.uses) || (!alter.to.default_sql && alter.from.type == alter.to.type)) return;
            alter.from = bare(alter.from);
        }
        lifted_.emplace(table, column.name);
        changes_.insert(changes_.begin(), AlterColumn{table, column, bare(column)});
    }

    /// Generated columns can't read one another, so one round is enough.
    void spread_to_generated(const ObjectName& name, Affected& columns) {
        const Table* before = from_.find_table(name);
        const Table* after = to_.find_table(name);
        if (!before || !after) return;
        for (const Column& column : before->columns) {
            if (!column.generated || !after->find_column(column.name)) continue;
            const auto& reads = *column.generated->reads;
            if (has(reads, columns.retyped) || has(reads, columns.resized) || has(reads, columns.rebuilt))
                columns.rebuilt.insert(column.name);
        }
    }

    void replace_rebuilt_columns() {
        for (const auto& [name, columns] : affected_) {
            const Table *before = from_.find_table(name), *after = to_.find_table(name);
            if (!before || !after) continue;  // the attributes of a composite type
            for (const std::string& column : columns.rebuilt) {
                std::erase_if(changes_, [&, table = name](const Change& change) {
                    const auto* alter = std::get_if<AlterColumn>(&change);
                    return alter && alter->table == table && alter->to.name == column && alter->from.name == column;
                });
                const Column &old_column = *before->find_column(column), &new_column = *after->find_column(column);
                if (comes_with_parent(*before, *after, column, to_)) {
                    if (const Column made = as_added_above(*after, new_column, to_); !(made == new_column))
                        added_.push_back(AlterColumn{name, made, new_column});
                    continue;
                }
                added_.push_back(DropColumn{name, old_column});
                added_.push_back(AddColumn{name, new_column});
            }
        }
    }

    void recreate_in(const ObjectName& name, const Affected& columns) {
        const Table* table = from_.find_table(name);
        if (!table || !to_.find_table(name)) return;
        const auto reads = [&](const std::vector<std::string>& list) {
            return has(list, columns.retyped) || has(list, columns.rebuilt);
        };
        for (const std::string& each : columns.retyped) {
            // A child's default does not follow the parent's column.
            const Column* column = table->find_column(each);
            const Column* after = to_.find_table(name)->find_column(each);
            if (column && after && column->default_sql && comes_with_parent(*table, *to_.find_table(name), each, to_))
                lift_default(name, *column, *after, true);
        }
        recreate_partitioned(name, *table, columns);
        const auto built_otherwise = [&](const std::vector<std::string>& list, const std::string& sql) {
            return has(list, columns.resized) && reads_back_otherwise(sql);
        };
        for (const Check& each : table->checks)
            if (reads(*each.reads) || built_otherwise(*each.reads, each.expression)) constraint(name, each);
        for (const Exclusion& each : table->exclusions)
            if (reads(*each.reads) || built_otherwise(*each.reads, each.definition)) constraint(name, each);
        for (const Unique& each : table->uniques)
            if (has(each.columns, columns.rebuilt) || has(each.include, columns.rebuilt)) constraint(name, each);
        if (table->primary_key && has(table->primary_key->columns, columns.rebuilt))
            constraint(name, *table->primary_key);
        for (const Index& each : table->indexes) {
            const bool in_parts = std::any_of(each.parts.begin(), each.parts.end(), [&](const IndexPart& part) {
                // An operator class, or a method with none for every type, is bound to the type.
                const bool bound = !part.opclass.empty() || (each.method != "btree" && each.method != "hash");
                return columns.rebuilt.contains(part.column) || (bound && columns.retyped.contains(part.column));
            });
            const bool otherwise = built_otherwise(*each.reads, each.predicate) ||
                                   std::any_of(each.parts.begin(), each.parts.end(), [&](const IndexPart& part) {
                                       return built_otherwise(*each.reads, part.expression);
                                   });
            if (reads(*each.reads) || in_parts || has(each.include, columns.rebuilt) || otherwise) index(name, each);
        }
    }

    static bool changes(const std::string& column, const Affected& columns) {
        return columns.retyped.contains(column) || columns.resized.contains(column);
    }
    static bool changes(const std::vector<std::string>& list, const Affected& columns) {
        return std::any_of(list.begin(), list.end(), [&](const std::string& each) { return changes(each, columns); });
    }
    static bool changes(const Index& index, const Affected& columns) {
        return changes(index.include, columns) || changes(*index.reads, columns) ||
               std::any_of(index.parts.begin(), index.parts.end(),
                           [&](const IndexPart& part) { return changes(part.column, columns); });
    }

    /// With a new type of a column the server builds keys and indexes anew, and those of partitions with names of
    /// its own choice; an index gives them its comment besides (PostgreSQL 15, DefineIndex). True where that is not
    /// what is wanted. What would rename those that are there is of no use either way.
    template <class T>
    bool is_lost_below(const ObjectName& parent, const T& part) {
        bool lost = false;
        for (const auto& [table, below] : below_.like(parent, part)) {
            lost |= is_chosen(below, part) || is_lost_below(table->name, part);
            std::erase_if(changes_, [&, &owner = table->name, &wanted = below](const Change& change) {
                if (const auto* alter = std::get_if<AlterIndex>(&change))
                    return alter->table == owner && alter->to.name == wanted.name;
                const auto* alter = std::get_if<AlterConstraint>(&change);
                return alter && alter->table == owner && name_of(alter->to) == wanted.name;
            });
        }
        return lost;
    }

    void recreate_partitioned(const ObjectName& name, const Table& table, const Affected& columns) {
        if (table.partition_by.empty() || below_.empty()) return;
        const auto remake = [&](const auto& each, bool touched) {
            if (touched && is_lost_below(name, each)) constraint(name, each);
        };
        if (const auto& key = table.primary_key) remake(*key, changes(key->columns, columns) || changes(key->include, columns));
        for (const Unique& each : table.uniques) remake(each, changes(each.columns, columns) || changes(each.include, columns));
        for (const Exclusion& each : table.exclusions) remake(each, changes(*each.reads, columns));
        for (const ForeignKey& each : table.foreign_keys) remake(each, changes(each.columns, columns));
        for (const Index& each : table.indexes)
            if (changes(each, columns) && (is_lost_below(name, each) || !each.comment.empty())) index(name, each);
    }

    /// Foreign keys whose columns change, or that rest upon a key that goes: PostgreSQL binds
    /// a foreign key to one index, even where another one would serve.
    void recreate_foreign_keys() {
        const std::set<Key> gone = dropped_keys();
        if (affected_.empty() && gone.empty()) return;
        const auto touched = [&](const ObjectName& table, const std::vector<std::string>& columns) {
            const auto found = affected_.find(table);
            return found != affected_.end() &&
                   (has(columns, found->second.retyped) || has(columns, found->second.rebuilt) ||
                    has(columns, found->second.recollated));
        };
        const auto collated_otherwise = [&](const ObjectName& table, const std::vector<std::string>& columns) {
            const Table *before = from_.find_table(table), *after = to_.find_table(table);
            return after && std::any_of(columns.begin(), columns.end(), [&](const std::string& each) {
                const Column *was = before->find_column(each), *is = after->find_column(each);
                return was && is && was->collation != is->collation;
            });
        };
        // A key's index is built again for a column that it only includes.
        const auto includes_touched = [&](const ForeignKey& key) {
            const Table* parent = from_.find_table(key.table);
            if (!parent || !affected_.contains(key.table)) return false;
            const auto is_it = [&](const auto& one) {
                return std::is_permutation(one.columns.begin(), one.columns.end(), key.references.begin(), key.references.end()) &&
                       (touched(key.table, one.include) || collated_otherwise(key.table, one.include));
            };
            return (parent->primary_key && is_it(*parent->primary_key)) || std::any_of(parent->uniques.begin(), parent->uniques.end(), is_it);
        };
        for (const auto& [name, table] : from_.tables) {
            if (!to_.find_table(name)) continue;
            for (const ForeignKey& key : table.foreign_keys)
                if (touched(name, key.columns) || touched(key.table, key.references) || includes_touched(key) ||
                    gone.contains({key.table, {key.references.begin(), key.references.end()}}))
                    constraint(name, key);
        }
    }

    /// A table and a set of its columns that is unique.
    using Key = std::pair<ObjectName, std::set<std::string>>;

    std::set<Key> dropped_keys() const {
        std::set<Key> keys;
        const auto add = [&](const ObjectName& table, const std::vector<std::string>& columns) {
            keys.emplace(table, std::set<std::string>(columns.begin(), columns.end()));
        };
        for (const std::vector<Change>* list : {&changes_, &added_}) {
            for (const Change& change : *list) {
                if (const auto* drop = std::get_if<DropConstraint>(&change)) {
                    if (const auto* key = std::get_if<PrimaryKey>(&drop->from)) add(drop->table, key->columns);
                    if (const auto* unique = std::get_if<Unique>(&drop->from)) add(drop->table, unique->columns);
                } else if (const auto* index = std::get_if<DropIndex>(&change); index && index->from.unique) {
                    std::vector<std::string> columns;
                    for (const IndexPart& part : index->from.parts) columns.push_back(part.column);
                    add(index->table, columns);
                }
            }
        }
        return keys;
    }

    /// What changes and can't be replaced in place is dropped and made anew.
    void split_definitions() {
        std::vector<Change> kept;
        for (Change& change : changes_) {
            const auto* alter = std::get_if<AlterDefinition>(&change);
            if (!alter || is_replaceable(alter->from, alter->to) || is_replaceable_view(*alter)) {
                kept.push_back(std::move(change));
                continue;
            }
            added_.push_back(DropDefinition{alter->from});
            added_.push_back(CreateDefinition{alter->to});
        }
        changes_ = std::move(kept);
    }

    /// No ALTER INDEX sets storage parameters of a partitioned table's index (PostgreSQL, ALTER INDEX, SET).
    void split_partitioned_indexes() {
        std::vector<std::pair<ObjectName, Index>> anew;
        for (const Change& change : changes_) {
            const auto* alter = std::get_if<AlterIndex>(&change);
            const Table* table = alter && alter->from.storage != alter->to.storage ? from_.find_table(alter->table) : nullptr;
            if (table && !table->partition_by.empty()) anew.push_back(top_of(*table, alter->from));
        }
        for (const auto& [table, each] : anew) index(table, each);
        for (const Change& change : added_)
            if (const auto* create = std::get_if<CreateIndex>(&change)) is_lost_below(create->table, create->to);
    }

    /// The index itself, or the one of a table above that it comes with, and its table.
    std::pair<ObjectName, Index> top_of(const Table& table, const Index& index) const {
        const auto is_it = [&](const Index& each) { return each.name == index.name; };
        const std::vector<Index>& parts = table.from_parent->indexes;
        const Table* above = std::any_of(parts.begin(), parts.end(), is_it) ? from_.find_table(table.partition_of) : nullptr;
        if (above)
            for (const auto* list : {&above->indexes, &above->from_parent->indexes})
                for (const Index& each : *list)
                    if (same_index(each, index)) return top_of(*above, each);
        return {table.name, index};
    }

    /// Where a materialised view rests upon it, everything is made anew, since that holds what the old view gave out.
    bool is_replaceable_view(const AlterDefinition& alter) const {
        return alter.to.kind == DefinitionKind::view && alter.from.indexes == alter.to.indexes &&
               keeps_columns(alter.from.sql, alter.to.sql) && !is_stored_by_others(alter.to.name);
    }

    bool is_stored_by_others(const ObjectName& view) const {
        std::set<ObjectName> seen{view};
        for (std::vector<ObjectName> open{view}; !open.empty();) {
            const ObjectName name = open.back();
            open.pop_back();
            for (const auto& [key, definition] : from_.definitions) {
                const bool stored = definition.kind == DefinitionKind::materialized_view;
                if (!stored && definition.kind != DefinitionKind::view) continue;
                const bool reads = std::any_of(definition.reads->begin(), definition.reads->end(),
                                               [&](const Reference& each) { return each.object == name; });
                if (reads && stored) return true;
                if (reads && seen.insert(definition.name).second) open.push_back(definition.name);
            }
        }
        return false;
    }

    /// Views, triggers, policies and the like that read a column whose type changes or what is
    /// itself dropped and made anew; and then what reads those.
    void recreate_definitions() {
        if (affected_.empty() && renewed_.empty()) return;
        for (const auto& [key, definition] : from_.definitions) {
            const auto after = to_.definitions.find(key);
            if (gone_.contains(key) || after == to_.definitions.end() || is_type(definition.kind)) continue;
            if (!in_the_way(definition)) continue;
            std::erase_if(changes_, [&, wanted = key](const Change& change) {
                const auto* alter = std::get_if<AlterDefinition>(&change);
                return alter && key_of(alter->to) == wanted;
            });
            added_.push_back(DropDefinition{definition});
            added_.push_back(CreateDefinition{after->second});
            note(definition);
        }
    }

    /// Types are seen to by whoever knows how the engine alters them (emit/postgres/type_rebuild.hpp).
    static bool is_type(DefinitionKind kind) {
        return kind == DefinitionKind::domain || kind == DefinitionKind::composite || kind == DefinitionKind::range;
    }

    bool in_the_way(const Definition& definition) const {
        if (renewed_.contains(definition.table)) return true;
        return std::any_of(definition.reads->begin(), definition.reads->end(), [&](const Reference& reference) {
            if (renewed_.contains(reference.object)) return true;
            const auto found = affected_.find(reference.object);
            if (found == affected_.end()) return false;
            const Affected& columns = found->second;
            if (columns.rebuilt.contains(reference.column)) return true;
            // The server makes extended statistics anew by itself, and forgets their target.
            if (definition.kind == DefinitionKind::statistics && definition.sql.find(";\nALTER STATISTICS") == std::string::npos) return false;
            return columns.retyped.contains(reference.column) || columns.resized.contains(reference.column);
        });
    }

    /// Drop and add, unless the constraint is dropped already; what alters it goes along.
    template <class T>
    void constraint(const ObjectName& table, const T& each) {
        for (const Change& change : added_)
            if (const auto* drop = std::get_if<DropConstraint>(&change);
                drop && drop->table == table && is(drop->from, each))
                return;
        T after = each;
        for (auto at = changes_.begin(); at != changes_.end(); ++at) {
            const auto* drop = std::get_if<DropConstraint>(&*at);
            if (drop && drop->table == table && is(drop->from, each)) return;
            const auto* alter = std::get_if<AlterConstraint>(&*at);
            if (!alter || alter->table != table || !is(alter->from, each)) continue;
            after = std::get<T>(alter->to);
            changes_.erase(at);
            break;
        }
        added_.push_back(DropConstraint{table, each});
        added_.push_back(AddConstraint{table, after});
    }

    void index(const ObjectName& table, const Index& each) {
        for (const Change& change : added_)
            if (const auto* drop = std::get_if<DropIndex>(&change);
                drop && drop->table == table && drop->from.name == each.name)
                return;
        Index after = each;
        for (auto at = changes_.begin(); at != changes_.end(); ++at) {
            const auto* drop = std::get_if<DropIndex>(&*at);
            if (drop && drop->table == table && drop->from.name == each.name) return;
            const auto* alter = std::get_if<AlterIndex>(&*at);
            if (!alter || alter->table != table || alter->from.name != each.name) continue;
            after = alter->to;
            changes_.erase(at);
            break;
        }
        added_.push_back(DropIndex{table, each});
        added_.push_back(CreateIndex{table, after});
    }

    template <class T>
    static bool is(const Constraint& constraint, const T& each) {
        const T* same_kind = std::get_if<T>(&constraint);
        return same_kind && *same_kind == each;
    }

    std::vector<Change> changes_;
    std::vector<Change> added_;
    const Schema& from_;
    const Schema& to_;
    const PartsBelow below_;
    std::map<ObjectName, Affected> affected_;
    std::set<ObjectName> renewed_;   ///< functions, types and relations that are made anew
    std::set<ObjectName> reshaped_;  ///< composite types that lose attributes in place
    std::set<DefinitionKey> gone_;   ///< definitions that are dropped
    std::set<ColumnKey> lifted_;     ///< columns whose default steps aside
};

/// The first two lines of pg_get_functiondef: name with arguments, and result.
std::string_view head(const std::string& sql) {
    const std::size_t first = sql.find('\n');
    if (first == std::string::npos) return sql;
    return std::string_view(sql).substr(0, sql.find('\n', first + 1));
}

}  // namespace

bool is_replaceable(const Definition& from, const Definition& to) {
    if (from.sql == to.sql && from.indexes == to.indexes) return true;
    switch (from.kind) {
        case DefinitionKind::function:
        case DefinitionKind::procedure: return head(from.sql) == head(to.sql);
        case DefinitionKind::domain:
        case DefinitionKind::composite: return true;
        default: return false;
    }
}

bool comes_with_parent(const Table& before, const Table& after, const std::string& column, const Schema& to) {
    const Column *old_column = before.find_column(column), *new_column = after.find_column(column);
    if (!old_column || !new_column) return false;
    const std::vector<ObjectName> kept = kept_parents(before, after);
    return std::any_of(kept.begin(), kept.end(), [&](const ObjectName& name) {
        const Table* parent = to.find_table(name);
        return parent ? parent->find_column(column) != nullptr : old_column->inherited && new_column->inherited;
    });
}

std::map<ObjectName, std::set<ObjectName>> children_of(const Schema& from, const Schema& to) {
    std::map<ObjectName, std::set<ObjectName>> children;
    for (const Schema* schema : {&from, &to}) {
        const Schema& other = schema == &from ? to : from;
        const auto add_parents = [&](const Table& table, std::vector<ObjectName>& open) {
            const Table* counterpart = other.find_table(table.name);
            const std::vector<ObjectName> parents = kept_parents(table, counterpart ? *counterpart : table);
            open.insert(open.end(), parents.begin(), parents.end());
        };
        for (const auto& [name, table] : schema->tables) {
            std::set<ObjectName> seen;
            std::vector<ObjectName> open;
            add_parents(table, open);
            while (!open.empty()) {
                const ObjectName parent = open.back();
                open.pop_back();
                const Table* found = schema->find_table(parent);
                if (!found || !seen.insert(parent).second) continue;
                children[parent].insert(name);
                add_parents(*found, open);
            }
        }
    }
    return children;
}

std::vector<Change> recreate_dependents(std::vector<Change> changes, const Schema& from, const Schema& to,
                                        const std::set<ColumnKey>& retyped) {
    return Recreator(std::move(changes), from, to).run(retyped);
}

}  // namespace retort::diff
