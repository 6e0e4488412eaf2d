#include "plan/recreate_set.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "plan/postgres/survival.hpp"
#include "schema/parts.hpp"
#include "schema/same_state.hpp"

namespace retort::plan {

namespace {

template <class T>
bool is(const diff::Constraint& constraint, const T& each) {
    const T* same_kind = std::get_if<T>(&constraint);
    return same_kind && same_state(*same_kind, each);
}

/// A table and a set of its columns that is unique.
using Key = std::pair<ObjectName, std::set<std::string>>;

std::set<Key> dropped_keys(const RecreateSet& recreate_set) {
    std::set<Key> keys;
    const auto add = [&](const ObjectName& table, const std::vector<std::string>& columns) {
        keys.emplace(table, std::set<std::string>(columns.begin(), columns.end()));
    };
    for (const Steps* list : {&recreate_set.changes, &recreate_set.added}) {
        for (const Step& step : *list) {
            if (const auto* drop = std::get_if<diff::DropConstraint>(&step)) {
                if (const auto* key = std::get_if<PrimaryKey>(&drop->from)) add(drop->table, key->columns);
                if (const auto* unique = std::get_if<Unique>(&drop->from)) add(drop->table, unique->columns);
            } else if (const auto* index = std::get_if<diff::DropIndex>(&step); index && index->from.unique) {
                std::vector<std::string> columns;
                for (const IndexPart& part : index->from.parts) columns.push_back(part.column);
                add(index->table, columns);
            }
        }
    }
    return keys;
}

bool recreates_foreign_keys(const Affected& columns, const std::string& column) {
    const auto recreates = [](Impact impact) {
        return postgres::survival_rule(DependentKind::foreign_key, impact).survival == postgres::Survival::recreate;
    };
    return (columns.retyped.contains(column) && recreates(Impact::retyped)) ||
           (columns.resized.contains(column) && recreates(Impact::resized)) ||
           (columns.recollated.contains(column) && recreates(Impact::recollated)) ||
           (columns.recreated.contains(column) && recreates(Impact::recreated));
}

/// True if the index that the foreign key references is rebuilt for an INCLUDE column: the server drops it for any
/// change of a type, even of its length, and a foreign key that does not reference the column blocks that (PostgreSQL,
/// ALTER TABLE, SET DATA TYPE; tablecmds.c, RememberAllDependentForRebuilding).
bool rebuilds_index(const ForeignKey& key, const Table& parent, const Affected& columns) {
    const auto is_altered = [&](const std::string& each) {
        return columns.retyped.contains(each) || columns.resized.contains(each) || columns.recollated.contains(each) ||
               columns.recreated.contains(each);
    };
    const auto is_it = [&](const std::vector<std::string>& keys, const std::vector<std::string>& include) {
        return std::is_permutation(keys.begin(), keys.end(), key.references.begin(), key.references.end()) &&
               std::any_of(include.begin(), include.end(), is_altered);
    };
    if (any_part(KeyConstraints{}, parent, [&](const auto& each) { return is_it(each.columns, each.include); }))
        return true;
    return std::any_of(parent.indexes.begin(), parent.indexes.end(), [&](const Index& each) {
        std::vector<std::string> keys;
        for (const IndexPart& part : each.parts) keys.push_back(part.column);
        return each.unique && is_it(keys, each.include);
    });
}

}  // namespace

RecreateSet::RecreateSet(Steps steps) : changes(std::move(steps)) {
    for (const Step& step : changes) {
        if (const auto* constraint = std::get_if<diff::DropConstraint>(&step))
            parts_.emplace(constraint->table, diff::name_of(constraint->from));
        else if (const auto* altered = std::get_if<diff::AlterConstraint>(&step))
            parts_.emplace(altered->table, diff::name_of(altered->from));
        else if (const auto* index = std::get_if<diff::DropIndex>(&step))
            parts_.emplace(index->table, index->from.name);
        else if (const auto* changed = std::get_if<diff::AlterIndex>(&step))
            parts_.emplace(changed->table, changed->from.name);
        else if (const auto* column = std::get_if<diff::AlterColumn>(&step))
            columns_.emplace(column->table, column->from.name);
    }
}

template <class T>
void RecreateSet::constraint(const ObjectName& table, const T& each) {
    T after = each;
    if (may_be_known(table, each.name)) {
        for (const Step& step : added)
            if (const auto* drop = std::get_if<diff::DropConstraint>(&step);
                drop && drop->table == table && is(drop->from, each))
                return;
        for (auto at = changes.begin(); at != changes.end(); ++at) {
            const auto* drop = std::get_if<diff::DropConstraint>(&*at);
            if (drop && drop->table == table && is(drop->from, each)) return;
            const auto* alter = std::get_if<diff::AlterConstraint>(&*at);
            if (!alter || alter->table != table || !is(alter->from, each)) continue;
            after = std::get<T>(alter->to);
            changes.erase(at);
            break;
        }
    }
    added.push_back(diff::DropConstraint{table, each});
    added.push_back(diff::AddConstraint{table, after});
}

void RecreateSet::index(const ObjectName& table, const Index& each) {
    Index after = each;
    if (may_be_known(table, each.name)) {
        for (const Step& step : added)
            if (const auto* drop = std::get_if<diff::DropIndex>(&step);
                drop && drop->table == table && drop->from.name == each.name)
                return;
        for (auto at = changes.begin(); at != changes.end(); ++at) {
            const auto* drop = std::get_if<diff::DropIndex>(&*at);
            if (drop && drop->table == table && drop->from.name == each.name) return;
            const auto* alter = std::get_if<diff::AlterIndex>(&*at);
            if (!alter || alter->table != table || alter->from.name != each.name) continue;
            after = alter->to;
            changes.erase(at);
            break;
        }
    }
    added.push_back(diff::DropIndex{table, each});
    added.push_back(diff::CreateIndex{table, after});
}

Steps::iterator RecreateSet::alteration(const ObjectName& table, const std::string& column) {
    if (!columns_.contains({table, column})) return changes.end();
    return std::find_if(changes.begin(), changes.end(), [&](const Step& change) {
        const auto* alter = std::get_if<diff::AlterColumn>(&change);
        return alter && alter->table == table && alter->from.name == column && alter->to.name == column;
    });
}

template void RecreateSet::constraint(const ObjectName&, const PrimaryKey&);
template void RecreateSet::constraint(const ObjectName&, const Unique&);
template void RecreateSet::constraint(const ObjectName&, const Check&);
template void RecreateSet::constraint(const ObjectName&, const ForeignKey&);
template void RecreateSet::constraint(const ObjectName&, const Exclusion&);

void recreate_foreign_keys(RecreateSet& recreate_set, const std::map<ObjectName, Affected>& affected,
                           const Schema& from, const Schema& to) {
    const std::set<Key> gone = dropped_keys(recreate_set);
    if (affected.empty() && gone.empty()) return;
    const auto touched = [&](const ObjectName& table, const std::vector<std::string>& columns) {
        const auto found = affected.find(table);
        return found != affected.end() && std::any_of(columns.begin(), columns.end(), [&](const std::string& each) {
                   return recreates_foreign_keys(found->second, each);
               });
    };
    const auto includes_touched = [&](const ForeignKey& key) {
        const Table* parent = from.find_table(key.table);
        const auto found = affected.find(key.table);
        return parent && found != affected.end() && rebuilds_index(key, *parent, found->second);
    };
    for (const auto& [name, table] : from.tables) {
        if (!to.find_table(name)) continue;
        for (const ForeignKey& key : table.foreign_keys)
            if (touched(name, key.columns) || touched(key.table, key.references) || includes_touched(key) ||
                gone.contains({key.table, {key.references.begin(), key.references.end()}}))
                recreate_set.constraint(name, key);
    }
}

}  // namespace retort::plan
