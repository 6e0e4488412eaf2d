#include "plan/postgres/table_rebuild.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "diff/attached_indexes.hpp"
#include "diff/free_name.hpp"
#include "diff/part_changes.hpp"
#include "diff/partitions.hpp"
#include "diff/type_parts.hpp"
#include "plan/postgres/old_table.hpp"
#include "plan/postgres/typed_tables.hpp"
#include "schema/closure.hpp"
#include "schema/default_name.hpp"
#include "schema/parts.hpp"
#include "schema/same_state.hpp"

namespace retort::plan::postgres {

namespace {

using Names = std::set<ObjectName>;

/// True if ALTER TABLE can't turn `from` into `to`.
bool must_be_rebuilt(const Table& from, const Table& to, const Names& rebuilt_types) {
    if (from.partition_by != to.partition_by || loses_attribute_order(from, to)) return true;
    if (from.partition_by.empty()) return false;
    const auto is_rebuilt = [&](const ObjectId& each) {
        return each.name != from.of_type && rebuilt_types.contains(each.name);
    };
    if (from.depends_on.any(is_rebuilt)) return true;
    return std::any_of(from.columns.begin(), from.columns.end(), [&](const Column& column) {
        if (!is_in_key(from, column.name)) return false;
        const Column* after = to.find_column(column.name);
        return !after || after->type != column.type || after->collation != column.collation ||
               rebuilt_types.contains(column.type.user_type);
    });
}

/// The ancestors of a partition, the parent first.
std::vector<ObjectName> ancestors_of(const Schema& schema, const ObjectName& name) {
    std::vector<ObjectName> list;
    for (const Table* table = schema.find_table(name); table && !table->partition_of.empty();
         table = schema.find_table(list.back()))
        list.push_back(table->partition_of);
    return list;
}

bool is_descendant(const Schema& schema, const ObjectName& name, const ObjectName& root) {
    const std::vector<ObjectName> list = ancestors_of(schema, name);
    return std::find(list.begin(), list.end(), root) != list.end();
}

std::multimap<ObjectName, ObjectName> partitions_of(const Schema& schema) {
    std::multimap<ObjectName, ObjectName> partitions;
    for (const auto& [name, table] : schema.tables)
        if (!table.partition_of.empty()) partitions.emplace(table.partition_of, name);
    return partitions;
}

/// The objects that are dropped while others of these names are created, and the dropped ones that depend on these or
/// on rebuilt types. Another one that is dropped and not recreated can wait until the rows are moved.
Names dropped_definitions(const Steps& steps, const RebuiltTypes& rebuilt) {
    Names dropped, made, names;
    std::vector<const Definition*> definitions;
    for (const Step& step : steps) {
        if (const auto* drop = std::get_if<diff::DropDefinition>(&step)) {
            definitions.push_back(&drop->from);
            dropped.insert(drop->from.name);
            dropped.insert(diff::multirange_of(drop->from));
        }
        if (const auto* drop = std::get_if<diff::DropEnum>(&step)) dropped.insert(drop->from.name);
        if (const auto* create = std::get_if<diff::CreateDefinition>(&step)) {
            made.insert(create->to.name);
            made.insert(diff::multirange_of(create->to));
        }
        if (const auto* create = std::get_if<diff::CreateEnum>(&step)) made.insert(create->to.name);
        if (const auto* create = std::get_if<diff::CreateTable>(&step)) made.insert(create->to.name);
        if (const auto* create = std::get_if<diff::CreateSequence>(&step)) made.insert(create->to.name);
    }
    made.erase(ObjectName{});
    std::set_intersection(dropped.begin(), dropped.end(), made.begin(), made.end(), std::inserter(names, names.end()));
    for (const auto& [type, interim] : rebuilt.interim) names.insert(type);
    names = closure(std::move(names), [&](const ObjectName& name, const auto& reach) {
        for (const Definition* each : definitions)
            if (each->depends_on.any([&](const ObjectId& object) { return object.name == name; })) reach(each->name);
    });
    // The old table keeps the columns of these, which have interim names.
    for (const auto& [type, interim] : rebuilt.interim) names.erase(type);
    return names;
}

/// True for a table that is a descendant of another rebuilt table, both of the old and of the new one: it is dropped
/// and created with that.
bool cascades(const Schema& from, const Schema& to, const RebuiltTables& rebuilt_tables, const ObjectName& name) {
    const std::vector<ObjectName> ancestors = ancestors_of(from, rebuilt_tables.at(name));
    return std::any_of(rebuilt_tables.begin(), rebuilt_tables.end(), [&](const auto& root) {
        return std::find(ancestors.begin(), ancestors.end(), root.second) != ancestors.end() &&
               is_descendant(to, name, root.first);
    });
}

/// Rebuilds one table with all its descendants.
class TableRebuilder {
public:
    TableRebuilder(Steps& steps, const Schema& from, const Schema& to, const RebuiltTypes& rebuilt,
                   const Names& dropped_definitions)
        : steps_(steps), from_(from), to_(to), rebuilt_(rebuilt), gone_(dropped_definitions) {}

