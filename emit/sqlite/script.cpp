#include "emit/sqlite/script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "diff/rename_steps.hpp"
#include "emit/sqlite/alter_in_place.hpp"
#include "emit/sqlite/foreign_key_checks.hpp"
#include "emit/sqlite/rebuild.hpp"
#include "emit/sqlite/replace_tables.hpp"
#include "emit/sqlite/table_sql.hpp"
#include "plan/sqlite/plan.hpp"
#include "plan/sqlite/virtual_tables.hpp"

namespace retort::emit::sqlite {

namespace {

using Made = plan::sqlite::Plan;
using Statements = std::vector<Statement>;

void open(const Made& made, Statements& script) {
    script.push_back(
        {"PRAGMA foreign_keys = OFF",
         made.rebuilt_tables.empty()
             ? "Foreign keys are off, so that DROP TABLE does not change rows that reference the table."
             : "Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,\n"
               "so that DROP TABLE of the old table does not change rows that reference it."});
    script.push_back({"BEGIN", {}});
    note_violations(made, script);
}

void close(const Made& made, Statements& script) {
    check_violations(made, script);
    script.push_back({"COMMIT", {}});
    script.push_back({"PRAGMA foreign_keys = ON", {}});
}

/// The columns whose values a changed virtual table keeps, if the plan creates it again.
std::vector<std::string> kept_columns(const Made& made, const Definition& dropped) {
    const auto after =
        std::find_if(made.created_definitions.begin(), made.created_definitions.end(),
                     [&](const Definition* each) { return each->kind == dropped.kind && each->name == dropped.name; });
    return after == made.created_definitions.end() ? std::vector<std::string>{}
                                                   : plan::sqlite::kept_columns(dropped, **after);
}

std::string name_aside(const Made& made, const Definition& virtual_table) {
    return quote(made.taken.free_name("old", virtual_table.name.name));
}

void drop_definitions(const Made& made, Direction direction, Statements& script) {
    for (const Definition* each : made.dropped_definitions) {
        if (!kept_columns(made, *each).empty()) {
            script.push_back({"PRAGMA legacy_alter_table = ON", "only the table itself gets another name"});
            script.push_back(
                {fmt::format("ALTER TABLE {} RENAME TO {}", quote(each->name.name), name_aside(made, *each)), {}});
            script.push_back({"PRAGMA legacy_alter_table = OFF", {}});
            continue;
        }
        const bool has_rows = each->kind == ObjectKind::virtual_table && direction == Direction::up &&
                              plan::sqlite::content_table(*each).empty();
        script.push_back({fmt::format("DROP {} {}", info(each->kind).sql, quote(each->name.name)),
                          has_rows ? fmt::format("drops virtual table {} with its rows", display(each->name)) : ""});
    }
    for (const Index* each : made.dropped_indexes) script.push_back({"DROP INDEX " + quote(each->name), {}});
}

void drop_tables(const Made& made, Direction direction, Statements& script) {
    for (const Table* each : made.dropped_tables) {
        const ObjectName name = earlier_name(each->name, made);
        script.push_back(
            {"DROP TABLE " + quote(name.name),
             direction == Direction::up ? fmt::format("drops table {} with its rows", display(name)) : ""});
    }
}

/// The declared renames without those of dropped tables to interim names: tables are dropped before the renames.
diff::Renames without_dropped(diff::Renames renames, const std::vector<const Table*>& dropped) {
    std::erase_if(renames.tables, [&](const auto& pair) {
        return std::any_of(dropped.begin(), dropped.end(),
                           [&](const Table* each) { return each->name == pair.second; });
    });
    return renames;
}

/// A new name that differs in case alone is taken by the table itself. With `taken`, the rename has two steps, through
/// a name that is not in `taken`.
void rename(const diff::Renames& renames, const plan::sqlite::TakenNames* taken, Statements& script) {
    const auto interim_name = [](const std::string& name) { return name + "__swap"; };
    const auto interim_table = [&](const ObjectName& name) { return ObjectName{name.schema, interim_name(name.name)}; };
    for (const auto& [before, after] : diff::rename_steps(renames.tables, interim_table)) {
        std::string current = before.name;
        if (taken) {
            const std::string between = taken->free_name("renamed", after.name);
            script.push_back({fmt::format("ALTER TABLE {} RENAME TO {}", quote(current), quote(between)), {}});
            current = between;
        }
        script.push_back({fmt::format("ALTER TABLE {} RENAME TO {}", quote(current), quote(after.name)), {}});
    }
    for (const auto& [table, columns] : renames.columns)
        for (const auto& [before, after] : diff::rename_steps(columns, interim_name))
            script.push_back(
                {fmt::format("ALTER TABLE {} RENAME COLUMN {} TO {}", quote(table.name), quote(before), quote(after)),
                 {}});
}

void create_tables(const Made& made, Direction direction, Statements& script) {
    for (const Table* table : made.created_tables) {
        const bool lost = direction == Direction::down;
        script.push_back({create_table_sql(*table),
                          lost ? fmt::format("the old rows of {} are not restored", display(table->name)) : ""});
        for (const Index& index : table->indexes) script.push_back({create_index_sql(table->name, index), {}});
    }
}

void rebuild_tables(const Made& made, Direction direction, Statements& script) {
    if (made.rebuilt_tables.empty()) return;
    script.push_back({"PRAGMA legacy_alter_table = ON",
                      "views and triggers stay unchanged while the tables that they reference are replaced"});
    for (const plan::sqlite::Rebuild& each : made.rebuilt_tables) rebuild(each, made.taken, direction, script);
    script.push_back({"PRAGMA legacy_alter_table = OFF", {}});
}

/// Copies the rows that a changed virtual table stores itself, and drops the old one.
void copy_virtual_rows(const Made& made, const Definition& after, Statements& script) {
    const auto before =
        std::find_if(made.dropped_definitions.begin(), made.dropped_definitions.end(),
                     [&](const Definition* each) { return each->kind == after.kind && each->name == after.name; });
    if (before == made.dropped_definitions.end()) return;
    std::string columns = plan::sqlite::is_full_text(after) ? "rowid" : "";
    const std::vector<std::string> kept = plan::sqlite::kept_columns(**before, after);
    for (const std::string& each : kept) columns += (columns.empty() ? "" : ", ") + quote(each);
    if (kept.empty()) return;
    const std::string old = name_aside(made, after);
    script.push_back(
        {fmt::format("INSERT INTO {} ({})\nSELECT {}\nFROM {}", quote(after.name.name), columns, columns, old),
         "keeps the rows in the columns that both definitions have"});
    script.push_back({"DROP TABLE " + old, {}});
}

void create_definitions(const Made& made, Statements& script) {
    for (const Definition* each : made.created_definitions) {
        script.push_back({each->sql, {}});
        copy_virtual_rows(made, *each, script);
        const std::string content = plan::sqlite::content_table(*each), name = quote(each->name.name);
        if (!content.empty())
            script.push_back({fmt::format("INSERT INTO {} ({}) VALUES ('rebuild')", name, name),
                              fmt::format("indexes the rows of {}", content)});
    }
}

void rename_all(const Made& made, Statements& script) {
    rename(made.by_case, &made.taken, script);
    rename(without_dropped(made.declared, made.dropped_tables), nullptr, script);
}

/// Replaces tables with foreign keys on.
Script deferred_script(const Made& made, Direction direction) {
    Script script;
    Statements& statements = script.statements;
    statements.push_back({"PRAGMA defer_foreign_keys = ON",
                          "Foreign keys are on, and are checked at COMMIT. A table that references a replaced one is\n"
                          "replaced too, so that DROP TABLE of the old tables does not change rows of others."});
    drop_triggers(made, statements);
    drop_definitions(made, direction, statements);
    set_dropped_aside(made, statements);
    rename_all(made, statements);
    create_successors(made, statements);
    create_tables(made, direction, statements);
    for (const plan::sqlite::TableDelta* each : made.altered_tables) alter_in_place(*each, direction, statements);
    copy_and_drop(made, direction, statements);
    create_definitions(made, statements);
    return script;
}

Script script_of(const Made& made, Direction direction) {
    if (!made.replaced_tables.empty()) return deferred_script(made, direction);
    Script script;
    const bool keys_off = made.needs_keys_off || !made.rebuilt_tables.empty();
    script.transactional = !keys_off;
    Statements& statements = script.statements;
    if (keys_off) open(made, statements);
    drop_definitions(made, direction, statements);
    drop_tables(made, direction, statements);
    rename_all(made, statements);
    create_tables(made, direction, statements);
    for (const plan::sqlite::TableDelta* each : made.altered_tables) alter_in_place(*each, direction, statements);
    rebuild_tables(made, direction, statements);
    create_definitions(made, statements);
    if (keys_off) close(made, statements);
    return script;
}

}  // namespace

Plan plan(const Schema& from, const Schema& to, Direction direction, ForeignKeys foreign_keys) {
    Made made = plan::sqlite::plan(from, to, direction, foreign_keys);
    Plan plan;
    if (!made.changes.empty()) plan.script = script_of(made, direction);
    plan.foreign_keys = foreign_keys;
    plan.errors = std::move(made.errors);
    for (const plan::sqlite::CheckedTable& each : made.checked_tables)
        if (each.before) plan.checked_tables.push_back(earlier_name(each.name, made));
    plan.steps = plan::steps_of(std::move(made.changes));
    plan.differences = std::move(made.differences);
    plan.renames = std::move(made.declared);
    plan.case_renames = std::move(made.by_case);
    return plan;
}

Script rename_script(const diff::Renames& renames) {
    Script script;
    rename(renames, nullptr, script.statements);
    return script;
}

Script create_script(const Schema& schema) {
    Schema nothing;
    nothing.dialect = Dialect::sqlite;
    return sqlite::plan(nothing, schema, Direction::up).script;
}

}  // namespace retort::emit::sqlite
