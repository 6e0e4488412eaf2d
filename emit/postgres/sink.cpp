#include "emit/postgres/sink.hpp"

#include <algorithm>

#include "emit/postgres/array_casts.hpp"

namespace retort::emit::postgres {

void Sink::add(std::string sql, std::string comment) {
    statements_.push_back({keep_array_casts(std::move(sql)), std::move(comment)});
}

void Sink::comment_on(const std::string& object, const std::string& before, const std::string& after) {
    if (before == after) return;
    add("COMMENT ON " + object + " IS " + (after.empty() ? "NULL" : quote_literal(after)));
}

void Sink::update(const ObjectName& table, std::string sql, const Context& context, std::string comment) {
    add(std::move(sql), std::move(comment));
    if (constraints_.immediate) return;
    const auto is_deferred = [&](const ObjectName& each) { return context.deferred.contains(each); };
    const auto children = context.children.find(table);
    constraints_.immediate =
        is_deferred(table) || (children != context.children.end() &&
                               std::any_of(children->second.begin(), children->second.end(), is_deferred));
    if (constraints_.immediate) add("SET CONSTRAINTS ALL IMMEDIATE");
}

}  // namespace retort::emit::postgres
