#include "diff/compare.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "diff/attached_indexes.hpp"
#include "diff/compare_table.hpp"
#include "diff/owners.hpp"
#include "diff/privileges.hpp"
#include "diff/rename_steps.hpp"
#include "diff/same_text.hpp"
#include "diff/validated_checks.hpp"
#include "schema/overloaded.hpp"
#include "schema/same_state.hpp"
#include "sql/identifiers.hpp"

namespace retort::diff {

namespace {

/// Walks two maps in parallel, in the order of their keys.
template <class Map, class Dropped, class New, class Both>
void merge(const Map& from, const Map& to, Dropped dropped, New created, Both both) {
    auto a = from.begin();
    auto b = to.begin();
    while (a != from.end() || b != to.end()) {
        if (b == to.end() || (a != from.end() && a->first < b->first))
            dropped((a++)->second);
        else if (a == from.end() || b->first < a->first)
            created((b++)->second);
        else
            both((a++)->second, (b++)->second);
    }
}

/// True for a sequence that is dropped with its owner, the column or its table, without a statement of its own.
bool is_dropped_with_column(const Sequence& sequence, const Schema& to) {
    if (sequence.owner_table.empty()) return false;
    const Table* table = to.find_table(sequence.owner_table);
    return !table || !table->find_column(sequence.owner_column);
}

/// True for the table itself and for its partitions, which are dropped with it.
bool is_in_partition_tree(const Table& table, const ObjectName& root, const Schema& schema) {
    const Table* each = &table;
    while (each && each->name != root) each = schema.find_table(each->partition_of);
    return each != nullptr;
}

/// Sequences that are the default of a column other than their owner, and its copies in partitions.
std::set<ObjectName> drawn_by_others(const Schema& schema) {
    std::set<ObjectName> drawn;
    for (const auto& [name, table] : schema.tables)
        for (const Column& column : table.columns) {
            if (!column.default_sql) continue;
            for (const auto& [id, type] : column.depends_on.list) {
                const auto found =
                    id.kind == ObjectKind::sequence ? schema.sequences.find(id.name) : schema.sequences.end();
                if (found == schema.sequences.end()) continue;
                const Sequence& sequence = found->second;
                if (sequence.owner_column != column.name || !is_in_partition_tree(table, sequence.owner_table, schema))
                    drawn.insert(id.name);
            }
        }
    return drawn;
}

/// Drops a sequence. One that another column uses is released from its owner first: the server rejects dropping
/// the owner otherwise.
void drop_sequence(const Sequence& sequence, const Schema& to, const std::set<ObjectName>& drawn,
                   Differences& changes) {
    const bool is_dropped_with_owner = is_dropped_with_column(sequence, to);
    if (is_dropped_with_owner && !drawn.contains(sequence.name)) return;
    Sequence free = sequence;
    free.owner_table = {};
    free.owner_column.clear();
    if (is_dropped_with_owner) changes.push_back(AlterSequence{sequence, free});
    changes.push_back(DropSequence{is_dropped_with_owner ? free : sequence});
}

/// True if ALTER EXTENSION … UPDATE changes the version. Usually there is no way to an older version.
bool can_update(const Extension& from, const Extension& to) {
    return from.version != to.version &&
           std::find(from.updates.begin(), from.updates.end(), to.version) != from.updates.end();
}

void compare_extensions(const Schema& from, const Schema& to, Differences& changes) {
    merge(
        from.extensions, to.extensions, [&](const Extension& each) { changes.push_back(DropExtension{each}); },
        [&](const Extension& each) { changes.push_back(CreateExtension{each}); },
        [&](const Extension& a, const Extension& b) {
            Extension before = a;
            if (!can_update(a, b)) before.version = b.version;
            before.updates = b.updates;
            if (!same_state(before, b)) changes.push_back(AlterExtension{std::move(before), b});
        });
}

void compare_schema_comments(const Schema& from, const Schema& to, Differences& changes) {
    const auto comment = [](const Schema& schema, const std::string& name) {
        const auto found = schema.schema_comments.find(name);
        return found == schema.schema_comments.end() ? std::string() : found->second;
    };
    const auto there = [&](const std::string& name) { return name.empty() || to.schemas.contains(name); };
    for (const auto& [name, text] : to.schema_comments) {
        const std::string before = name.empty() || from.schemas.contains(name) ? comment(from, name) : "";
        if (there(name) && before != text) changes.push_back(AlterSchema{name, before, text});
    }
    for (const auto& [name, text] : from.schema_comments)
        if (there(name) && comment(to, name).empty()) changes.push_back(AlterSchema{name, text, ""});
}

/// Orders changes of nullability by depth, parents first: a parent's change also applies to its descendants, and a
/// descendant's own change then sets its final state.
void put_parents_first(Differences& changes, const Schema& to) {
    const auto depth = [&](const Change& change) {
        const auto levels_above = [&](const AlterColumn& alter) {
            if (alter.from.nullable == alter.to.nullable) return 0;
            int levels = 0;
            for (const Table* table = to.find_table(alter.table); table; ++levels) {
                const ObjectName& above = table->inherits.empty() ? table->partition_of : table->inherits.front();
                table = above.empty() ? nullptr : to.find_table(above);
            }
            return levels;
        };
        return std::visit(Overloaded{levels_above, [](const auto&) { return 0; }}, change);
    };
    if (std::none_of(changes.begin(), changes.end(), [&](const Change& each) { return depth(each) > 1; })) return;
    std::stable_sort(changes.begin(), changes.end(),
                     [&](const Change& a, const Change& b) { return depth(a) < depth(b); });
}

/// Marks the drops of objects that have interim names: a dropped object is renamed for no other reason.
void mark_interim(Differences& changes, const Renames& renames) {
    const Overloaded mark{
        [&](DropEnum& drop) { drop.interim = is_new_name(renames.enums, drop.from.name); },
        [&](DropSequence& drop) { drop.interim = is_new_name(renames.sequences, drop.from.name); },
        [&](DropTable& drop) { drop.interim = is_new_name(renames.tables, drop.from.name); },
        [&](DropColumn& drop) {
            const auto columns = renames.columns.find(drop.table);
            drop.interim = columns != renames.columns.end() && is_new_name(columns->second, drop.from.name);
        },
        [](auto&) {},
    };
    for (Change& change : changes) std::visit(mark, change);
}

}  // namespace

States::States(const Schema& first, const Schema& second, Renames renames)
    : first_(first),
      renames_(std::move(renames)),
      renamed_(renames_, first),
      valid_from_(renamed_.get(), second, WithValidIndexes::Side::first),
      valid_to_(second, renamed_.get(), WithValidIndexes::Side::second),
      from_(valid_from_.get(), valid_to_.get(), WithLocalParts::Side::first),
      to_(valid_to_.get(), valid_from_.get(), WithLocalParts::Side::second) {}

Differences compare(const Schema& from, const Schema& to) { return compare(from, to, find_renames(from, to)); }

Differences compare(const Schema& from, const Schema& to, const Renames& renames) {
    return compare(States(from, to, renames));
}

Differences compare(const States& states) {
    const Renames& renames = states.renames();
    const Schema &from = states.first(), &renamed = states.from(), &to = states.to();
    Differences changes = changes_of(renames, from);

    for (const std::string& name : to.schemas)
        if (!from.schemas.contains(name)) changes.push_back(CreateSchema{name});
    for (const std::string& name : from.schemas)
        if (!to.schemas.contains(name)) changes.push_back(DropSchema{name});
    compare_schema_comments(from, to, changes);

    compare_extensions(renamed, to, changes);
    merge(
        renamed.enums, to.enums, [&](const Enum& each) { changes.push_back(DropEnum{each}); },
        [&](const Enum& each) { changes.push_back(CreateEnum{each}); },
        [&](const Enum& a, const Enum& b) {
            if (!same_state(a, b)) changes.push_back(AlterEnum{a, b});
        });
    const std::set<ObjectName> drawn = drawn_by_others(renamed);
    merge(
        renamed.sequences, to.sequences, [&](const Sequence& each) { drop_sequence(each, to, drawn, changes); },
        [&](const Sequence& each) { changes.push_back(CreateSequence{each}); },
        [&](const Sequence& a, const Sequence& b) {
            if (!(a == b)) changes.push_back(AlterSequence{a, b});
        });
    std::vector<KeptName> kept;
    const std::set<ObjectName> children_change = tables_with_changed_children(renamed, to);
    merge(
        renamed.tables, to.tables,
        [&](const Table& each) {
            if (!*each.external) changes.push_back(DropTable{each});
        },
        [&](const Table& each) {
            if (*each.external) return;
            if (!is_built_separately(each, to)) return changes.push_back(CreateTable{each});
            const Table alone = as_standalone(each, to);
            Table before, attached;
            before.name = attached.name = each.name;
            attached.partition_of = each.partition_of;
            attached.partition_bound = each.partition_bound;
            changes.push_back(CreateTable{alone});
            changes.push_back(AlterTable{std::move(before), std::move(attached)});
        },
        [&](const Table& a, const Table& b) {
            if (*a.external || *b.external) return;
            compare_table(a, b, renames, changes, kept, renamed, to, children_change.contains(b.name));
        });
    resolve_names(std::move(kept), renamed, to, changes);
    recreate_checks_of_new_children(renamed, to, changes);
    compare_validated_checks(renamed, to, changes);
    merge(
        renamed.definitions, to.definitions, [&](const Definition& each) { changes.push_back(DropDefinition{each}); },
        [&](const Definition& each) { changes.push_back(CreateDefinition{each}); },
        [&](const Definition& a, const Definition& b) {
            if (*a.adopted || *b.adopted || (renames.empty() && same_state(a, b))) return;
            Definition before = a;
            if (!renames.empty()) {
                if (same_after_renames(a, b, renames))
                    before.sql = b.sql;
                else if (a.sql == b.sql)
                    before.sql.clear();  // the engine prints a different text now
            }
            if (!same_state(before, b)) changes.push_back(AlterDefinition{std::move(before), b});
        });
    compare_privileges(renamed, to, changes);
    compare_owners(renamed, to, changes);
    if (!renames.empty()) mark_interim(changes, renames);
    put_parents_first(changes, to);
    return changes;
}

}  // namespace retort::diff
