#include "emit/sqlite/foreign_key_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "plan/sqlite/expression.hpp"

namespace retort::emit::sqlite {

namespace {

using plan::sqlite::CheckedTable;

/// The rows of a table that reference missing rows (pragma.html, foreign_key_check). Rows of a table without rowids
/// have no number, so only how many there are can be compared. `name`: the table's name at this point. `parent`: an
/// expression for the name of the referenced table, in lower case, since a foreign key may spell it in another way.
std::string violations_of(const CheckedTable& table, const std::string& name, const std::string& parent) {
    return fmt::format(
        "SELECT {} AS child, {} AS row, {} AS parent, {} AS number FROM pragma_foreign_key_check({}, 'main'){}",
        quote_literal(table.name.name), table.without_rowid ? "NULL" : "rowid", parent,
        table.without_rowid ? "count(*)" : "1", quote_literal(name), table.without_rowid ? " GROUP BY 3" : "");
}

constexpr const char* parent_now = "lower(parent)";

/// The name of the referenced table as it is after the renames.
std::string parent_before(const plan::sqlite::Plan& plan) {
    if (plan.declared.tables.empty()) return parent_now;
    std::string sql = "CASE lower(parent)";
    for (const auto& [from, to] : plan.declared.tables)
        sql += fmt::format(" WHEN {} THEN {}", quote_literal(plan::sqlite::to_lower(from.name)),
                           quote_literal(plan::sqlite::to_lower(to.name)));
    return sql + " ELSE lower(parent) END";
}

}  // namespace

ObjectName earlier_name(const ObjectName& name, const plan::sqlite::Plan& plan) {
    ObjectName before = name;
    for (const diff::Renames* renames : {&plan.declared, &plan.by_case})
        for (const auto& [from, to] : renames->tables)
            if (to == before) {
                before = from;
                break;
            }
    return before;
}

void note_violations(const plan::sqlite::Plan& plan, std::vector<Statement>& script) {
    std::string sql;
    for (const CheckedTable& each : plan.checked_tables)
        if (each.before)
            sql += (sql.empty() ? "" : "\nUNION ALL ") +
                   violations_of(each, earlier_name(each.name, plan).name, parent_before(plan));
    if (sql.empty() && !plan.checked_tables.empty())
        sql = "SELECT NULL AS child, NULL AS row, NULL AS parent, NULL AS number WHERE false";
    if (!sql.empty())
        script.push_back({"CREATE TEMP TABLE retort_dangling AS\n" + sql,
                          "rows that reference missing rows already, before the changes"});
}

void check_violations(const plan::sqlite::Plan& plan, std::vector<Statement>& script) {
    if (plan.checked_tables.empty()) return;
    std::string sql;
    for (const CheckedTable& each : plan.checked_tables)
        sql += (sql.empty() ? "" : "\nUNION ALL ") + violations_of(each, each.name.name, parent_now);
    script.push_back({"CREATE TEMP TABLE retort_violations AS\n" + sql + "\nEXCEPT SELECT * FROM retort_dangling",
                      "fails, and undoes all changes, if other rows reference missing rows now"});
    script.push_back(
        {"CREATE TEMP TABLE retort_check (violations INTEGER CONSTRAINT foreign_keys CHECK (violations = 0))", {}});
    script.push_back({"INSERT OR ROLLBACK INTO retort_check SELECT count(*) FROM retort_violations", {}});
    for (const char* table : {"retort_check", "retort_violations", "retort_dangling"})
        script.push_back({fmt::format("DROP TABLE temp.{}", table), {}});
}

}  // namespace retort::emit::sqlite