    void run(const ObjectName& name, const ObjectName& interim, const Names& others, const Names& interim_others) {
        Table old = from_.tables.at(interim);
        const Table& made = to_.tables.at(name);
        MoveRows move;
        if (!old.partition_of.empty()) {
            leave(old, ancestors_of(from_, interim));
            keep_parents_keys(old);
            old.partition_of = {};
            old.partition_bound.clear();
        }
        move.to = made;
        add_filled(name, others, move.filled, move.awaited);
        move.dropped.push_back(old);
        add_dropped(interim, interim_others, move.dropped);
        const Names dropped = names_of(move.dropped);
        for (Table& each : move.dropped) {
            strip_old_table(each, made, rebuilt_, *from_.casts, gone_, steps_);
            release_others(each, dropped);
        }
        move.from = move.dropped.front();

        const Names filled(move.filled.begin(), move.filled.end());
        std::erase_if(steps_, [&](const Step& step) {
            const auto* drop = std::get_if<diff::DropTable>(&step);
            const auto* create = std::get_if<diff::CreateTable>(&step);
            const auto* attach = std::get_if<diff::AlterTable>(&step);
            return (drop && dropped.contains(drop->from.name)) || (create && filled.contains(create->to.name)) ||
                   (attach && filled.contains(attach->to.name) && !attach->to.partition_bound.empty());
        });
        // Attached indexes and constraints of partitions with an explicit name or settings are created before the
        // parent's, the deepest first. Local ones are created after them: the server would attach an equivalent index.
        for (const ObjectName& each : move.filled) {
            Steps parts = steps_of(diff::explicit_parts(to_.tables.at(each), to_));
            std::move(parts.begin(), parts.end(), std::back_inserter(steps_));
        }
        for (auto each = move.filled.rbegin(); each != move.filled.rend(); ++each)
            make(to_.tables.at(*each), *each == name, move.from);
        steps_.push_back(std::move(move));
    }

private:
    static Names names_of(const std::vector<Table>& tables) {
        Names names;
        for (const Table& each : tables) names.insert(each.name);
        return names;
    }

    /// Detaches the old table. Foreign keys to its ancestors are recreated: a partition with referenced rows can't be
    /// detached.
    void leave(const Table& old, const std::vector<ObjectName>& ancestors) {
        steps_.push_back(DetachPartition{old, ancestors});
        for (const auto& [name, table] : from_.tables) {
            const Table* after = to_.find_table(name);
            if (!after) continue;
            for (const ForeignKey& key : table.foreign_keys) {
                if (std::find(ancestors.begin(), ancestors.end(), key.table) == ancestors.end()) continue;
                const auto kept = find_same_state(after->foreign_keys, key);
                if (kept == after->foreign_keys.end()) continue;
                const bool is_dropped =
                    std::any_of(steps_.begin(), steps_.end(), [&, table_name = name](const Step& step) {
                        const auto* drop = std::get_if<diff::DropConstraint>(&step);
                        return drop && drop->table == table_name && diff::name_of(drop->from) == key.name;
                    });
                if (is_dropped) continue;
                steps_.push_back(diff::DropConstraint{name, key});
                steps_.push_back(diff::AddConstraint{name, *kept});
            }
        }
    }

