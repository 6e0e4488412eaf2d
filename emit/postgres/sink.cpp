#include "emit/postgres/sink.hpp"

#include <algorithm>
#include <utility>

#include "emit/postgres/array_casts.hpp"
#include "emit/postgres/clauses.hpp"
#include "emit/postgres/local_rows.hpp"
#include "sql/identifiers.hpp"

namespace retort::emit::postgres {

namespace {

constexpr const char* hides_rows = "forced row-level security hides rows from the owner";

}  // namespace

Sink::Sink(const Context& context) : context_(context), published_(context.from, context.renames) {
    for (const auto& [name, table] : context.from.tables) secured(table);
}

void Sink::add(std::string sql, std::string comment) {
    if (!remark_.empty()) comment = comment.empty() ? remark_ : remark_ + "\n" + comment;
    remark_.clear();
    statements_.push_back({keep_array_casts(std::move(sql)), std::move(comment)});
}

void Sink::add_alone(std::string sql, std::string comment) {
    alone_.insert(statements_.size());
    add(std::move(sql), std::move(comment));
    constraints_ = {};
}

void Sink::divide() {
    divisions_.insert(statements_.size());
    constraints_ = {};
}

void Sink::comment_on(const std::string& object, const std::string& before, const std::string& after) {
    if (before == after) return;
    add("COMMENT ON " + object + " IS " + (after.empty() ? "NULL" : quote_literal(after)));
}

std::vector<ObjectName> Sink::forced_in(const ObjectName& table, const std::string& sql) const {
    std::vector<ObjectName> found;
    for (const ObjectName& each : forced_)
        if (each == table || sql::references_name(sql, each.name)) found.push_back(each);
    return found;
}

void Sink::read(const ObjectName& table, std::string sql) {
    const std::vector<ObjectName> forced = forced_in(table, "");
    for (const ObjectName& each : forced) add(alter_table_sql(each) + "NO FORCE ROW LEVEL SECURITY", hides_rows);
    add(local_query(table, std::move(sql), context_));
    for (const ObjectName& each : forced) add(alter_table_sql(each) + "FORCE ROW LEVEL SECURITY");
}

void Sink::update(const ObjectName& table, std::string sql, const Context& context, std::string comment) {
    if (const auto updates = local_updates(table, sql, context)) {
        comment += comment.empty() ? "" : "; ";
        comment += "without the rows of foreign tables";
        for (const std::string& each : *updates) update_rows(table, each, context, std::exchange(comment, {}));
        return;
    }
    update_rows(table, std::move(sql), context, std::move(comment));
}

void Sink::update_rows(const ObjectName& table, std::string sql, const Context& context, std::string comment) {
    const std::vector<ObjectName> forced = forced_in(table, sql);
    const bool secured = reads_secured(table, sql);
    const std::vector<PublishedTables::Pause> pauses = published_.pauses(table, context);
    for (const PublishedTables::Pause& each : pauses)
        add(each.begin,
            "the UPDATE is not published: the replica identity of " + display(table) + " does not allow it");
    for (const ObjectName& each : forced) add(alter_table_sql(each) + "NO FORCE ROW LEVEL SECURITY", hides_rows);
    if (secured) add("SET LOCAL row_security = off", "an error, if policies hide rows of a table that is read");
    add(std::move(sql), std::move(comment));
    if (secured) add("SET LOCAL row_security = on");
    check_deferred(table, context);
    for (const ObjectName& each : forced) add(alter_table_sql(each) + "FORCE ROW LEVEL SECURITY");
    for (const PublishedTables::Pause& each : pauses) add(each.end);
}

bool Sink::reads_secured(const ObjectName& table, const std::string& sql) const {
    return std::any_of(secured_.begin(), secured_.end(),
                       [&](const ObjectName& each) { return each != table && sql::references_name(sql, each.name); });
}

bool Sink::updates_plainly(const ObjectName& table, const std::string& sql, const Context& context) const {
    return forced_in(table, sql).empty() && !reads_secured(table, sql) && published_.pauses(table, context).empty();
}

void Sink::secured(const Table& table) {
    if (table.row_security)
        secured_.insert(table.name);
    else
        secured_.erase(table.name);
    if (table.row_security && table.force_row_security)
        forced_.insert(table.name);
    else
        forced_.erase(table.name);
}

void Sink::check_deferred(const ObjectName& table, const Context& context) {
    if (constraints_.immediate) return;
    const auto is_deferred = [&](const ObjectName& each) { return context.deferred.contains(each); };
    const auto children = context.children.find(table);
    constraints_.immediate =
        is_deferred(table) || (children != context.children.end() &&
                               std::any_of(children->second.begin(), children->second.end(), is_deferred));
    if (constraints_.immediate) add("SET CONSTRAINTS ALL IMMEDIATE");
}

}  // namespace retort::emit::postgres
