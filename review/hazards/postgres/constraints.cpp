// Constraints that are added, validated and dropped.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "review/hazards/postgres/context.hpp"

namespace retort::hazards::postgres {

namespace {

std::string title(const Json& constraint, const ObjectName& table) {
    const std::string name = text(constraint, "conname");
    return name.empty() ? fmt::format("on {}", display(table)) : fmt::format("{} on {}", name, display(table));
}

void check(Context& context, const ObjectName& table, const Json& constraint) {
    context.affect_all(table, Lock::access_exclusive, Work::catalog);
    if (flag(constraint, "skip_validation")) return;
    context.affect_all(table, Lock::access_exclusive, Work::scan);
    context.find(Rule::check_scans, location(constraint),
                 fmt::format("the CHECK {} is checked on every row", title(constraint, table)), table);
}

void foreign_key(Context& context, const ObjectName& table, const Json& constraint) {
    const ObjectName referenced = relation_name(at(constraint, "pktable"));
    const bool validated = !flag(constraint, "skip_validation");
    context.affect_all(table, Lock::share_row_exclusive, validated ? Work::scan : Work::catalog);
    context.affect_all(referenced, Lock::share_row_exclusive, validated ? Work::rows : Work::catalog);
    if (!validated || context.known.is_new(table)) return;
    context.find(
        Rule::foreign_key_scans, location(constraint),
        fmt::format("the foreign key {} to {} is checked on every row", title(constraint, table), display(referenced)),
        table);
}

void exclusion(Context& context, const ObjectName& table, const Json& constraint) {
    context.affect_all(table, Lock::access_exclusive, Work::scan);
    context.find(Rule::exclusion_constraint_blocks, location(constraint),
                 fmt::format("the exclusion constraint {} builds an index", title(constraint, table)), table);
}

KnownConstraint::Kind kind_of(const std::string& contype) {
    if (contype == "CONSTR_FOREIGN") return KnownConstraint::Kind::foreign_key;
    if (contype == "CONSTR_CHECK") return KnownConstraint::Kind::check;
    return contype == "CONSTR_EXCLUSION" ? KnownConstraint::Kind::exclusion : KnownConstraint::Kind::key;
}

/// The name that the server generates (PostgreSQL: ChooseConstraintName), where it is not taken.
std::string generated_name(const ObjectName& table, const std::string& contype,
                           const std::vector<std::string>& columns) {
    if (contype == "CONSTR_PRIMARY") return table.name + "_pkey";
    const std::string_view suffix = contype == "CONSTR_FOREIGN" ? "fkey" : contype == "CONSTR_CHECK" ? "check" : "key";
    if (contype == "CONSTR_CHECK" && columns.size() != 1) return table.name + "_check";
    return fmt::format("{}_{}_{}", table.name, fmt::join(columns, "_"), suffix);
}

/// Columns of a primary key become NOT NULL, which needs a scan where they are not.
void require_not_null(Context& context, const ObjectName& table, const std::vector<std::string>& columns,
                      std::size_t position) {
    std::vector<std::string> nullable;
    for (const std::string& each : columns)
        if (!context.known.excludes_null(table, each)) nullable.push_back(each);
    for (const std::string& each : columns) context.known.tables[table].columns[each].not_null = true;
    if (nullable.empty()) return;
    context.affect_all(table, Lock::access_exclusive, Work::scan);
    context.find(Rule::set_not_null_scans, position,
                 fmt::format("the primary key of {} makes {} NOT NULL", display(table), fmt::join(nullable, ", ")),
                 table);
}

}  // namespace

void judge_key_index(Context& context, const ObjectName& table, const Json& constraint,
                     const std::vector<std::string>& columns) {
    const bool primary = text(constraint, "contype") == "CONSTR_PRIMARY";
    const std::string index = text(constraint, "indexname");
    const std::size_t position = location(constraint);
    context.affect_all(table, Lock::access_exclusive, index.empty() ? Work::scan : Work::catalog);
    if (index.empty())
        context.find(primary ? Rule::primary_key_blocks : Rule::unique_constraint_blocks, position,
                     fmt::format("the {} {} builds an index", primary ? "primary key" : "UNIQUE constraint",
                                 title(constraint, table)),
                     table);
    if (!primary) return;
    std::vector<std::string> parts = columns;
    if (const auto known = context.known.indexes.find({table.schema, index}); known != context.known.indexes.end())
        parts = known->second.columns;
    // The build of the index finds the NULLs too, but only after SET NOT NULL has read the table.
    require_not_null(context, table, parts, position);
}

void judge_new_constraint(Context& context, const ObjectName& table, const Json& constraint) {
    const std::string kind = text(constraint, "contype");
    if (kind == "CONSTR_CHECK") {
        check(context, table, constraint);
    } else if (kind == "CONSTR_FOREIGN") {
        foreign_key(context, table, constraint);
    } else if (kind == "CONSTR_EXCLUSION") {
        exclusion(context, table, constraint);
    } else if (kind == "CONSTR_UNIQUE" || kind == "CONSTR_PRIMARY") {
        judge_key_index(context, table, constraint, strings(at(constraint, "keys")));
    }
    learn_constraint(context, table, constraint);
}

void learn_constraint(Context& context, const ObjectName& table, const Json& constraint,
                      const std::vector<std::string>& columns) {
    const std::string contype = text(constraint, "contype");
    if (contype != "CONSTR_CHECK" && contype != "CONSTR_FOREIGN" && contype != "CONSTR_UNIQUE" &&
        contype != "CONSTR_PRIMARY" && contype != "CONSTR_EXCLUSION")
        return;
    KnownConstraint known;
    known.kind = kind_of(contype);
    known.valid = !flag(constraint, "skip_validation");
    std::vector<std::string> named = columns;
    if (contype == "CONSTR_CHECK") {
        known.not_null = not_null_columns(at(constraint, "raw_expr"));
        const std::set<std::string> used = column_names(at(constraint, "raw_expr"));
        named.assign(used.begin(), used.end());
    } else if (contype == "CONSTR_FOREIGN") {
        known.referenced = relation_name(at(constraint, "pktable"));
        if (named.empty()) named = strings(at(constraint, "fk_attrs"));
    } else if (named.empty()) {
        named = strings(at(constraint, "keys"));
    }
    known.columns.insert(named.begin(), named.end());
    KnownTable& owner = context.known.tables[table];
    if (contype == "CONSTR_PRIMARY")
        for (const std::string& each : named) owner.columns[each].not_null = true;
    const std::string given = text(constraint, "conname");
    owner.constraints[given.empty() ? generated_name(table, contype, named) : given] = std::move(known);
}

void judge_validation(Context& context, const ObjectName& table, const std::string& name, std::size_t position) {
    context.affect_all(table, Lock::share_update_exclusive, Work::scan);
    const auto held = std::find_if(context.session.held.begin(), context.session.held.end(), [&](const HeldLock& each) {
        return each.table == table && blocks_writes(each.lock);
    });
    if (held != context.session.held.end())
        context.find(Rule::validate_under_lock, position,
                     fmt::format("VALIDATE CONSTRAINT {} reads {} while the transaction holds the lock {} on it", name,
                                 display(table), to_string(held->lock)),
                     table);
    KnownTable& owner = context.known.tables[table];
    const auto known = owner.constraints.find(name);
    if (known == owner.constraints.end()) return;
    known->second.valid = true;
    context.affect(known->second.referenced, Lock::row_share, Work::rows);
}

void judge_dropped_constraint(Context& context, const ObjectName& table, const Json& command, std::size_t position) {
    const std::string name = text(command, "name");
    KnownTable& owner = context.known.tables[table];
    const auto known = owner.constraints.find(name);
    if (known != owner.constraints.end()) {
        const KnownConstraint constraint = known->second;
        owner.constraints.erase(known);
        context.affect(constraint.referenced, Lock::access_exclusive, Work::catalog);
        // A CHECK that only proved NOT NULL, which the columns now are themselves.
        const bool proved = constraint.kind == KnownConstraint::Kind::check && !constraint.not_null.empty() &&
                            constraint.not_null == constraint.columns &&
                            std::all_of(constraint.not_null.begin(), constraint.not_null.end(),
                                        [&](const std::string& each) { return owner.columns[each].not_null; });
        if (proved) return;
    }
    if (context.creations.constraints.contains({table, name})) return;  // it is replaced
    context.find(Rule::drop_constraint, position, fmt::format("drops the constraint {} on {}", name, display(table)),
                 table);
}

}  // namespace retort::hazards::postgres
