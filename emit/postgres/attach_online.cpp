#include "emit/postgres/attach_online.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "diff/attached_indexes.hpp"
#include "diff/structure.hpp"
#include "emit/postgres/clauses.hpp"
#include "emit/postgres/indexes.hpp"
#include "emit/postgres/partition_bound.hpp"
#include "emit/postgres/partitions.hpp"

namespace retort::emit::postgres {

namespace {

/// Adds a CHECK, and validates it in a statement of its own.
void add_validated(const ObjectName& table, const std::string& name, const std::string& condition, Sink& sink) {
    const std::string alter = alter_table_sql(table);
    sink.add(fmt::format("{}ADD CONSTRAINT {} CHECK ({}) NOT VALID", alter, quote(name), condition));
    sink.add_alone(alter + "VALIDATE CONSTRAINT " + quote(name));
}

/// The default partition, which the plan keeps; null if there is none.
const Table* default_partition(const ObjectName& parent, const Context& context) {
    const auto is_it = [&](const Table& table) {
        return table.partition_of == parent && table.partition_bound == "DEFAULT";
    };
    for (const auto& [name, table] : context.from.tables) {
        const Table* after = context.to.find_table(name);
        if (is_it(table) && after != nullptr && is_it(*after)) return &table;
    }
    return nullptr;
}

/// Builds the indexes that ATTACH PARTITION would build under its lock.
void build_indexes(const Table& from, const Table& to, Sink& sink) {
    const auto has = [](const std::vector<Index>& list, const auto& holds) {
        return std::any_of(list.begin(), list.end(), holds);
    };
    for (const Index& each : to.from_parent->indexes) {
        const auto same = [&](const Index& own) { return diff::same_structure(own, each) || own.name == each.name; };
        if (!has(from.indexes, same) && !has(to.indexes, same) && !diff::is_explicit(each))
            create_index_concurrently(to.name, each, sink);
    }
}

}  // namespace

void attach_by_check(const Table& from, const Table& to, const std::string& check, const Context& context, Sink& sink) {
    const Table* parent = context.to.find_table(to.partition_of);
    const std::string condition = parent ? bound_condition(*parent, to.partition_bound) : std::string();
    if (const Table* before = context.from.find_table(to.name)) build_indexes(*before, to, sink);
    if (condition.empty())
        return sink.add(attach_sql(to), fmt::format("blocks reads and writes of {} until its rows are checked against "
                                                    "the bound",
                                                    display(from.name)));
    const Table* rest = default_partition(to.partition_of, context);
    const std::string rest_check = rest && rest->partition_by.empty() ? check + "_default" : std::string();
    add_validated(to.name, check, condition, sink);
    if (!rest_check.empty()) add_validated(rest->name, rest_check, fmt::format("NOT ({})", condition), sink);
    sink.add(attach_sql(to));
    sink.add(alter_table_sql(to.name) + "DROP CONSTRAINT " + quote(check));
    if (!rest_check.empty()) sink.add(alter_table_sql(rest->name) + "DROP CONSTRAINT " + quote(rest_check));
}

}  // namespace retort::emit::postgres
