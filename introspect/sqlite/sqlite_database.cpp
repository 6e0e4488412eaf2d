#include "introspect/sqlite/sqlite_database.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <filesystem>

#include "introspect/sqlite/catalog.hpp"
#include "introspect/sqlite/split.hpp"
#include "schema/error.hpp"

namespace retort::introspect::sqlite {

namespace {

namespace fs = std::filesystem;

constexpr int busy_timeout_ms = 10'000;

/// Ends the transaction that introspection opened for its snapshot.
class Snapshot {
public:
    explicit Snapshot(SQLite::Database& database) : database_(database) {
        if (sqlite3_get_autocommit(database_.getHandle()) == 0) return;
        database_.exec("BEGIN");
        open_ = true;
    }
    ~Snapshot() {
        if (open_) database_.tryExec("COMMIT");
    }
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

private:
    SQLite::Database& database_;
    bool open_ = false;
};

class SqliteDatabase final : public Database {
public:
    SqliteDatabase(std::string display, const std::string& path, int flags)
        : display_(std::move(display)), database_(path, flags, busy_timeout_ms) {}

    Dialect dialect() const override { return Dialect::sqlite; }
    std::string describe() const override { return display_; }
    int major_version() const override { return SQLITE_VERSION_NUMBER / 1'000'000; }
    bool in_transaction() const override { return sqlite3_get_autocommit(database_.getHandle()) == 0; }
    std::vector<std::string_view> split(std::string_view script) const override { return sqlite::split(script); }

    void execute(std::string_view sql) override {
        for (const std::string_view statement : sqlite::split(sql))
            run(statement, {}, false, static_cast<int>(statement.data() - sql.data()));
    }

    std::vector<Row> query(std::string_view sql, const std::vector<std::string>& parameters) override {
        return run(sql, parameters, true, 0);
    }

    Schema introspect(const Filter& filter) override {
        const Snapshot snapshot(database_);
        return read_schema([this](std::string_view sql) { return run(sql, {}, true, 0); }, filter);
    }

    bool is_read_only() const { return sqlite3_db_readonly(database_.getHandle(), "main") == 1; }

private:
    std::vector<Row> run(std::string_view sql, const std::vector<std::string>& parameters, bool keep, int offset) {
        std::vector<Row> rows;
        try {
            SQLite::Statement statement(database_, std::string(sql));
            for (std::size_t i = 0; i < parameters.size(); ++i) statement.bind(fmt::format("${}", i + 1), parameters[i]);
            while (statement.executeStep()) {
                if (!keep) continue;
                Row row;
                for (int i = 0; i < statement.getColumnCount(); ++i) {
                    const SQLite::Column column = statement.getColumn(i);
                    if (column.isNull()) row.emplace_back();
                    else row.emplace_back(column.getString());
                }
                rows.push_back(std::move(row));
            }
        } catch (const SQLite::Exception& error) {
            const int at = sqlite3_error_offset(database_.getHandle());
            throw StatementError({.message = error.what(), .detail = {}, .sqlstate = {}, .offset = at < 0 ? -1 : at + offset});
        }
        return rows;
    }

    std::string display_;
    SQLite::Database database_;
};

[[noreturn]] void refuse(const Url& url, const std::string& why, const std::string& hint) {
    const std::string setting = url.setting.empty() ? "the database URL" : url.setting;
    throw Error("RT031", "cannot open " + url.display + ": " + why, hint.empty() ? "mend " + setting : hint + " (" + setting + ")");
}

void check_path(const Url& url, const fs::path& path) {
    std::error_code ignored;
    if (path.empty()) refuse(url, "it names no file", "");
    if (fs::is_directory(path, ignored)) refuse(url, "it is a folder", "name a file in it");
    const fs::path parent = path.has_parent_path() ? path.parent_path() : fs::path(".");
    if (!fs::exists(parent, ignored))
        refuse(url, "there is no folder " + parent.string(), "make the folder, or name another file");
}

}  // namespace

std::unique_ptr<Database> open_sqlite(const Url& url, Access access) {
    std::string path = url.target;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    if (path != ":memory:") {
        std::error_code ignored;
        if (access == Access::read_only && !path.empty() && !fs::exists(path, ignored)) {
            path = ":memory:";
        } else {
            check_path(url, path);
            if (access == Access::read_only) flags = SQLITE_OPEN_READONLY;
        }
    }
    try {
        auto database = std::make_unique<SqliteDatabase>(url.display, path, flags);
        database->query("PRAGMA schema_version", {});
        if (access == Access::read_write && database->is_read_only())
            refuse(url, "no permission to write to it", "give this user write permission on the file and its folder");
        database->execute("PRAGMA foreign_keys=ON");
        return database;
    } catch (const SQLite::Exception& error) {
        refuse(url, error.what(), "check that the file and its folder can be read and written");
    } catch (const StatementError& error) {
        const bool foreign = std::string_view(error.what()).find("not a database") != std::string_view::npos;
        refuse(url, error.what(), foreign ? "the file is no SQLite database, or an encrypted one; name another" : "");
    }
}

}  // namespace retort::introspect::sqlite
