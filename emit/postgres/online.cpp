#include "emit/postgres/online.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "diff/attached_indexes.hpp"
#include "diff/attached_pairs.hpp"
#include "diff/structure.hpp"
#include "emit/postgres/attach_online.hpp"
#include "emit/postgres/clauses.hpp"
#include "emit/postgres/constraints.hpp"
#include "emit/postgres/emit.hpp"
#include "emit/postgres/enums.hpp"
#include "emit/postgres/indexes.hpp"
#include "emit/postgres/not_null.hpp"
#include "schema/overloaded.hpp"
#include "schema/parts.hpp"

namespace retort::emit::postgres {

namespace {

using plan::postgres::Handling;
using plan::postgres::Way;

/// The names that steps give to indexes.
std::set<ObjectName> index_names(const plan::Steps& steps) {
    std::set<ObjectName> names;
    for (const auto& each : diff::only<diff::CreateIndex>(steps)) names.insert({each.table.schema, each.to.name});
    for (const auto& each : diff::only<diff::AlterIndex>(steps)) names.insert({each.table.schema, each.to.name});
    for (const auto& each : diff::only<diff::AddConstraint>(steps))
        names.insert({each.table.schema, diff::name_of(each.to)});
    for (const auto& each : diff::only<diff::AlterConstraint>(steps))
        names.insert({each.table.schema, diff::name_of(each.to)});
    return names;
}

bool has_relation(const Schema& schema, const ObjectName& name) {
    return std::any_of(schema.tables.begin(), schema.tables.end(), [&](const auto& entry) {
        const Table& table = entry.second;
        const auto is = [&](const auto& each) { return table.name.schema == name.schema && each.name == name.name; };
        return table.name == name || any_part(AllParts{}, table, is) || any_part(AllParts{}, *table.from_parent, is);
    });
}

/// The index of a partition that the server will attach to `above`, which its parent gets; null if it is not known.
const Index* attached_to(const Index& above, const Table& partition) {
    const Index* found = nullptr;
    for (const Index& each : partition.from_parent->indexes) {
        if (!diff::same_structure(each, above)) continue;
        const ObjectName* parent = diff::parent_index(each);
        if (parent == nullptr ? found == nullptr : parent->name == above.name) found = &each;
    }
    return found;
}

/// Builds the indexes of the partitions, which CREATE INDEX on the partitioned table then attaches (CREATE INDEX).
/// `taken`: names of other indexes.
void build_in_partitions(const ObjectName& parent, const Index& index, const std::set<ObjectName>& taken,
                         const Context& context, Sink& sink) {
    for (const auto& [name, partition] : context.to.tables) {
        if (partition.partition_of != parent) continue;
        const Table* before = context.from.find_table(name);
        const Index* own = before && before->partition_of == parent ? attached_to(index, partition) : nullptr;
        // One with an explicit name has a step of its own.
        if (own == nullptr || diff::is_explicit(*own, index)) continue;
        if (!partition.partition_by.empty())
            build_in_partitions(name, *own, taken, context, sink);
        else if (const ObjectName made{name.schema, own->name};
                 !taken.contains(made) && !has_relation(context.from, made))
            create_index_concurrently(name, *own, sink);
    }
}

void drop_concurrently(const ObjectName& index, Sink& sink) {
    sink.add_alone("DROP INDEX CONCURRENTLY " + quote(index));
}

/// `interim`: the name until the index has replaced the old one; empty: there is none.
void create_concurrently(const diff::CreateIndex& create, const std::string& interim, const std::set<ObjectName>& taken,
                         const Context& context, Sink& sink) {
    const Table* table = context.to.find_table(create.table);
    if (table != nullptr && !table->partition_by.empty()) {
        build_in_partitions(create.table, create.to, taken, context, sink);
        return create_index(create.table, create.to, sink);
    }
    if (interim.empty()) return create_index_concurrently(create.table, create.to, sink);
    Index built = create.to;
    built.name = interim;
    create_index_concurrently(create.table, built, sink);
    drop_concurrently({create.table.schema, create.to.name}, sink);
    sink.add(fmt::format("ALTER INDEX {} RENAME TO {}", quote(ObjectName{create.table.schema, interim}),
                         quote(create.to.name)));
}

/// PRIMARY KEY or UNIQUE from an index of the constraint's name.
template <class Key>
void add_key(const ObjectName& table, const Key& key, std::string_view word, Sink& sink) {
    Index index;
    index.name = key.name;
    index.unique = true;
    for (const std::string& each : key.columns) index.parts.push_back({.column = each});
    index.include = key.include;
    index.storage = key.storage;
    index.tablespace = key.tablespace;
    if constexpr (requires { key.nulls_not_distinct; }) index.nulls_not_distinct = key.nulls_not_distinct;
    create_index_concurrently(table, index, sink);
    sink.add(fmt::format("{}ADD CONSTRAINT {} {} USING INDEX {}{}", alter_table_sql(table), quote(key.name), word,
                         quote(key.name), deferral_sql(key.deferral)));
    comment_on_constraint(table, key, sink);
}

/// Writes a step that is not plain. False: the step is written as any other.
struct Write {
    const Handling& handling;
    const std::set<ObjectName>& taken;
    const Context& context;
    Sink& sink;