    /// A detached table keeps its parent's foreign keys, which reference other tables until it is dropped. Those to old
    /// tables are dropped with the parent's key, before the table is detached.
    void keep_parents_keys(Table& old) const {
        for (const ForeignKey& key : old.from_parent->foreign_keys)
            if (to_.find_table(key.table)) old.foreign_keys.push_back(key);
    }

    /// Adds the descendants of the new table: to `filled` those that are created with it, the deepest first, and to
    /// `awaited` those that are rebuilt separately and attached to it.
    void add_filled(const ObjectName& name, const Names& others, std::vector<ObjectName>& filled,
                    std::vector<ObjectName>& awaited) const {
        for (const auto& [below, table] : to_.tables) {
            const std::vector<ObjectName> ancestors = ancestors_of(to_, below);
            const auto end = std::find(ancestors.begin(), ancestors.end(), name);
            if (end == ancestors.end()) continue;
            const auto apart = [&](const ObjectName& each) { return others.contains(each) || from_.find_table(each); };
            if (others.contains(below)) awaited.push_back(below);
            if (!apart(below) && std::none_of(ancestors.begin(), end, apart)) filled.push_back(below);
        }
        filled.push_back(name);
        const auto depth = [&](const ObjectName& each) { return ancestors_of(to_, each).size(); };
        std::stable_sort(filled.begin(), filled.end(),
                         [&](const auto& a, const auto& b) { return depth(a) > depth(b); });
    }

    /// Adds the descendants of the old table that do not exist afterwards.
    void add_dropped(const ObjectName& parent, const Names& interim_others, std::vector<Table>& dropped) const {
        for (const auto& [name, table] : from_.tables) {
            if (table.partition_of != parent || to_.find_table(name) || interim_others.contains(name)) continue;
            dropped.push_back(table);
            add_dropped(name, interim_others, dropped);
        }
    }

    /// Drops the foreign keys from the old table to other old tables: with keys between them, each would wait for the
    /// other. And its local ones to tables with a column that is retyped, and its copies of its parent's to columns
    /// that are: these changes may have to precede the creation of the new table.
    void release_others(Table& old, const Names& dropped) {
        const auto is_parents = [&](const ForeignKey& key) {
            const std::vector<ForeignKey>& keys = old.from_parent->foreign_keys;
            return std::any_of(keys.begin(), keys.end(), [&](const ForeignKey& each) { return each.name == key.name; });
        };
        std::erase_if(old.foreign_keys, [&](const ForeignKey& key) {
            if (dropped.contains(key.table)) return false;
            const bool is_changed = is_parents(key) ? is_retyped(key.table, key.references) : is_retyped(key.table);
            if (to_.find_table(key.table) && !is_changed) return false;
            steps_.push_back(diff::DropConstraint{old.name, key});
            return true;
        });
    }

    /// True if one of these columns is retyped, or any one of the table if none are given.
    bool is_retyped(const ObjectName& table, const std::vector<std::string>& columns = {}) const {
        return std::any_of(steps_.begin(), steps_.end(), [&](const Step& step) {
            const auto* alter = std::get_if<diff::AlterColumn>(&step);
            return alter && alter->table == table && alter->from.type != alter->to.type &&
                   (columns.empty() || std::find(columns.begin(), columns.end(), alter->from.name) != columns.end());
        });
    }

