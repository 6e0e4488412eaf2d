#include "emit/postgres/context.hpp"

#include "diff/inheritance.hpp"
#include "schema/parts.hpp"

namespace retort::emit::postgres {

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

std::set<ObjectName> deferred_tables(const Schema& from, const Schema& to) {
    std::set<ObjectName> tables;
    add_deferred(tables, from);
    add_deferred(tables, to);
    return tables;
}

}  // namespace

Context::Context(const Schema& from, const Schema& to, const diff::Renames& renames, Direction direction)
    : from(from),
      to(to),
      renames(renames),
      direction(direction),
      children(diff::children_of(from, to)),
      deferred(deferred_tables(from, to)) {}

}  // namespace retort::emit::postgres