    bool operator()(const diff::CreateIndex& create) const {
        create_concurrently(create, handling.interim, taken, context, sink);
        return true;
    }
    bool operator()(const diff::DropIndex& drop) const {
        if (handling.way == Way::concurrently) drop_concurrently({drop.table.schema, drop.from.name}, sink);
        return true;
    }
    bool operator()(const diff::AddConstraint& add) const {
        return std::visit(Overloaded{[&](const PrimaryKey& key) {
                                         add_key(add.table, key, "PRIMARY KEY", sink);
                                         return true;
                                     },
                                     [&](const Unique& key) {
                                         add_key(add.table, key, "UNIQUE", sink);
                                         return true;
                                     },
                                     [](const auto&) { return false; }},
                          add.to);
    }
    bool operator()(const diff::AlterConstraint& alter) const {
        sink.add_alone(alter_table_sql(alter.table) + "VALIDATE CONSTRAINT " + quote(diff::name_of(alter.to)));
        diff::AlterConstraint rest = alter;
        std::visit(
            [](auto& from) {
                if constexpr (requires { from.not_valid; }) from.not_valid = false;
            },
            rest.from);
        emit(rest, context, sink);
        return true;
    }
    bool operator()(const diff::AlterEnum& alter) const {
        sink.divide();
        emit(alter, context, sink);
        sink.divide();
        return true;
    }
    bool operator()(const diff::AlterColumn& alter) const {
        set_not_null_by_check(alter.table, alter.to, handling.interim, context, sink);
        return true;
    }
    bool operator()(const diff::AlterTable& alter) const {
        attach_by_check(alter.from, alter.to, handling.interim, context, sink);
        return true;
    }
    template <class Other>
    bool operator()(const Other&) const {
        return false;
    }
};

}  // namespace

void emit_online(const plan::Steps& steps, const std::vector<Handling>& handlings, const Context& context, Sink& sink) {
    const std::set<ObjectName> taken = index_names(steps);
    for (std::size_t at = 0; at < steps.size();) {
        const Handling& handling = handlings[at];
        if (!handling.remark.empty()) sink.remark(handling.remark);
        if (handling.way != Way::plain && std::visit(Write{handling, taken, context, sink}, steps[at]))
            sink.made(steps[at++]);
        else
            at = emit_at(steps, at, context, sink);
        sink.remark({});
    }
}

Script in_transactions(Sink& sink, const std::vector<Statement>& settings) {
    const std::set<std::size_t> alone = sink.alone(), divisions = sink.divisions();
    std::vector<Statement> statements = sink.take();
    const auto divides = [&](std::size_t at) { return at > 0 && at < statements.size() && divisions.contains(at); };
    Script script;
    script.transactional = alone.empty();
    for (std::size_t i = 0; i < statements.size(); ++i) script.transactional = script.transactional && !divides(i);
    bool open = false;
    const auto end = [&] {
        if (std::exchange(open, false) && !script.transactional) script.statements.push_back({"COMMIT", {}});
    };
    for (std::size_t i = 0; i < statements.size(); ++i) {
        if (alone.contains(i) || divides(i)) end();
        if (!alone.contains(i) && !std::exchange(open, true)) {
            if (!script.transactional) {
                script.statements.push_back({"BEGIN", {}});
                script.statements.push_back({"SET LOCAL lock_timeout = '500ms'", {}});
            }
            script.statements.insert(script.statements.end(), settings.begin(), settings.end());
        }
        script.statements.push_back(std::move(statements[i]));
    }
    end();
    return script;
}

}  // namespace retort::emit::postgres
