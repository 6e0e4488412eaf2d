#include "introspect/sqlite/sqlite_database.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>

#include "introspect/sqlite/catalog.hpp"
#include "introspect/sqlite/connection.hpp"
#include "schema/error.hpp"
#include "sql/sqlite/split.hpp"

namespace retort::introspect::sqlite {

namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds busy_timeout(10'000);

/// Runs `call`. An exception of SQLiteCpp becomes a StatementError whose position, if there is one, is counted from
/// `offset` bytes before the statement.
template <class Call>
auto translated(const Connection& connection, int offset, Call call) {
    try {
        return call();
    } catch (const SQLite::Exception& error) {
        const int at = connection.error_offset();
        throw StatementError(
            {.message = error.what(), .detail = {}, .sqlstate = {}, .offset = at < 0 ? -1 : at + offset});
    }
}

/// True for a statement of comments and blanks, which SQLite compiles to nothing (c3ref/prepare.html).
bool is_empty(SQLite::Statement& statement) {
    try {
        statement.clearBindings();
        return false;
    } catch (const SQLite::Exception&) {
        return true;
    }
}

Row row_of(const SQLite::Statement& statement) {
    Row row;
    row.reserve(static_cast<std::size_t>(statement.getColumnCount()));
    for (int i = 0; i < statement.getColumnCount(); ++i) {
        const SQLite::Column column = statement.getColumn(i);
        if (column.isNull())
            row.emplace_back();
        else
            row.emplace_back(column.getString());
    }
    return row;
}

class SqliteDatabase final : public Database {
public:
    SqliteDatabase(sql::Url url, std::unique_ptr<Connection> connection)
        : url_(std::move(url)), connection_(std::move(connection)) {}

    Dialect dialect() const override { return Dialect::sqlite; }
    std::string describe() const override { return url_.display; }
    const sql::Url& url() const override { return url_; }
    int major_version() const override { return SQLite::getLibVersionNumber() / 1'000'000; }
    bool in_transaction() const override { return connection_->in_transaction(); }
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
    ExcludedDependents excluded_dependents(const Filter&) override { return {}; }

    Schema introspect(const Filter& filter) override {
        std::optional<SQLite::Transaction> snapshot;
        if (!in_transaction()) translated(*connection_, 0, [&] { snapshot.emplace(connection_->database()); });
        Schema schema = read_schema([this](std::string_view sql) { return run(sql, {}, true, 0); }, filter);
        if (snapshot) translated(*connection_, 0, [&] { snapshot->commit(); });
        return schema;
    }

    bool is_read_only() const { return connection_->is_read_only(); }

private:
    std::vector<Row> run(std::string_view sql, const std::vector<std::string>& parameters, bool keep, int offset) {
        SQLite::Statement statement = translated(
            *connection_, offset, [&] { return SQLite::Statement(connection_->database(), std::string(sql)); });
        std::vector<Row> rows;
        if (is_empty(statement)) return rows;
        if (limit_ && !in_transaction()) limit_.reset();
        const Deadline deadline(*connection_, limit_);
        translated(*connection_, offset, [&] {
            for (std::size_t i = 0; i < parameters.size(); ++i)
                statement.bind(fmt::format("${}", i + 1), parameters[i]);
            while (statement.executeStep())
                if (keep) rows.push_back(row_of(statement));
        });
        return rows;
    }

    sql::Url url_;
    std::unique_ptr<Connection> connection_;
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
    int flags = SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
    if (path != ":memory:") {
        std::error_code ignored;
        if (access == Access::read_only && !path.empty() && !fs::exists(path, ignored)) {
            path = ":memory:";
        } else {
            check_path(url, path);
            if (access == Access::read_only) flags = SQLite::OPEN_READONLY;
        }
    }
    std::unique_ptr<Connection> connection;
    try {
        connection = std::make_unique<Connection>(path, flags, busy_timeout);
    } catch (const SQLite::Exception& error) {
        refuse(url, error.what(), "check that the file and its folder can be read and written");
    }
    try {
        auto database = std::make_unique<SqliteDatabase>(url, std::move(connection));
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
    auto connection = std::make_unique<Connection>(handle);
    const std::string file = connection->file();
    sql::Url url;
    url.dialect = Dialect::sqlite;
    url.target = file.empty() ? ":memory:" : file;
    url.display = "sqlite:" + url.target;
    url.setting = "the program's sqlite3*";
    return std::make_unique<SqliteDatabase>(std::move(url), std::move(connection));
}

}  // namespace retort::introspect::sqlite
