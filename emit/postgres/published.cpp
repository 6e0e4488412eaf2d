#include "emit/postgres/published.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "schema/overloaded.hpp"
#include "sql/identifiers.hpp"
#include "sql/postgres/lexer.hpp"

namespace retort::emit::postgres {

namespace {

using sql::postgres::find_outside;

using plan::postgres::AlterableParts;
using plan::postgres::parts_after;
using plan::postgres::parts_of;

/// The option `publish`.
std::string published_changes(const AlterableParts& publication) {
    const auto found = publication.options.find("publish");
    return found == publication.options.end() ? "insert, update, delete, truncate"
                                              : found->second.substr(1, found->second.size() - 2);
}

bool publishes_updates(const AlterableParts& publication) {
    return published_changes(publication).find("update") != std::string::npos;
}

/// "(a, b) WHERE (…)" of the table; null if the publication does not name it, its schema, or all tables.
std::optional<std::string> clauses_of(const AlterableParts& all, const ObjectName& table) {
    if (const auto found = all.parts.find("TABLE ONLY " + quote(table)); found != all.parts.end()) return found->second;
    const std::string schema = quote(table.schema.empty() ? "public" : table.schema);
    if (all.head.ends_with(" FOR ALL TABLES") || all.parts.contains("TABLES IN SCHEMA " + schema)) return "";
    return std::nullopt;
}

bool is_in(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::vector<std::string> PublishedTables::Identity::columns() const {
    if (setting.empty()) return primary_key;
    Table table;
    table.replica_identity = setting;
    const auto index = unique.find(replica_index(table));
    return index == unique.end() ? std::vector<std::string>{} : index->second;
}

/// The column list contains the identity, and the row filter reads nothing else. The identity FULL fits no column list.
bool PublishedTables::Identity::fits(std::string_view clauses, const std::set<std::string>& table_columns) const {
    const std::size_t where = std::min(find_outside(clauses, " WHERE ("), clauses.size());
    const std::string_view list = clauses.substr(0, where), filter = clauses.substr(where);
    if (setting == "FULL") return !list.starts_with(" (");
    const std::vector<std::string> identity = columns();
    const auto is_listed = [&](const std::string& each) { return sql::references_name(list, each); };
    if (identity.empty() || (list.starts_with(" (") && !std::all_of(identity.begin(), identity.end(), is_listed)))
        return false;
    return std::none_of(table_columns.begin(), table_columns.end(), [&](const std::string& each) {
        return !is_in(identity, each) && sql::references_name(filter, each);
    });
}

PublishedTables::PublishedTables(const Schema& from, const diff::Renames& renames) {
    for (const auto& [id, definition] : from.definitions)
        if (id.kind == ObjectKind::publication)
            note_publication(definition.name.name, parts_after(renames, definition));
    for (const auto& [name, table] : from.tables) add(table);
}

void PublishedTables::add(const Table& table) {
    if (publications_.empty()) return;
    Identity& identity = tables_[table.name];
    identity = {table.replica_identity, table.partition_of, !table.partition_by.empty(), {}, {}};
    if (table.primary_key) note(diff::AddConstraint{table.name, *table.primary_key});
    for (const Unique& each : table.uniques) note(diff::AddConstraint{table.name, each});
    for (const Index& each : table.indexes) note(diff::CreateIndex{table.name, each});
}

void PublishedTables::note(const plan::Step& step) {
    if (publications_.empty()) return;
    std::visit(
        Overloaded{
            [&](const diff::CreateTable& create) { add(create.to); },
            [&](const diff::DropDefinition& drop) {
                if (drop.from.kind == ObjectKind::publication) publications_.erase(drop.from.name.name);
            },
            [&](const diff::AlterDefinition& alter) {
                if (alter.to.kind != ObjectKind::publication) return;
                publications_.erase(alter.to.name.name);
                note_publication(alter.to.name.name, parts_of(alter.to));
            },
            [&](const plan::DetachPartition& detach) { tables_[detach.from.name].parent = {}; },
            [&](const plan::AttachPartition& attach) { tables_[attach.to.name].parent = attach.to.partition_of; },
            [&](const diff::AlterTable& alter) {
                tables_[alter.to.name].setting = alter.to.replica_identity;
                tables_[alter.to.name].parent = alter.to.partition_of;
            },
            [&](const diff::AddConstraint& add) {
                if (const auto* key = std::get_if<PrimaryKey>(&add.to);
                    key && key->deferral == Deferral::not_deferrable)
                    tables_[add.table].primary_key = key->columns;
                std::visit(Overloaded{[](const Check&) {}, [](const Exclusion&) {}, [](const ForeignKey&) {},
                                      [&](const auto& key) { tables_[add.table].unique[key.name] = key.columns; }},
                           add.to);
            },
            [&](const diff::DropConstraint& drop) { drop_key(drop); },
            [&](const diff::CreateIndex& create) {
                std::vector<std::string>& columns = tables_[create.table].unique[create.to.name];
                for (const IndexPart& part : create.to.parts) columns.push_back(part.column);
            },
            [&](const diff::DropIndex& drop) {
                tables_[drop.table].unique.erase(drop.from.name);
                for (const diff::DropConstraint& each : drop.taken) drop_key(each);
            },
            [](const auto&) {}},
        step);
}

void PublishedTables::note_publication(const std::string& name, AlterableParts parts) {
    if (publishes_updates(parts)) publications_.emplace(name, std::move(parts));
}

void PublishedTables::drop_key(const diff::DropConstraint& drop) {
    if (std::holds_alternative<PrimaryKey>(drop.from)) tables_[drop.table].primary_key.clear();
    tables_[drop.table].unique.erase(diff::name_of(drop.from));
}

bool PublishedTables::rejects(const AlterableParts& publication, const ObjectName& name, const Context& context) const {
    const auto found = tables_.find(name);
    if (found == tables_.end() || found->second.partitioned) return false;
    // A filter may read a column that is dropped later.
    std::set<std::string> columns;
    for (const Schema* schema : {&context.from, &context.to})
        if (const Table* table = schema->find_table(name))
            for (const Column& each : table->columns) columns.insert(each.name);
    for (ObjectName published = name; !published.empty();) {
        const std::optional<std::string> clauses = clauses_of(publication, published);
        if (clauses && !found->second.fits(*clauses, columns)) return true;
        const auto parent = tables_.find(published);
        published = parent == tables_.end() ? ObjectName{} : parent->second.parent;
    }
    return false;
}

std::vector<PublishedTables::Pause> PublishedTables::pauses(const ObjectName& table, const Context& context) const {
    std::vector<Pause> found;
    for (const auto& [name, publication] : publications_) {
        const auto children = context.children.find(table);
        const auto is_rejected = [&](const ObjectName& each) { return rejects(publication, each, context); };
        if (!is_rejected(table) && (children == context.children.end() ||
                                    std::none_of(children->second.begin(), children->second.end(), is_rejected)))
            continue;
        const std::string all = published_changes(publication), word = "update, ";
        std::string others = all;
        if (const std::size_t at = others.find(word); at != std::string::npos)
            others.erase(at, word.size());
        else
            others.erase(others.size() - std::min(others.size(), std::string(", update").size()));
        const std::string set = fmt::format("ALTER PUBLICATION {} SET (publish = ", quote(name));
        found.push_back({set + quote_literal(others) + ")", set + quote_literal(all) + ")"});
    }
    return found;
}

}  // namespace retort::emit::postgres
