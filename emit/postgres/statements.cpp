#include <fmt/format.h>

#include <algorithm>

#include "emit/postgres/array_casts.hpp"
#include "emit/postgres/writer.hpp"
#include "schema/parts.hpp"

namespace retort::emit::postgres {

struct Dispatch {
    Writer& w;

    void operator()(const diff::CreateSchema& c) const { w.add("CREATE SCHEMA " + quote(c.name)); }
    void operator()(const diff::DropSchema& c) const { w.add("DROP SCHEMA " + quote(c.name)); }
    void operator()(const diff::AlterSchema& c) const {
        // Schema "public" has an initial comment, which is read as none (introspect/postgres/read_schemas.cpp).
        if (c.name.empty())
            w.comment_on("SCHEMA public", c.from_comment,
                         c.to_comment.empty() ? "standard public schema" : c.to_comment);
        else
            w.comment_on("SCHEMA " + quote(c.name), c.from_comment, c.to_comment);
    }
    void operator()(const diff::AlterExtension& c) const { w.alter_extension(c.from, c.to); }
    void operator()(const diff::CreateExtension& c) const {
        std::string sql = "CREATE EXTENSION IF NOT EXISTS " + quote(c.extension.name);
        if (!c.extension.schema.empty()) sql += " WITH SCHEMA " + quote(c.extension.schema);
        w.add(sql);
        if (!c.extension.comment.empty()) w.comment_on("EXTENSION " + quote(c.extension.name), "", c.extension.comment);
    }
    void operator()(const diff::DropExtension& c) const { w.add("DROP EXTENSION " + quote(c.extension.name)); }
    void operator()(const diff::CreateEnum& c) const { w.create_enum(c.to); }
    void operator()(const diff::DropEnum& c) const { w.add("DROP TYPE " + quote(c.from.name)); }
    void operator()(const diff::AlterEnum& c) const { w.alter_enum(c.from, c.to); }
    void operator()(const diff::CreateSequence& c) const { w.create_sequence(c.to); }
    void operator()(const diff::DropSequence& c) const { w.add("DROP SEQUENCE " + quote(c.from.name)); }
    void operator()(const diff::AlterSequence& c) const { w.alter_sequence(c.from, c.to); }
    void operator()(const diff::CreateTable& c) const { w.create_table(c.to); }
    void operator()(const diff::DropTable& c) const { w.drop_table(c.from); }
    void operator()(const diff::AlterTable& c) const { w.alter_table(c.from, c.to); }
    void operator()(const diff::AddColumn& c) const { w.add_column(c.table, c.to); }
    void operator()(const diff::DropColumn& c) const { w.drop_column(c.table, c.from); }
    void operator()(const diff::AlterColumn& c) const { w.alter_column(c.table, c.from, c.to); }
    void operator()(const diff::AddConstraint& c) const { w.add_constraint(c.table, c.to); }
    void operator()(const diff::DropConstraint& c) const { w.drop_constraint(c.table, c.from); }
    void operator()(const diff::AlterConstraint& c) const { w.alter_constraint(c.table, c.from, c.to); }
    void operator()(const diff::CreateIndex& c) const { w.create_index(c.table, c.to); }
    void operator()(const diff::DropIndex& c) const { w.drop_index(c.table, c.from); }
    void operator()(const diff::AlterIndex& c) const { w.alter_index(c.table, c.from, c.to); }
    void operator()(const diff::CreateDefinition& c) const { w.create_definition(c.to); }
    void operator()(const diff::DropDefinition& c) const { w.drop_definition(c.from); }
    void operator()(const diff::AlterDefinition& c) const { w.alter_definition(c.from, c.to); }
    void operator()(const diff::AlterPrivileges& c) const { w.alter_privileges(c.target, c.from, c.to); }
    void operator()(const diff::RebuildType& c) const { w.rebuild_type(c.from, c.to, c.interim); }
    void operator()(const diff::DropOldType& c) const { w.drop_old_type(c.from, c.interim); }
    void operator()(const diff::DetachPartition& c) const {
        w.add(alter_table_sql(c.from.partition_of) + "DETACH PARTITION " + quote(c.from.name));
    }
    void operator()(const diff::AttachPartition& c) const {
        w.add(fmt::format("{}ATTACH PARTITION {} {}", alter_table_sql(c.to.partition_of), quote(c.to.name),
                          c.to.partition_bound));
    }
    void operator()(const diff::MoveRows& c) const { w.move_rows(c); }
};

void Writer::write(const diff::Change& change) { std::visit(Dispatch{*this}, change); }

void Writer::add(std::string sql, std::string comment) {
    statements_.push_back({keep_array_casts(std::move(sql)), std::move(comment)});
}

namespace {

template <class T>
bool is_deferred(const T& constraint) {
    if constexpr (requires { constraint.deferral; })
        return constraint.deferral == Deferral::initially_deferred;
    else
        return false;
}
bool is_deferred(const Exclusion& constraint) { return constraint.definition.ends_with("INITIALLY DEFERRED"); }

/// Adds the tables whose changed rows are checked at the end of the transaction.
void add_deferred(std::set<ObjectName>& tables, const Schema& schema) {
    for (const auto& [name, table] : schema.tables) {
        for_each_constraint(table, [&, &name = name](const auto& each) {
            if (!is_deferred(each)) return;
            tables.insert(name);
            if constexpr (requires { each.references; }) tables.insert(each.table);
        });
    }
    for (const auto& [key, each] : schema.definitions)
        if (each.kind == ObjectKind::trigger && each.sql.find(" INITIALLY DEFERRED ") != std::string::npos)
            tables.insert(each.table);
}

}  // namespace

void Writer::update(const ObjectName& table, std::string sql, std::string comment) {
    add(std::move(sql), std::move(comment));
    if (checks_at_once_) return;
    if (!deferred_) {
        deferred_.emplace();
        add_deferred(*deferred_, from_);
        add_deferred(*deferred_, to_);
    }
    const auto below = children_.find(table);
    checks_at_once_ =
        deferred_->contains(table) ||
        (below != children_.end() && std::any_of(below->second.begin(), below->second.end(),
                                                 [&](const ObjectName& each) { return deferred_->contains(each); }));
    if (checks_at_once_) add("SET CONSTRAINTS ALL IMMEDIATE");
}

void Writer::comment_on(const std::string& what, const std::string& before, const std::string& after) {
    if (before == after) return;
    add("COMMENT ON " + what + " IS " + (after.empty() ? "NULL" : quote_literal(after)));
}

std::string alter_table_sql(const ObjectName& table) { return "ALTER TABLE " + quote(table) + " "; }

}  // namespace retort::emit::postgres
