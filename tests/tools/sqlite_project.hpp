#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <string>

#include "project.hpp"

namespace retort::test {

/// A project on a SQLite file with revisions written by hand: 0001 creates `item` and `note`, which references it; 0002
/// adds a column; 0003 rebuilds `item`, as `revision --autogenerate` writes it; 0004 adds an index.
class SqliteProject : public Project {
public:
    /// `rows`: of `item` after 0001. `journal_mode`: "delete" or "wal"; the file exists then. Empty: no file yet.
    explicit SqliteProject(const std::string& journal_mode, int rows = 100) : Project(Dialect::sqlite) {
        configure();
        write_revision("0001", "none",
                       fmt::format("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT);\n"
                                   "CREATE TABLE note (id INTEGER PRIMARY KEY, item INTEGER REFERENCES item (id));\n"
                                   "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {})\n"
                                   "INSERT INTO item SELECT i, 'item number ' || i FROM n;\n"
                                   "INSERT INTO note SELECT id, id FROM item WHERE id % 10 = 0;",
                                   rows),
                       "DROP TABLE note;\nDROP TABLE item;");
        write_revision("0002", "0001", "ALTER TABLE item ADD COLUMN price INTEGER NOT NULL DEFAULT 0;",
                       "ALTER TABLE item DROP COLUMN price;");
        write_revision("0003", "0002", rebuild("name TEXT NOT NULL"), rebuild("name TEXT"), " transaction:false");
        write_revision("0004", "0003", "CREATE INDEX item_name ON item (name);", "DROP INDEX item_name;");
        if (journal_mode.empty())
            std::filesystem::remove(folder() / "app.db");
        else
            sql("PRAGMA journal_mode = " + journal_mode);
    }

    void write_revision(const std::string& number, const std::string& down, const std::string& up,
                        const std::string& back, const std::string& options = "") const {
        write(fmt::format("migrations/{}.sql", number),
              fmt::format("-- {0} a step\n-- revision: {1}\n-- down_revision: {2}\n-- created: 2026-01-01T00:00:00Z\n"
                          "-- dialect: sqlite\n\n-- migrate:up{3}\n{4}\n\n-- migrate:down{3}\n{5}\n",
                          number, id(number), down == "none" ? down : id(down), options, up, back));
    }

    static std::string id(const std::string& number) { return "aaaa" + number; }

    /// The statements of a rebuild of `item` with this column.
    static std::string rebuild(const std::string& name_column) {
        return fmt::format(
            "PRAGMA foreign_keys = OFF;\nBEGIN;\n"
            "CREATE TABLE new_item (id INTEGER PRIMARY KEY, {}, price INTEGER NOT NULL DEFAULT 0);\n"
            "INSERT INTO new_item (id, name, price) SELECT id, name, price FROM item;\n"
            "DROP TABLE item;\nALTER TABLE new_item RENAME TO item;\n"
            "PRAGMA foreign_key_check;\nCOMMIT;\nPRAGMA foreign_keys = ON;",
            name_column);
    }

    /// The revisions that have run, oldest first: "0001 up, 0002 up".
    std::string history() const {
        return value(
            "SELECT group_concat(substr(revision, 5) || ' ' || direction, ', ') FROM (SELECT * FROM retort_history "
            "ORDER BY id)");
    }
};

}  // namespace retort::test
