#include "introspect/sqlite/sqlite_database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>

#include "introspect/sqlite/catalog.hpp"
#include "schema/error.hpp"
#include "sql/sqlite/split.hpp"

namespace retort::introspect::sqlite {

namespace {

namespace fs = std::filesystem;

constexpr int busy_timeout_ms = 10'000;

struct Close {
    bool owned = true;
    void operator()(sqlite3* handle) const {
        if (owned) sqlite3_close_v2(handle);
    }
};
using Handle = std::unique_ptr<sqlite3, Close>;

struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

/// Ends the transaction that introspection opened for its snapshot.
class Snapshot {
public:
    explicit Snapshot(Database& database) : database_(database) {
        if (database_.in_transaction()) return;
        database_.execute("BEGIN");
        open_ = true;
    }
    ~Snapshot() {
        if (!open_) return;
        try {
            database_.execute("COMMIT");
        } catch (const StatementError&) {
            // Nothing was written.
        }
    }
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

private:
    Database& database_;
    bool open_ = false;
};

/// Interrupts what the connection does when the time is over (c3ref/progress_handler.html).
class Deadline {
public:
    Deadline(sqlite3* database, std::optional<std::chrono::milliseconds> limit) : database_(database) {
        if (!limit) return;
        end_ = std::chrono::steady_clock::now() + *limit;
        sqlite3_progress_handler(database_, 10'000, &Deadline::is_over, this);
        set_ = true;
    }
    ~Deadline() {
        if (set_) sqlite3_progress_handler(database_, 0, nullptr, nullptr);
    }
    Deadline(const Deadline&) = delete;
    Deadline& operator=(const Deadline&) = delete;

private:
    static int is_over(void* self) {
        return std::chrono::steady_clock::now() > static_cast<const Deadline*>(self)->end_ ? 1 : 0;
    }

    sqlite3* database_;
    std::chrono::steady_clock::time_point end_;
    bool set_ = false;
};

class SqliteDatabase final : public Database {
public:
    SqliteDatabase(sql::Url url, Handle handle) : url_(std::move(url)), handle_(std::move(handle)) {}

    Dialect dialect() const override { return Dialect::sqlite; }
    std::string describe() const override { return url_.display; }
    const sql::Url& url() const override { return url_; }
    int major_version() const override { return sqlite3_libversion_number() / 1'000'000; }
    bool in_transaction() const override { return sqlite3_get_autocommit(handle_.get()) == 0; }
    std::vector<std::string_view> split(std::string_view script) const override { return sql::sqlite::split(script); }

    void begin_reading(std::chrono::milliseconds limit) override {
        execute("BEGIN");
        limit_ = limit;
    }

    /// What a script can set, its PRAGMAs, is for it to put back.
    void reset_session() override {}

    void execute(std::string_view sql) override {
        for (const std::string_view statement : sql::sqlite::split(sql))
            run(statement, {}, false, static_cast<int>(statement.data() - sql.data()));
    }

    std::vector<Row> query(std::string_view sql, const std::vector<std::string>& parameters) override {
        return run(sql, parameters, true, 0);
    }

    std::string default_schema() override { return "main"; }
    /// There is nothing of the kind.
    Needed needed_by_unseen(const Filter&) override { return {}; }

    Schema introspect(const Filter& filter) override {
        const Snapshot snapshot(*this);
        return read_schema([this](std::string_view sql) { return run(sql, {}, true, 0); }, filter);
    }

