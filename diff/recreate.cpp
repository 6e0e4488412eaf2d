#include "diff/recreate.hpp"

#include <algorithm>
#include <map>
#include <string_view>

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

/// Columns whose dependents must go, of one table.
struct Affected {
    std::set<std::string> retyped;  ///< in place, to a type of another kind
    std::set<std::string> resized;  ///< in place, the same kind of type
    std::set<std::string> rebuilt;  ///< dropped and added
};

class Recreator {
public:
    Recreator(std::vector<Change> changes, const Schema& from, const Schema& to)
        : changes_(std::move(changes)), from_(from), to_(to) {}

    std::vector<Change> run(const std::set<ColumnKey>& retyped) {
        collect(retyped);
        for (auto& [table, columns] : affected_) spread_to_generated(table, columns);
        replace_rebuilt_columns();
        for (const auto& [table, columns] : affected_) recreate_in(table, columns);
        recreate_foreign_keys();
        split_definitions();
        recreate_definitions();
        if (added_.empty()) return std::move(changes_);
        changes_.insert(changes_.end(), added_.begin(), added_.end());
        return std::move(changes_);
    }

private:
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
            const bool expression_stays =
                alter->from.generated == alter->to.generated || (alter->from.generated && !alter->to.generated);
            if (!expression_stays) affected_[alter->table].rebuilt.insert(alter->to.name);
            else if (alter->from.type != alter->to.type || alter->from.collation != alter->to.collation)
                (same_base(alter->from.type, alter->to.type) ? affected_[alter->table].resized
                                                             : affected_[alter->table].retyped)
                    .insert(alter->to.name);
        }
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
            for (const std::string& column : columns.rebuilt) {
                std::erase_if(changes_, [&, table = name](const Change& change) {
                    const auto* alter = std::get_if<AlterColumn>(&change);
                    return alter && alter->table == table && alter->to.name == column && alter->from.name == column;
                });
                added_.push_back(DropColumn{name, *from_.find_table(name)->find_column(column)});
                added_.push_back(AddColumn{name, *to_.find_table(name)->find_column(column)});
            }
        }
    }

    void recreate_in(const ObjectName& name, const Affected& columns) {
        const Table* table = from_.find_table(name);
        if (!table || !to_.find_table(name)) return;
        const auto reads = [&](const std::vector<std::string>& list) {
            return has(list, columns.retyped) || has(list, columns.rebuilt);
        };
        for (const Check& each : table->checks)
            if (reads(*each.reads)) constraint(name, each);
        for (const Exclusion& each : table->exclusions)
            if (reads(*each.reads)) constraint(name, each);
        for (const Unique& each : table->uniques)
            if (has(each.columns, columns.rebuilt) || has(each.include, columns.rebuilt)) constraint(name, each);
        if (table->primary_key && has(table->primary_key->columns, columns.rebuilt))
            constraint(name, *table->primary_key);
        for (const Index& each : table->indexes) {
            const bool in_parts = std::any_of(each.parts.begin(), each.parts.end(), [&](const IndexPart& part) {
                return columns.rebuilt.contains(part.column);
            });
            if (reads(*each.reads) || in_parts || has(each.include, columns.rebuilt)) index(name, each);
        }
    }

    /// Foreign keys whose columns change, or that rest upon a key that goes: PostgreSQL binds
    /// a foreign key to one index, even where another one would serve.
    void recreate_foreign_keys() {
        const std::set<Key> gone = dropped_keys();
        if (affected_.empty() && gone.empty()) return;
        const auto touched = [&](const ObjectName& table, const std::vector<std::string>& columns) {
            const auto found = affected_.find(table);
            return found != affected_.end() &&
                   (has(columns, found->second.retyped) || has(columns, found->second.rebuilt));
        };
        for (const auto& [name, table] : from_.tables) {
            if (!to_.find_table(name)) continue;
            for (const ForeignKey& key : table.foreign_keys)
                if (touched(name, key.columns) || touched(key.table, key.references) ||
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
            if (!alter || can_replace(alter->from, alter->to)) {
                kept.push_back(std::move(change));
                continue;
            }
            added_.push_back(DropDefinition{alter->from});
            added_.push_back(CreateDefinition{alter->to});
        }
        changes_ = std::move(kept);
    }

    /// Views, triggers, policies and the like that read a column whose type changes or what is
    /// itself dropped and made anew; and then what reads those.
    void recreate_definitions() {
        std::set<DefinitionKey> gone;
        std::set<ObjectName> renewed;
        const auto note = [&](const Definition& dropped) {
            gone.insert(key_of(dropped));
            // A relation may come back as one of another kind: a view as a table, say.
            const bool relation =
                dropped.kind == DefinitionKind::view || dropped.kind == DefinitionKind::materialized_view;
            if (relation || to_.definitions.contains(key_of(dropped))) renewed.insert(dropped.name);
        };
        for (const std::vector<Change>* list : {&changes_, &added_})
            for (const Change& change : *list)
                if (const auto* drop = std::get_if<DropDefinition>(&change)) note(drop->from);
                else if (const auto* table = std::get_if<DropTable>(&change)) renewed.insert(table->from.name);
        if (affected_.empty() && renewed.empty()) return;
        for (bool found = true; found;) {
            found = false;
            for (const auto& [key, definition] : from_.definitions) {
                const auto after = to_.definitions.find(key);
                if (gone.contains(key) || after == to_.definitions.end()) continue;
                if (!in_the_way(definition, renewed)) continue;
                std::erase_if(changes_, [&, wanted = key](const Change& change) {
                    const auto* alter = std::get_if<AlterDefinition>(&change);
                    return alter && key_of(alter->to) == wanted;
                });
                added_.push_back(DropDefinition{definition});
                added_.push_back(CreateDefinition{after->second});
                note(definition);
                found = true;
            }
        }
    }

    bool in_the_way(const Definition& definition, const std::set<ObjectName>& renewed) const {
        if (renewed.contains(definition.table)) return true;
        return std::any_of(definition.reads->begin(), definition.reads->end(), [&](const Reference& reference) {
            if (renewed.contains(reference.object)) return true;
            const auto found = affected_.find(reference.object);
            if (found == affected_.end() || definition.kind == DefinitionKind::statistics) return false;
            const Affected& columns = found->second;
            return columns.retyped.contains(reference.column) || columns.resized.contains(reference.column) ||
                   columns.rebuilt.contains(reference.column);
        });
    }

    /// CREATE OR REPLACE does for a function whose result stays the same
    /// (PostgreSQL, CREATE FUNCTION), and for comments alone.
    static bool can_replace(const Definition& from, const Definition& to) {
        if (from.sql == to.sql && from.indexes == to.indexes) return true;
        if (from.kind != DefinitionKind::function && from.kind != DefinitionKind::procedure) return false;
        return head(from.sql) == head(to.sql);
    }

    /// The first two lines of pg_get_functiondef: name with arguments, and result.
    static std::string_view head(const std::string& sql) {
        const std::size_t first = sql.find('\n');
        if (first == std::string::npos) return sql;
        return std::string_view(sql).substr(0, sql.find('\n', first + 1));
    }

    /// Drop and add, unless the constraint is dropped or altered already.
    template <class T>
    void constraint(const ObjectName& table, const T& each) {
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
    std::map<ObjectName, Affected> affected_;
};

}  // namespace

std::vector<Change> recreate_dependents(std::vector<Change> changes, const Schema& from, const Schema& to,
                                        const std::set<ColumnKey>& retyped) {
    return Recreator(std::move(changes), from, to).run(retyped);
}

}  // namespace retort::diff
