#include "page_of.hpp"

#include <tuple>

#include "diff/compare.hpp"
#include "review/differences.hpp"
#include "review/page/scripts.hpp"
#include "review/page/tables.hpp"

namespace retort::page::test {

Schema start() {
    Schema schema;
    Table users;
    users.name.name = "users";
    users.columns = {{.name = "id", .type = {.sql = "bigint"}, .nullable = false},
                     {.name = "email", .type = {.sql = "character varying(255)"}},
                     {.name = "legacy", .type = {.sql = "text"}}};
    users.primary_key = PrimaryKey{.name = "users_pkey", .columns = {"id"}};
    Table orders;
    orders.name.name = "orders";
    orders.columns = {{.name = "id", .type = {.sql = "bigint"}, .nullable = false},
                      {.name = "user_id", .type = {.sql = "bigint"}}};
    ForeignKey key;
    key.name = "orders_user_id_fkey";
    key.columns = {"user_id"};
    key.table.name = "users";
    key.references = {"id"};
    orders.foreign_keys = {key};
    schema.tables[users.name] = users;
    schema.tables[orders.name] = orders;
    return schema;
}

Page page_of(const Schema& before, const Schema& after, const std::string& file) {
    Page page;
    page.title = "0002 change (bbbb1111)";
    page.from = "migrations up to 0001";
    page.to = "migrations up to 0002";
    const diff::Renames renames = diff::find_renames(before, after);
    const diff::Differences changes = diff::compare(before, after, renames);
    page.differences = review::differences(before, after);
    add_changes(page, before, after, changes, renames);
    for (const preflight::Loss& each : preflight::losses(before, after, renames))
        page.losses.push_back({each.table, each.drop.column, 1200, ""});
    if (file.empty()) return page;
    const std::vector<hazards::LintFile> files{
        {"migrations/0002.sql", file, hazards::parts_of(file, true), true, true}};
    hazards::LintOptions options;
    options.down = true;
    Migration& migration = page.migrations.emplace_back();
    migration.id = "bbbb1111";
    migration.title = page.title;
    migration.file = files.front().path;
    std::tie(migration.up, migration.down) = scripts_of(files.front(), hazards::lint(files, options));
    page.downgrade = downgrade_of(page, changes);
    return page;
}

}  // namespace retort::page::test
