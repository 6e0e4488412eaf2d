#include "desired/adopt.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <set>
#include <span>

#include "desired/adopted_definitions.hpp"
#include "desired/adopted_partitions.hpp"
#include "diff/renames.hpp"
#include "emit/plan.hpp"
#include "schema/objects.hpp"
#include "schema/parts.hpp"
#include "schema/same_state.hpp"
#include "sql/identifiers.hpp"

namespace retort::desired {

namespace {

template <class T>
void adopt_value(T& desired, const T& live) {
    if (desired == T{}) desired = live;
}

template <class T>
void adopt_index_and_comment(T& desired, const T& live) {
    adopt_value(desired.comment, live.comment);
    if constexpr (requires { desired.index_comment; }) adopt_value(desired.index_comment, live.index_comment);
    if constexpr (requires { desired.tablespace; }) {
        adopt_value(desired.storage, live.storage);
        adopt_value(desired.tablespace, live.tablespace);
    }
    if constexpr (requires { desired.parts; })
        for (std::size_t i = 0; i < std::min(desired.parts.size(), live.parts.size()); ++i)
            adopt_value(desired.parts[i].statistics, live.parts[i].statistics);
}

template <class T>
void adopt_index_and_comment(std::span<T> desired, std::span<const T> live) {
    for (T& each : desired) {
        const auto same = std::find_if(live.begin(), live.end(),
                                       [&](const T& other) { return !each.name.empty() && other.name == each.name; });
        if (same != live.end()) adopt_index_and_comment(each, *same);
    }
}

template <class T>
bool same_but_for_name(T a, T b) {
    a.name = b.name = {};
    a.comment = b.comment = {};
    if constexpr (requires { a.tablespace; }) {
        a.storage = b.storage = {};
        a.tablespace = b.tablespace = {};
    }
    if constexpr (requires { a.index_comment; }) a.index_comment = b.index_comment = {};
    return same_state(a, b);
}

/// A constraint or index that a model does not name keeps the name of its equivalent in the database, so that a plan,
/// the downgrade above all, uses a name that exists.
template <class T>
void adopt_names(std::span<T> desired, std::span<const T> live) {
    std::set<std::string> taken;
    for (const T& each : desired) taken.insert(each.name);
    for (T& each : desired) {
        if (*each.named) continue;
        const bool unchanged = std::any_of(live.begin(), live.end(), [&](const T& other) {
            return other.name == each.name && same_but_for_name(other, each);
        });
        if (unchanged) continue;
        const auto same = std::find_if(live.begin(), live.end(), [&](const T& other) {
            return !other.name.empty() && !taken.contains(other.name) && same_but_for_name(other, each);
        });
        if (same == live.end()) continue;
        each.name = same->name;
        taken.insert(same->name);
    }
}

/// A primary key has no name in SQLite, unless it is explicit.
void adopt_names(std::span<PrimaryKey> desired, std::span<const PrimaryKey> live) {
    if (desired.empty() || live.empty() || *desired.front().named) return;
    if (same_but_for_name(desired.front(), live.front())) desired.front().name = live.front().name;
}

void adopt_names(Table& desired, const Table& live) {
    for_each_part_pair(desired, live, [](auto after, auto before) { adopt_names(after, before); });
}

/// An identity's sequence keeps its comment and its name, with the renames applied.
void adopt_identity_sequences(Table& desired, const Table& live) {
    for (Column& column : desired.columns) {
        const Column* before = column.identity ? live.find_column(column.name) : nullptr;
        if (!before || !before->identity) continue;
        adopt_value(column.identity->comment, before->identity->comment);
        if (*column.identity->named) continue;
        column.identity->sequence = before->identity->sequence;
    }
}

void adopt_settings(Table& desired, const Table& live) {
    adopt_value(desired.storage, live.storage);
    adopt_value(desired.tablespace, live.tablespace);
    adopt_value(desired.access_method, live.access_method);
    adopt_value(desired.clustered_on, live.clustered_on);
    adopt_value(desired.of_type, live.of_type);
    adopt_value(desired.replica_identity, live.replica_identity);
    for (Column& column : desired.columns) {
        const Column* before = live.find_column(column.name);
        if (before && !before->nullable && !column.nullable) adopt_value(column.not_null, before->not_null);
        if (!before || !(before->type == column.type)) continue;
        adopt_value(column.storage, before->storage);
        adopt_value(column.compression, before->compression);
        adopt_value(column.statistics, before->statistics);
        adopt_value(column.options, before->options);
    }
    for_each_part_pair(desired, live, [](auto after, auto before) { adopt_index_and_comment(after, before); });
}

/// True when `table` is a partition or child of a table that stays, and so stays with it.
bool belongs_to_kept(const Table& table, const Schema& live, const Schema& desired) {
    if (!table.partition_of.empty()) {
        const Table *before = live.find_table(table.partition_of), *after = desired.find_table(table.partition_of);
        return after && (!before || keeps_partitions(*before, *after));
    }
    return std::any_of(table.inherits.begin(), table.inherits.end(),
                       [&](const ObjectName& parent) { return desired.tables.contains(parent); });
}

/// The names of all objects that can have privileges.
std::set<ObjectName> names_in(const Schema& schema) {
    std::set<ObjectName> names;
    for_each_object(schema, [&](const ObjectId& id, const auto&) { names.insert(id.name); });
    return names;
}

/// `authoritative` plus the privileges in `live` on objects that are not `declared`, mostly those of other schemas.
template <class Foreign>
Privileges with_privileges_of_others(Privileges authoritative, const Privileges& live,
                                     const std::set<ObjectName>& declared, Foreign foreign) {
    authoritative.compared = live.compared;
    for (const auto& [target, grants] : live.grants) {
        const bool of_schema = target.kind == GrantKind::schema || target.kind >= GrantKind::default_tables;
        const bool others = of_schema ? foreign(ObjectName{target.name.schema, "*"}) : !declared.contains(target.name);
        if (others) authoritative.grants.emplace(target, grants);
    }
    return authoritative;
}

/// The sequences that the defaults of columns read, such as that of a serial column.
std::set<ObjectName> drawn_sequences(const Schema& desired) {
    std::set<ObjectName> names;
    for (const auto& [name, table] : desired.tables)
        for (const Column& column : table.columns)
            if (column.default_sql)
                if (const auto sequence = sql::drawn_sequence(*column.default_sql)) names.insert(*sequence);
    return names;
}

void adopt_sequences_and_types(const Schema& live, const Foreign& foreign, Schema& desired) {
    for (const auto& [name, enum_type] : live.enums)
        if (foreign(name)) desired.enums.emplace(name, enum_type);
    const std::set<ObjectName> drawn = drawn_sequences(desired);
    for (const auto& [name, sequence] : live.sequences)
        if (foreign(name) || drawn.contains(name) || (!desired.sql->authoritative && sequence.owner_table.empty()))
            desired.sequences.emplace(name, sequence);
    for (auto& [name, sequence] : desired.sequences)
        if (const auto before = live.sequences.find(name); before != live.sequences.end())
            adopt_value(sequence.unlogged, before->second.unlogged);
}

/// True for a table that an extension makes at run time (the partitions and template tables of pg_partman), as long as
/// the extension stays: no declaration names these tables.
bool is_made_by_kept_extension(const Table& table, const Schema& desired) {
    return !table.made_by_extension->empty() && desired.extensions.contains(*table.made_by_extension) &&
           (table.partition_of.empty() || desired.tables.contains(table.partition_of));
}

/// Adds the tables for which `stays(name, table)` holds. A partition can be partitioned itself, so this repeats until
/// no table is added. Returns the names of the added ones.
template <class Predicate>
std::set<ObjectName> add_tables(const Schema& live, Schema& desired, Predicate stays) {
    std::set<ObjectName> all;
    for (bool added = true; added;) {
        added = false;
        for (const auto& [name, table] : live.tables)
            if (stays(name, table) && desired.tables.emplace(name, table).second) {
                added = true;
                all.insert(name);
            }
    }
    return all;
}

void adopt_tables(const Schema& live, const Foreign& foreign, Schema& desired) {
    std::set<ObjectName> adopted = add_tables(live, desired, [&](const ObjectName& name, const Table& table) {
        return foreign(name) || belongs_to_kept(table, live, desired) || is_made_by_kept_extension(table, desired);
    });
    std::erase_if(adopted, foreign);
    follow_parents(live, adopted, desired);
    for (const auto& [name, table] : live.tables)
        if (*table.external) desired.tables.emplace(name, table);
}

void adopt_extensions(const Schema& live, const Foreign& foreign, Schema& desired) {
    const bool authoritative = desired.sql->authoritative, none = desired.extensions.empty();
    for (const auto& [name, extension] : live.extensions)
        if (authoritative ? foreign({extension.schema, name}) : none) desired.extensions.emplace(name, extension);
    for (auto& [name, extension] : desired.extensions)
        if (const auto before = live.extensions.find(name); before != live.extensions.end()) {
            adopt_value(extension.schema, before->second.schema);
            // CREATE EXTENSION without VERSION accepts any version.
            adopt_value(extension.version, before->second.version);
            if (!authoritative) adopt_value(extension.comment, before->second.comment);
        }
}

}  // namespace

Schema adopt(const Schema& found, Schema desired) {
    const diff::Renames renames = diff::find_renames(found, desired);
    const diff::RenamedSchema renamed(renames, found);
    const Schema& live = renamed.get();
    const Foreign foreign = [&](const ObjectName& name) {
        return !name.schema.empty() && !desired.schemas.contains(name.schema);
    };
    // SQL files are authoritative for the schemas that they and the models use.
    const bool authoritative = desired.sql->authoritative;
    const bool reported_privileges = desired.privileges->compared;
    const std::set<ObjectName> declared = reported_privileges ? names_in(desired) : std::set<ObjectName>();

    adopt_sequences_and_types(live, foreign, desired);
    adopt_extensions(live, foreign, desired);
    adopt_tables(live, foreign, desired);
    add_definitions(live, foreign, desired);
    for (auto& [name, table] : desired.tables) {
        const Table* before = live.find_table(name);
        if (!before) continue;
        // Generated names follow a rename of the table or its columns.
        if (!renames.columns.contains(name) && found.tables.contains(name)) adopt_names(table, *before);
        adopt_identity_sequences(table, *before);
        adopt_settings(table, *before);
        if (authoritative) continue;
        adopt_value(table.row_security, before->row_security);
        adopt_value(table.force_row_security, before->force_row_security);
    }
    for (const auto& [name, comment] : live.schema_comments)
        if (!authoritative || foreign({name, {}})) desired.schema_comments.emplace(name, comment);
    desired.schemas.insert(live.schemas.begin(), live.schemas.end());
    desired.privileges = reported_privileges
                             ? with_privileges_of_others(*desired.privileges, *live.privileges, declared, foreign)
                             : *live.privileges;
    if (!desired.owners->compared) desired.owners = live.owners;
    return desired;
}

Schema adopt_tables_of_extensions(const Schema& found, Schema desired) {
    if (std::all_of(found.tables.begin(), found.tables.end(),
                    [](const auto& each) { return each.second.made_by_extension->empty(); }))
        return desired;
    const diff::RenamedSchema renamed(diff::find_renames(found, desired), found);
    const Schema& live = renamed.get();
    const std::set<ObjectName> adopted = add_tables(live, desired, [&](const ObjectName&, const Table& table) {
        return is_made_by_kept_extension(table, desired);
    });
    follow_parents(live, adopted, desired);
    return desired;
}

bool can_adopt_excluded_dependents(const Schema& found, const Schema& desired) {
    const auto lacks_one_of = [](const auto& all, const auto& others) {
        return std::any_of(all.begin(), all.end(), [&](const auto& each) { return !others.contains(each.first); });
    };
    return lacks_one_of(found.enums, desired.enums) || lacks_one_of(found.sequences, desired.sequences) ||
           lacks_one_of(found.extensions, desired.extensions) ||
           std::any_of(found.definitions.begin(), found.definitions.end(), [&](const auto& each) {
               return info(each.first.kind).in_expressions && !desired.definitions.contains(each.first);
           });
}

Schema adopt_excluded_dependents(const introspect::ExcludedDependents& users, const Schema& found, Schema desired) {
    if (users.empty()) return desired;
    std::set<ObjectName> needed;
    for (const auto& [reference, names] : users)
        if (reference.second.empty()) needed.insert(reference.first);
    const diff::Renames renames = diff::find_renames(found, desired);
    for (const auto& [name, type] : found.enums)
        if (needed.contains(name) && !renames.enums.contains(name)) desired.enums.emplace(name, type);
    for (const auto& [name, sequence] : found.sequences)
        if (needed.contains(name)) desired.sequences.emplace(name, sequence);
    for (const auto& [name, extension] : found.extensions)
        if (needed.contains({"", name})) desired.extensions.emplace(name, extension);
    for (auto [key, definition] : found.definitions) {
        if (!info(key.kind).in_expressions || !needed.contains(key.name)) continue;
        definition.adopted = true;
        desired.definitions.emplace(key, std::move(definition));
    }
    return desired;
}

Schema adopt_comments(const Schema& found, Schema desired) {
    const diff::RenamedSchema renamed(diff::find_renames(found, desired), found);
    const Schema& live = renamed.get();
    for (auto& [name, each] : desired.enums)
        if (const auto same = live.enums.find(name); same != live.enums.end())
            adopt_value(each.comment, same->second.comment);
    for (auto& [name, table] : desired.tables) {
        const Table* before = live.find_table(name);
        if (!before) continue;
        adopt_value(table.comment, before->comment);
        for (Column& column : table.columns)
            if (const Column* other = before->find_column(column.name)) adopt_value(column.comment, other->comment);
    }
    return desired;
}

Schema adopt_undeclared(const Schema& found, Schema desired) {
    const diff::RenamedSchema renamed(diff::find_renames(found, desired), found);
    const Schema& live = renamed.get();
    desired.enums.insert(live.enums.begin(), live.enums.end());
    desired.sequences.insert(live.sequences.begin(), live.sequences.end());
    desired.tables.insert(live.tables.begin(), live.tables.end());
    for (auto [key, definition] : live.definitions) {
        definition.adopted = true;
        desired.definitions.emplace(key, std::move(definition));
    }
    return desired;
}

namespace {

/// True when a rename affects an object that the definition references, or its table.
bool reads_renamed(const Definition& definition, const diff::Renames& renames) {
    const auto renamed = [&](const ObjectName& name) {
        const auto is_new_name = [&](const auto& pair) { return pair.second == name; };
        return std::any_of(renames.tables.begin(), renames.tables.end(), is_new_name) ||
               std::any_of(renames.enums.begin(), renames.enums.end(), is_new_name) || renames.columns.contains(name) ||
               renames.labels.contains(name);
    };
    return renamed(definition.table) ||
           definition.depends_on.any([&](const ObjectId& each) { return renamed(each.name); });
}

}  // namespace

void rewrite_adopted(const Schema& live, Schema& desired, scratch::ScratchSource& scratch) {
    const diff::Renames renames = diff::find_renames(live, desired);
    if (renames.empty() || std::none_of(desired.definitions.begin(), desired.definitions.end(),
                                        [&](const auto& each) { return reads_renamed(each.second, renames); }))
        return;
    Schema whole = live;
    for (auto& [name, table] : whole.tables) table.external = false;
    // SQLite would reject the renames.
    std::erase_if(whole.definitions, [](const auto& each) { return !each.second.broken->empty(); });
    const auto database = scratch.get().create();
    for (const emit::Statement& each : emit::create_script(whole).statements) database->execute(each.sql);
    for (const emit::Statement& each : emit::rename_script(renames, live, desired).statements)
        database->execute(each.sql);
    const Schema rewritten = database->introspect();
    for (auto& [key, definition] : desired.definitions) {
        const auto found = rewritten.definitions.find(key);
        if (found == rewritten.definitions.end()) continue;
        if (*definition.adopted)
            definition.sql = found->second.sql;
        else if (same_state(definition, found->second))
            definition.adopted = true;
    }
}

}  // namespace retort::desired
