#include "plan/sqlite/alterable.hpp"

#include <algorithm>

#include "plan/sqlite/expression.hpp"
#include "schema/parts.hpp"

namespace retort::plan::sqlite {

namespace {

bool contains(const std::vector<std::string>& list, const std::string& name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

std::vector<const Column*> added_columns(const TableDelta& delta) {
    std::vector<const Column*> added;
    for (const diff::Change& change : delta.changes)
        if (const auto* add = std::get_if<diff::AddColumn>(&change)) added.push_back(&add->to);
    return added;
}

bool has_foreign_key(const TableDelta& delta, const std::string& column) {
    return std::any_of(delta.to->foreign_keys.begin(), delta.to->foreign_keys.end(),
                       [&](const ForeignKey& key) { return contains(key.columns, column); });
}

bool can_add(const Column& column, const TableDelta& delta, const Surroundings& around) {
    if (column.autoincrement) return false;
    // A rebuild writes the backfill value into existing rows without firing triggers.
    if (!column.transition->backfill_sql.empty() && around.direction == Direction::up && !column.generated)
        return false;
    if (column.generated) {
        const auto added = added_columns(delta);
        return !column.generated->stored && std::none_of(added.begin(), added.end(), [&](const Column* other) {
            return other->generated && other->name != column.name &&
                   references_name(column.generated->expression, other->name);
        });
    }
    if (!column.default_sql) return column.nullable;
    return is_constant(*column.default_sql) && !has_foreign_key(delta, column.name);
}

bool refers_to(const Schema& schema, const ObjectName& table, const std::string& column) {
    return std::any_of(schema.tables.begin(), schema.tables.end(), [&](const auto& entry) {
        return std::any_of(
            entry.second.foreign_keys.begin(), entry.second.foreign_keys.end(),
            [&](const ForeignKey& key) { return key.table == table && contains(key.references, column); });
    });
}

bool can_drop(const Column& column, const TableDelta& delta, const Surroundings& around) {
    const Table& table = *delta.from;
    const std::string& name = column.name;
    const bool is_used = any_part(SqliteConstraints{}, table, [&](const auto& each) {
        if constexpr (requires { each.columns; })
            return contains(each.columns, name);
        else
            return references_name(each.expression, name);
    });
    if (is_used) return false;
    for (const Column& other : table.columns)
        if (other.generated && other.name != name && references_name(other.generated->expression, name)) return false;
    for (const Definition* definition : around.standing)
        if (references_name(definition->sql, name)) return false;
    return !refers_to(around.from, table.name, name) && !refers_to(around.to, table.name, name);
}

/// True when ALTER TABLE can't make the change.
struct IsBlocker {
    const TableDelta& delta;
    const Surroundings& around;

    bool operator()(const diff::AddColumn& change) const { return !can_add(change.to, delta, around); }
    bool operator()(const diff::DropColumn& change) const { return !can_drop(change.from, delta, around); }
    bool operator()(const diff::AddConstraint& change) const { return !column_to_add_with(change.to, delta); }
    bool operator()(const diff::CreateIndex&) const { return false; }
    bool operator()(const diff::DropIndex&) const { return false; }
    bool operator()(const diff::AlterIndex&) const { return false; }
    template <class Change>
    bool operator()(const Change&) const {
        return true;
    }
};

}  // namespace

const Column* column_to_add_with(const diff::Constraint& constraint, const TableDelta& delta) {
    const auto added = added_columns(delta);
    if (const auto* key = std::get_if<ForeignKey>(&constraint)) {
        if (key->columns.size() != 1) return nullptr;
        const auto found = std::find_if(added.begin(), added.end(),
                                        [&](const Column* column) { return column->name == key->columns[0]; });
        return found == added.end() ? nullptr : *found;
    }
    if (const auto* check = std::get_if<Check>(&constraint)) {
        const Column* last = nullptr;
        for (const Column* column : added) {
            const bool later = !last || column->generated || !last->generated;
            if (later && references_name(check->expression, column->name)) last = column;
        }
        return last;
    }
    return nullptr;
}

std::vector<const diff::Change*> blockers(const TableDelta& delta, const Surroundings& around) {
    std::vector<const diff::Change*> found;
    for (const diff::Change& change : delta.changes)
        if (std::visit(IsBlocker{delta, around}, change)) found.push_back(&change);
    return found;
}

}  // namespace retort::plan::sqlite