    /// Creates a new table; its constraints, indexes and row security are added after the rows are moved. `root`: it is
    /// attached to its parent, and so gets the parent's indexes and constraints, after the names of the old table are
    /// free.
    void make(Table table, bool root, const Table& old) {
        Steps added;
        constexpr PartKinds<PrimaryKey, Unique, Exclusion, ForeignKey, Index> later{};
        for_each_part(later, table, [&](auto& each) { added.push_back(diff::creation(table.name, std::move(each))); });
        clear_parts(later, table);
        if (root && !table.partition_of.empty()) {
            steps_.push_back(AttachPartition{table, ancestors_of(to_, table.name)});
            table.partition_bound.clear();
        }
        for (Column& column : table.columns)
            if (old.find_column(column.name)) column.identity.reset();
        if (table.row_security || table.force_row_security) {
            Table secure;
            secure.name = table.name;
            Table bare = secure;
            secure.row_security = std::exchange(table.row_security, false);
            secure.force_row_security = std::exchange(table.force_row_security, false);
            added.push_back(diff::AlterTable{std::move(bare), std::move(secure)});
        }
        steps_.push_back(diff::CreateTable{std::move(table)});
        std::move(added.begin(), added.end(), std::back_inserter(steps_));
    }

    Steps& steps_;
    const Schema& from_;
    const Schema& to_;
    const RebuiltTypes& rebuilt_;
    const Names& gone_;
};

}  // namespace

RebuiltTables tables_to_rebuild(const Schema& from, const Schema& to, const std::set<ObjectName>& rebuilt_types) {
    Names roots, all;
    for (const auto& [name, table] : from.tables) {
        const Table* after = to.find_table(name);
        if (after && !*table.external && !*after->external && must_be_rebuilt(table, *after, rebuilt_types))
            roots.insert(name);
    }
    RebuiltTables rebuilt_tables;
    if (roots.empty()) return rebuilt_tables;
    const auto partitions = partitions_of(from);
    const auto add = [&](const auto& self, const ObjectName& name, const ObjectName& root) -> void {
        const auto [first, last] = partitions.equal_range(name);
        for (auto each = first; each != last; ++each) {
            const ObjectName& child = each->second;
            const bool there = to.find_table(child);
            if (there && !is_descendant(to, child, root)) continue;
            if (there) all.insert(child);
            self(self, child, root);
        }
    };
    for (const ObjectName& root : roots) {
        all.insert(root);
        add(add, root, root);
    }
    for (const ObjectName& name : all) rebuilt_tables.emplace(name, diff::free_name(name, from, to));
    return rebuilt_tables;
}

diff::Renames with_interim_names(diff::Renames renames, const RebuiltTables& rebuilt_tables, const Schema& from,
                                 const Schema& to) {
    const auto rename_to_interim = [](std::map<ObjectName, ObjectName>& names, const ObjectName& name,
                                      const ObjectName& interim) {
        const auto earlier =
            std::find_if(names.begin(), names.end(), [&](const auto& pair) { return pair.second == name; });
        if (earlier == names.end())
            names.emplace(name, interim);
        else
            earlier->second = interim;
    };
    for (const auto& [name, interim] : rebuilt_tables) {
        rename_to_interim(renames.tables, name, interim);
        for (const Column& column : from.tables.at(name).columns) {
            if (!column.identity) continue;
            const std::string& known = *column.identity->sequence;
            const ObjectName sequence{name.schema, known.empty() ? default_name(name.name, column.name, "seq") : known};
            if (to.sequences.contains(sequence))
                rename_to_interim(renames.sequences, sequence, diff::free_name(sequence, from, to));
        }
        if (auto columns = renames.columns.extract(name); !columns.empty()) {
            columns.key() = interim;
            renames.columns.insert(std::move(columns));
        }
    }
    return renames;
}

void rebuild_tables(Steps& steps, const Schema& from, const Schema& to, const RebuiltTables& rebuilt_tables,
                    const RebuiltTypes& rebuilt) {
    const Names gone = dropped_definitions(steps, rebuilt);
    TableRebuilder rebuilder(steps, from, to, rebuilt, gone);
    for (const auto& [name, interim] : rebuilt_tables) {
        if (cascades(from, to, rebuilt_tables, name)) continue;
        Names others, interim_others;
        for (const auto& [other, interim_other] : rebuilt_tables) {
            if (other == name || cascades(from, to, rebuilt_tables, other)) continue;
            others.insert(other);
            interim_others.insert(interim_other);
        }
        rebuilder.run(name, interim, others, interim_others);
    }
}

}  // namespace retort::plan::postgres
