#include "emit/postgres/column_types.hpp"

#include <algorithm>

#include "diff/foreign_partitions.hpp"
#include "emit/postgres/clauses.hpp"
#include "emit/postgres/column_sql.hpp"
#include "emit/postgres/conversion.hpp"
#include "emit/postgres/identity.hpp"
#include "schema/data_type.hpp"
#include "schema/overloaded.hpp"
#include "schema/same_state.hpp"

namespace retort::emit::postgres {

namespace {

bool retyped(const Column& from, const Column& to) { return from.type != to.type || from.collation != to.collation; }

/// True when the default remains valid for the new type and needs no statement.
bool keeps_default(const Column& from, const Column& to) {
    return from.default_sql == to.default_sql && from.type.user_type == to.type.user_type &&
           from.type.array == to.type.array && same_but_for_modifier(from.type.sql, to.type.sql);
}

/// The step, if it is a type change that can share its statement with others; else null.
const diff::AlterColumn* shareable(const plan::Step& step) {
    const auto if_it_fits = [](const diff::AlterColumn& alter) {
        const bool fits =
            alter.from.name == alter.to.name && retyped(alter.from, alter.to) && !alter.from.generated &&
            !alter.to.generated && (!alter.from.identity || alter.to.identity) &&
            (!narrows_identity(alter.from, alter.to) || same_state(alter.from.identity, alter.to.identity));
        return fits ? &alter : nullptr;
    };
    return std::visit(Overloaded{if_it_fits, [](const auto&) -> const diff::AlterColumn* { return nullptr; }}, step);
}

/// True when the model's USING expression of `one` reads the column of `other`: in a shared statement it would see that
/// column's old type.
bool references_name(const diff::AlterColumn& one, const diff::AlterColumn& other) {
    return one.to.transition->using_sql.find(other.to.name) != std::string::npos;
}

/// The foreign tables that are children of the table before and after, and are not recreated.
std::vector<const Definition*> foreign_children(const ObjectName& table, const Context& context) {
    std::vector<const Definition*> children;
    for (const auto& [id, definition] : context.to.definitions) {
        if (!diff::is_foreign_child(definition, table)) continue;
        const auto before = context.from.definitions.find(id);
        if (before != context.from.definitions.end() && before->second.sql == definition.sql)
            children.push_back(&definition);
    }
    return children;
}

/// The column of an action "ALTER COLUMN c SET DEFAULT …".
struct DefaultAction {
    std::string column;
    Statement statement;
};

/// True if ALTER TABLE must not change the defaults of the table's children too.
bool has_own_defaults(const ObjectName& table, const Context& context,
                      const std::vector<const diff::AlterColumn*>& columns) {
    if (context.children.contains(table)) return true;
    for (const Definition* child : foreign_children(table, context))
        for (const diff::AlterColumn* each : columns)
            if (diff::has_own_default(*child, each->to.name)) return true;
    return false;
}

/// Partitions and children have defaults of their own, which their own changes alter. Foreign tables have the defaults
/// of their parent, which ALTER TABLE ONLY does not pass on, unless their text sets others.
void alter_defaults(const ObjectName& table, const std::vector<DefaultAction>& actions, bool only,
                    const Context& context, Sink& sink) {
    for (const DefaultAction& each : actions)
        sink.add((only ? "ALTER TABLE ONLY " + quote(table) + " " : alter_table_sql(table)) + each.statement.sql);
    if (!only) return;
    for (const Definition* child : foreign_children(table, context))
        for (const DefaultAction& each : actions)
            if (!diff::has_own_default(*child, each.column))
                sink.add(alter_table_sql(child->name) + each.statement.sql);
}

}  // namespace

std::vector<const diff::AlterColumn*> shared_type_changes(const plan::Steps& steps, std::size_t at) {
    std::vector<const diff::AlterColumn*> together;
    for (; at < steps.size(); ++at) {
        const diff::AlterColumn* alter = shareable(steps[at]);
        if (!alter || (!together.empty() && alter->table != together.front()->table)) break;
        if (std::any_of(together.begin(), together.end(), [&](const auto* each) {
                return each->to.name == alter->to.name || references_name(*each, *alter) ||
                       references_name(*alter, *each);
            }))
            break;
        together.push_back(alter);
    }
    return together;
}

void alter_types(const std::vector<const diff::AlterColumn*>& columns, const Context& context, Sink& sink) {
    const ObjectName& table = columns.front()->table;
    const bool joined = columns.size() > 1;
    const bool own_defaults = has_own_defaults(table, context, columns);
    std::vector<DefaultAction> before, after;
    std::vector<Statement> types;
    std::vector<Conversion::Helper> helpers;
    for (const diff::AlterColumn* each : columns) {
        const Column &from = each->from, &to = each->to;
        const std::string column = "ALTER COLUMN " + quote(to.name) + " ";
        const bool new_type = retyped(from, to);
        const bool put_default = new_type ? !keeps_default(from, to) : from.default_sql != to.default_sql;
        const bool inside = joined && !own_defaults;
        if (put_default && from.default_sql && (new_type || !to.default_sql)) {
            Statement drop{column + "DROP DEFAULT", {}};
            inside ? types.push_back(std::move(drop)) : before.push_back({to.name, std::move(drop)});
        }
        if (new_type) {
            const Conversion how = conversion(table, from, to, context.from, context.to, context.direction);
            for (const Conversion::Helper& helper : how.helpers) {
                if (std::find(helpers.begin(), helpers.end(), helper) != helpers.end()) continue;
                sink.add(helper.create);
                helpers.push_back(helper);
            }
            std::string sql = column + "TYPE " + to_sql(to.type);
            if (!to.collation.empty()) sql += " COLLATE " + to.collation;
            if (!how.using_sql.empty()) sql += " USING " + how.using_sql;
            std::string comment = joined && !how.note.empty() ? to.name + ": " + how.note : how.note;
            if (!how.loss.empty()) comment += (comment.empty() ? "" : "\n") + how.loss;
            types.push_back({std::move(sql), std::move(comment)});
        }
        if (put_default && to.default_sql) {
            Statement set{column + "SET DEFAULT " + default_sql(*to.default_sql), {}};
            inside ? types.push_back(std::move(set)) : after.push_back({to.name, std::move(set)});
        }
    }
    const std::string alter = alter_table_sql(table);
    alter_defaults(table, before, own_defaults, context, sink);
    if (joined) {
        Statement all{alter, {}};
        all.sql.pop_back();
        for (Statement& each : types) {
            all.sql += (&each == &types.front() ? "\n    " : ",\n    ") + each.sql;
            if (!each.comment.empty()) all.comment += (all.comment.empty() ? "" : "\n") + each.comment;
        }
        sink.add(std::move(all.sql), std::move(all.comment));
    } else {
        for (Statement& each : types) sink.add(alter + each.sql, each.comment);
    }
    for (auto helper = helpers.rbegin(); helper != helpers.rend(); ++helper) sink.add(helper->drop);
    alter_defaults(table, after, own_defaults, context, sink);
}

}  // namespace retort::emit::postgres