    bool is_read_only() const { return sqlite3_db_readonly(handle_.get(), "main") == 1; }

private:
    std::vector<Row> run(std::string_view sql, const std::vector<std::string>& parameters, bool keep, int offset) {
        sqlite3_stmt* prepared = nullptr;
        const int status =
            sqlite3_prepare_v2(handle_.get(), sql.data(), static_cast<int>(sql.size()), &prepared, nullptr);
        const std::unique_ptr<sqlite3_stmt, Finalize> statement(prepared);
        if (status != SQLITE_OK) fail(offset);
        std::vector<Row> rows;
        if (prepared == nullptr) return rows;
        if (limit_ && !in_transaction()) limit_.reset();
        const Deadline deadline(handle_.get(), limit_);
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            const int at = sqlite3_bind_parameter_index(prepared, fmt::format("${}", i + 1).c_str());
            const std::string& value = parameters[i];
            if (sqlite3_bind_text(prepared, at, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT) !=
                SQLITE_OK)
                fail(offset);
        }
        int step = sqlite3_step(prepared);
        for (; step == SQLITE_ROW; step = sqlite3_step(prepared))
            if (keep) rows.push_back(row_of(prepared));
        if (step != SQLITE_DONE) fail(offset);
        return rows;
    }

    static Row row_of(sqlite3_stmt* statement) {
        Row row;
        for (int i = 0; i < sqlite3_column_count(statement); ++i) {
            const auto* text = static_cast<const char*>(sqlite3_column_blob(statement, i));
            if (sqlite3_column_type(statement, i) == SQLITE_NULL)
                row.emplace_back();
            else
                row.emplace_back(std::string(text == nullptr ? "" : text,
                                             static_cast<std::size_t>(sqlite3_column_bytes(statement, i))));
        }
        return row;
    }

    [[noreturn]] void fail(int offset) const {
        const int at = sqlite3_error_offset(handle_.get());
        throw StatementError({.message = sqlite3_errmsg(handle_.get()),
                              .detail = {},
                              .sqlstate = {},
                              .offset = at < 0 ? -1 : at + offset});
    }

    sql::Url url_;
    Handle handle_;
    std::optional<std::chrono::milliseconds> limit_;  ///< for each statement of begin_reading's transaction
};

[[noreturn]] void refuse(const sql::Url& url, const std::string& why, const std::string& hint) {
    const std::string setting = url.setting.empty() ? "the database URL" : url.setting;
    throw Error("RT212", "cannot open " + url.display + ": " + why,
                hint.empty() ? "mend " + setting : hint + " (" + setting + ")");
}

void check_path(const sql::Url& url, const fs::path& path) {
    std::error_code ignored;
    if (path.empty()) refuse(url, "it names no file", "");
    if (fs::is_directory(path, ignored)) refuse(url, "it is a folder", "name a file in it");
    const fs::path parent = path.has_parent_path() ? path.parent_path() : fs::path(".");
    if (!fs::exists(parent, ignored))
        refuse(url, "there is no folder " + parent.string(), "make the folder, or name another file");
}

}  // namespace

std::unique_ptr<Database> open_sqlite(const sql::Url& url, Access access) {
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
    sqlite3* opened = nullptr;
    const int status = sqlite3_open_v2(path.c_str(), &opened, flags, nullptr);
    Handle handle(opened);
    if (status != SQLITE_OK)
        refuse(url, opened == nullptr ? sqlite3_errstr(status) : sqlite3_errmsg(opened),
               "check that the file and its folder can be read and written");
    sqlite3_busy_timeout(opened, busy_timeout_ms);
    try {
        auto database = std::make_unique<SqliteDatabase>(url, std::move(handle));
        database->query("PRAGMA schema_version", {});
        if (access == Access::read_write && database->is_read_only())
            refuse(url, "no permission to write to it", "give this user write permission on the file and its folder");
        database->execute("PRAGMA foreign_keys=ON");
        return database;
    } catch (const StatementError& error) {
        const bool foreign = std::string_view(error.what()).find("not a database") != std::string_view::npos;
        refuse(url, error.what(), foreign ? "the file is no SQLite database, or an encrypted one; name another" : "");
    }
}

std::unique_ptr<Database> borrow_sqlite(sqlite3* handle) {
    const char* file = sqlite3_db_filename(handle, "main");
    sql::Url url;
    url.dialect = Dialect::sqlite;
    url.target = file == nullptr || *file == 0 ? ":memory:" : file;
    url.display = "sqlite:" + url.target;
    url.setting = "the program's sqlite3*";
    return std::make_unique<SqliteDatabase>(std::move(url), Handle(handle, Close{false}));
}

}  // namespace retort::introspect::sqlite
