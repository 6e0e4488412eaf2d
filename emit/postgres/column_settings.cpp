#include "emit/postgres/column_settings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "emit/postgres/clauses.hpp"
#include "emit/postgres/column_sql.hpp"
#include "emit/postgres/not_null.hpp"
#include "schema/data_type.hpp"

namespace retort::emit::postgres {

namespace {

/// The type's default storage (pg_type.typstorage). A column with explicit storage has a type of variable length;
/// numbers and addresses among these are MAIN. SET STORAGE DEFAULT requires PostgreSQL 16.
std::string own_storage(const Type& type) {
    const DataType parsed = parse_data_type(type.sql);
    const bool in_line = parsed.name == "numeric" || parsed.name == "inet" || parsed.name == "cidr";
    return in_line && parsed.dimensions == 0 ? "MAIN" : "EXTENDED";
}

/// ALTER TABLE ONLY … if the table has descendants: these have local defaults, storage and statistics.
std::string alter_only_sql(const ObjectName& table, const std::string& column, const Context& context) {
    const std::string alter = alter_column_sql(table, column);
    return context.children.contains(table) ? "ALTER TABLE ONLY" + alter.substr(alter.find(' ', 6)) : alter;
}

}  // namespace

void column_settings(const ObjectName& table, const Column& from, const Column& to, const Context& context,
                     Sink& sink) {
    const std::string alter = alter_column_sql(table, to.name), only = alter_only_sql(table, to.name, context);
    if (from.storage != to.storage)
        sink.add(only + "SET STORAGE " + (to.storage.empty() ? own_storage(to.type) : to.storage));
    if (from.compression != to.compression && !from.name.empty())
        sink.add(alter + "SET COMPRESSION " + (to.compression.empty() ? "default" : to.compression));
    if (from.statistics != to.statistics)
        sink.add(fmt::format("{}SET STATISTICS {}", only, to.statistics.value_or(-1)));
    const StorageChange options = storage_change(from.options, to.options);
    if (!options.set.empty()) sink.add(fmt::format("{}SET ({})", alter, storage_sql(options.set)));
    if (!options.reset.empty()) sink.add(fmt::format("{}RESET ({})", alter, fmt::join(options.reset, ", ")));
    if (from.name.empty() && to.not_null) {
        Column made = to;
        made.not_null->comment.clear();
        if (made.not_null->not_valid) made.nullable = true;
        alter_not_null(table, made, to, sink);
    }
}

}  // namespace retort::emit::postgres
