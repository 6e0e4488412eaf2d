#include "emit/postgres/schemas.hpp"

namespace retort::emit::postgres {

void emit(const diff::CreateSchema& change, const Context&, Sink& sink) {
    sink.add("CREATE SCHEMA " + quote(change.name));
}

void emit(const diff::DropSchema& change, const Context&, Sink& sink) { sink.add("DROP SCHEMA " + quote(change.name)); }

void emit(const diff::AlterSchema& change, const Context&, Sink& sink) {
    // Schema "public" has an initial comment, which is read as none (introspect/postgres/read_schemas.cpp).
    if (change.name.empty())
        sink.comment_on("SCHEMA public", change.from_comment,
                        change.to_comment.empty() ? "standard public schema" : change.to_comment);
    else
        sink.comment_on("SCHEMA " + quote(change.name), change.from_comment, change.to_comment);
}

}  // namespace retort::emit::postgres
