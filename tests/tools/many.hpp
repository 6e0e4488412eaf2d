#pragma once

#include <fmt/format.h>

#include <string>

#include "project.hpp"

namespace retort::test {

/// A project with a chain of revisions for many schemas or databases.
class ManyProject : public ::testing::Test {
protected:
    explicit ManyProject(Dialect dialect = Dialect::postgresql) : project(dialect) {
        project.configure();
        add(1, "CREATE TABLE users (id integer PRIMARY KEY, name text);", "DROP TABLE users;");
        add(2, "ALTER TABLE users ADD COLUMN mail text;", "ALTER TABLE users DROP COLUMN mail;");
    }

    /// Revision 1 is "0001 step (aaaa0001)".
    void add(int number, const std::string& up, const std::string& down = "SELECT 1;",
             const std::string& section = "") const {
        project.write(fmt::format("migrations/{:04}_step.sql", number),
                      fmt::format("-- {:04} step\n-- revision: aaaa{:04}\n-- down_revision: {}\n\n-- migrate:up{}\n{}"
                                  "\n\n-- migrate:down\n{}\n",
                                  number, number, number == 1 ? "none" : fmt::format("aaaa{:04}", number - 1), section,
                                  up, down));
    }

    static std::string tenant(int i) { return fmt::format("tenant_{:02}", i); }
    void create_tenants(int count) const {
        std::string sql;
        for (int i = 1; i <= count; ++i) sql += fmt::format("CREATE SCHEMA {};", tenant(i));
        project.sql(sql);
    }
    /// The number of tenants that have a table, or that have a column of `users`.
    int with_table(const std::string& name) const {
        return std::stoi(project.value(
            "SELECT count(*) FROM pg_tables WHERE schemaname LIKE 'tenant\\_%' AND tablename = '" + name + "'"));
    }
    int with_column(const std::string& name) const {
        return std::stoi(
            project.value("SELECT count(*) FROM information_schema.columns WHERE table_schema LIKE "
                          "'tenant\\_%' AND table_name = 'users' AND column_name = '" +
                          name + "'"));
    }
    std::string version_of(const std::string& schema) const {
        return project.value("SELECT coalesce(string_agg(version_num, ','), '') FROM " + schema + ".retort_version");
    }

    Project project;
};

}  // namespace retort::test
