#include "emit/postgres/indexes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "emit/postgres/clauses.hpp"

namespace retort::emit::postgres {

namespace {

std::string part_sql(const IndexPart& part) {
    std::string sql = part.column.empty() ? "(" + part.expression + ")" : quote(part.column);
    if (!part.collation.empty()) sql += " COLLATE " + part.collation;
    if (!part.opclass.empty()) sql += " " + part.opclass;
    if (part.descending) sql += " DESC";
    if (part.nulls == Nulls::first) sql += " NULLS FIRST";
    if (part.nulls == Nulls::last) sql += " NULLS LAST";
    return sql;
}

std::string index_sql(const ObjectName& table, const Index& index, std::string_view how = {}) {
    std::vector<std::string> parts;
    for (const IndexPart& part : index.parts) parts.push_back(part_sql(part));
    std::string sql = fmt::format("CREATE {}INDEX {}{} ON {}{}", index.unique ? "UNIQUE " : "", how, quote(index.name),
                                  index.only ? "ONLY " : "", quote(table));
    if (index.method != "btree") sql += " USING " + quote(index.method);
    sql += fmt::format(" ({}){}", fmt::join(parts, ", "), include_sql(index.include));
    if (index.nulls_not_distinct) sql += " NULLS NOT DISTINCT";
    if (!index.storage.empty()) sql += fmt::format(" WITH ({})", storage_sql(index.storage));
    if (!index.tablespace.empty()) sql += " TABLESPACE " + quote(index.tablespace);
    if (!index.predicate.empty()) sql += fmt::format(" WHERE {}", index.predicate);
    return sql;
}

void index_statistics(const ObjectName& table, const Index& from, const Index& to, Sink& sink) {
    for (std::size_t i = 0; i < to.parts.size(); ++i) {
        const std::optional<int> before = i < from.parts.size() ? from.parts[i].statistics : std::nullopt;
        if (before != to.parts[i].statistics)
            sink.add(fmt::format("ALTER INDEX {} ALTER COLUMN {} SET STATISTICS {}",
                                 quote(ObjectName{table.schema, to.name}), i + 1, to.parts[i].statistics.value_or(-1)));
    }
}

void index_properties(const ObjectName& table, const Index& index, Sink& sink) {
    index_statistics(table, Index{}, index, sink);
    sink.comment_on("INDEX " + quote(ObjectName{table.schema, index.name}), "", index.comment);
}

}  // namespace

std::string include_sql(const std::vector<std::string>& include) {
    return include.empty() ? std::string() : fmt::format(" INCLUDE ({})", list_sql(include));
}

void index_storage(const ObjectName& index, const std::map<std::string, std::string>& from,
                   const std::map<std::string, std::string>& to, Sink& sink) {
    const std::string alter = "ALTER INDEX " + quote(index) + " ";
    const StorageChange storage = storage_change(from, to);
    if (!storage.set.empty()) sink.add(fmt::format("{}SET ({})", alter, storage_sql(storage.set)));
    if (!storage.reset.empty()) sink.add(fmt::format("{}RESET ({})", alter, fmt::join(storage.reset, ", ")));
}

void index_tablespace(const ObjectName& index, const std::string& from, const std::string& to, Sink& sink) {
    if (from != to) sink.add("ALTER INDEX " + quote(index) + " SET TABLESPACE " + tablespace_sql(to));
}

void create_index(const ObjectName& table, const Index& index, Sink& sink) {
    sink.add(index_sql(table, index));
    index_properties(table, index, sink);
}

void create_index_concurrently(const ObjectName& table, const Index& index, Sink& sink) {
    sink.add_alone(index_sql(table, index, "CONCURRENTLY "));
    index_properties(table, index, sink);
}

void emit(const diff::CreateIndex& change, const Context&, Sink& sink) { create_index(change.table, change.to, sink); }

void emit(const diff::DropIndex& change, const Context&, Sink& sink) {
    const std::string name = quote(ObjectName{change.table.schema, change.from.name}), sql = "DROP INDEX " + name;
    // A downgrade does not create it, so the next upgrade does not find it.
    if (change.from.invalid)
        return sink.add("DROP INDEX IF EXISTS " + name,
                        fmt::format("{} is invalid: CREATE INDEX CONCURRENTLY failed; no downgrade creates it again",
                                    change.from.name));
    if (change.taken.empty()) return sink.add(sql);
    std::vector<std::string> keys;
    for (const diff::DropConstraint& each : change.taken)
        keys.push_back(fmt::format("{} of {}", diff::name_of(each.from), display(each.table)));
    sink.add(sql + " CASCADE",
             fmt::format("drops the constraints whose index is attached to it: {}", fmt::join(keys, ", ")));
}

void emit(const diff::AlterIndex& change, const Context&, Sink& sink) {
    const ObjectName& table = change.table;
    const Index &from = change.from, &to = change.to;
    const ObjectName index{table.schema, to.name};
    if (from.name != to.name)
        sink.add(
            fmt::format("ALTER INDEX {} RENAME TO {}", quote(ObjectName{table.schema, from.name}), quote(to.name)));
    index_storage(index, from.storage, to.storage, sink);
    index_tablespace(index, from.tablespace, to.tablespace, sink);
    index_statistics(table, from, to, sink);
    sink.comment_on("INDEX " + quote(index), from.comment, to.comment);
}

}  // namespace retort::emit::postgres
