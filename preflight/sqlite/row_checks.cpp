#include "preflight/sqlite/row_checks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "emit/sqlite/table_sql.hpp"
#include "plan/sqlite/expression.hpp"
#include "plan/sqlite/storable.hpp"
#include "preflight/row_checker.hpp"

namespace retort::preflight::sqlite {

namespace {

class Checker final : public RowChecker {
public:
    using RowChecker::RowChecker;

protected:
    /// The same map as in copy_rows: empty unless the type or a check of the column changes.
    std::map<std::string, std::string> labels(const ObjectName& table, const Column& before,
                                              const Column& after) const override {
        const auto changes = [&] {
            const auto referencing = [&](const std::vector<Check>& checks) {
                std::vector<std::string> found;
                for (const Check& check : checks)
                    if (plan::sqlite::references_name(check.expression, after.name)) found.push_back(check.expression);
                std::sort(found.begin(), found.end());
                return found;
            };
            return referencing(from_.tables.at(table).checks) != referencing(to_.tables.at(table).checks);
        };
        if (after.transition->old_labels.empty() || (before.type == after.type && !changes())) return {};
        return after.transition->old_labels;
    }

    std::string converted(const ObjectName& table, const Column& before, const Column& after,
                          const std::string& value) const override {
        const std::string& how = after.transition->using_sql;
        return relabelled(how.empty() ? value : "(" + how + ")", labels(table, before, after));
    }

    bool numbers_itself(const Table& table, const Column& column) const override {
        return emit::sqlite::is_rowid_alias(table) && table.primary_key->columns.front() == column.name;
    }

    /// Only STRICT tables reject a value for its type (stricttables.html). Affinity first converts text that looks like
    /// a number (datatype3.html, section 3).
    void check_type(const ObjectName& table, const Column&, const Column& after) override {
        const Table& owner = to_.tables.at(table);
        if (!owner.strict || !after.transition->using_sql.empty()) return;
        const std::string type = plan::sqlite::to_lower(after.type.sql);
        const bool integer = type == "int" || type == "integer";
        if (!integer && type != "real") return;
        add({.answer = RowCheck::Answer::rows,
             .sql = fmt::format("SELECT count(*) FROM {} WHERE typeof(CAST({} AS NUMERIC) + 0) NOT IN ({}) OR {} GLOB "
                                "'*[^-+0-9.eE]*'",
                                rows_renamed(table), quote(after.name),
                                integer ? "'integer', 'null'" : "'integer', 'real', 'null'", quote(after.name)),
             .table = display(table),
             .message = fmt::format("{}.{} becomes {}, but values in {{}} do not fit", display(table), after.name,
                                    after.type.sql),
             .hint = "change these rows first, or declare the conversion in the model: .using_sql(\"…\")",
             .declared = *after.declared});
    }

    /// SQLite has no enum types.
    void check_enum(const Enum&, const Enum&) override {}
};

}  // namespace

std::vector<RowCheck> row_checks(const Schema& from, const Schema& to, const emit::Plan& up) {
    const Schema start = plan::sqlite::storable(from);
    const Schema target = plan::sqlite::storable(to);
    // A query treats names that differ in case alone as equal.
    const diff::RenamedSchema cased(up.case_renames, start);
    const diff::RenamedSchema after(up.renames, cased.get());
    return Checker(after.get(), target, up.renames).run(up.steps);
}

}  // namespace retort::preflight::sqlite
