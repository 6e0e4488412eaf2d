#pragma once

#include <map>
#include <string>
#include <vector>

#include "diff/change.hpp"
#include "emit/postgres/context.hpp"
#include "emit/postgres/sink.hpp"

namespace retort::emit::postgres {

void emit(const diff::CreateIndex& change, const Context& context, Sink& sink);
void emit(const diff::DropIndex& change, const Context& context, Sink& sink);
void emit(const diff::AlterIndex& change, const Context& context, Sink& sink);

/// CREATE INDEX on a table or a materialized view, with the index's statistics and comment.
void create_index(const ObjectName& table, const Index& index, Sink& sink);

/// The same with CREATE INDEX CONCURRENTLY, outside a transaction.
void create_index_concurrently(const ObjectName& table, const Index& index, Sink& sink);

/// " INCLUDE (a, b)"; empty for no columns.
std::string include_sql(const std::vector<std::string>& include);

/// ALTER INDEX … SET and RESET for the storage parameters that differ.
void index_storage(const ObjectName& index, const std::map<std::string, std::string>& from,
                   const std::map<std::string, std::string>& to, Sink& sink);

/// ALTER INDEX … SET TABLESPACE if the tablespace differs.
void index_tablespace(const ObjectName& index, const std::string& from, const std::string& to, Sink& sink);

}  // namespace retort::emit::postgres
