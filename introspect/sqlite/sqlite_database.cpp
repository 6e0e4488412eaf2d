#include "introspect/sqlite/sqlite_database.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>

#include "introspect/sqlite/catalog.hpp"
#include "introspect/sqlite/connection.hpp"
#include "introspect/sqlite/file_error.hpp"
#include "schema/error.hpp"
#include "sql/sqlite/split.hpp"

namespace retort::introspect::sqlite {

namespace {

namespace fs = std::filesystem;

/// `text` for a URI file name.
std::string encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           std::string_view("/._-~:").find(c) != std::string_view::npos;
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
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

/// The Connection calls `waiting` with the holder of the lock alone.
LockWait with_file(LockWait wait, const sql::Url& url) {
    if (wait.waiting)
        wait.waiting = [report = std::move(wait.waiting), display = url.display](const std::string& holder) {
            report(fmt::format("{} is locked by {}", display, holder));
        };
    return wait;
}

class SqliteDatabase final : public Database {
    /// Runs `call`. An exception of SQLiteCpp becomes an Error about the file, or a StatementError whose position, if
    /// there is one, is counted from `offset` bytes before the statement.
    template <class Call>
    auto translated(int offset, Call call) {
        try {
            return call();
        } catch (const SQLite::Exception& error) {
            fail(error, offset);
        }
    }

    [[noreturn]] void fail(const SQLite::Exception& error, int offset) {
        const int at = connection_->error_offset();
        const std::string message = error.what();
        FileFailure failure = file_failure(error.getExtendedErrorCode());
        // ATTACH names another file; and the statement is wrong that writes where only reading was asked for.
        const bool other_file = message.starts_with("unable to open database: ");
        const bool write_to_read = access_ == Access::read_only && message == "attempt to write a readonly database";
        if (other_file || (write_to_read && failure == FileFailure::not_writable)) failure = FileFailure::none;
        if (failure != FileFailure::none) throw file_error(failure, url_, *connection_, message);
        const bool rejected = connection_->rejected_file();
        throw StatementError(
            {.message = rejected ? "the statement opens another file, which is not possible in a source" : message,
             .detail = {},
             .sqlstate = {},
             .offset = at < 0 ? -1 : at + offset,
             .needs_trust = rejected});
    }

public:
    SqliteDatabase(sql::Url url, std::unique_ptr<Connection> connection, Access access)
        : url_(std::move(url)), connection_(std::move(connection)), access_(access) {}

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

    std::unique_ptr<Canceller> canceller() override { return connection_->canceller(); }

    /// What a script can set, its PRAGMAs, is for it to put back.
    void reset_session() override {}
    void reset_for_transaction() override {}

    void wait_for_locks(LockWait wait) override { connection_->wait_for_locks(with_file(std::move(wait), url_)); }

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
        if (!in_transaction()) translated(0, [&] { snapshot.emplace(connection_->database()); });
        Schema schema = read_schema([this](std::string_view sql) { return run(sql, {}, true, 0); }, filter);
        if (snapshot) translated(0, [&] { snapshot->commit(); });
        return schema;
    }

    sqlite3* handle() { return connection_->database().getHandle(); }
    bool is_read_only() const { return connection_->is_read_only(); }

    /// Reads the file's first page. Returns FileFailure::interrupted; throws other errors.
    FileFailure try_reading() {
        try {
            SQLite::Statement(connection_->database(), "PRAGMA schema_version").executeStep();
            return FileFailure::none;
        } catch (const SQLite::Exception& error) {
            const FileFailure failure = file_failure(error.getExtendedErrorCode());
            if (failure != FileFailure::interrupted) fail(error, 0);
            return failure;
        }
    }

private:
    std::vector<Row> run(std::string_view sql, const std::vector<std::string>& parameters, bool keep, int offset) {
        connection_->start_call();
        const bool was_in_transaction = in_transaction();
        for (;;) {
            try {
                return run_once(sql, parameters, keep, offset);
            } catch (const Error& error) {
                // A statement that found a lock has had no effect, unless SQLite has rolled back the transaction
                // (rescode.html, SQLITE_BUSY; lang_transaction.html, 3).
                const bool locked = error.diagnostics().front().code == "RT274";
                if (!locked || in_transaction() != was_in_transaction || !connection_->wait_again()) throw;
            }
        }
    }

    std::vector<Row> run_once(std::string_view sql, const std::vector<std::string>& parameters, bool keep, int offset) {
        SQLite::Statement statement =
            translated(offset, [&] { return SQLite::Statement(connection_->database(), std::string(sql)); });
        std::vector<Row> rows;
        if (is_empty(statement)) return rows;
        if (limit_ && !in_transaction()) limit_.reset();
        const Deadline deadline(*connection_, limit_);
        translated(offset, [&] {
            for (std::size_t i = 0; i < parameters.size(); ++i)
                statement.bind(fmt::format("${}", i + 1), parameters[i]);
            while (statement.executeStep())
                if (keep) rows.push_back(row_of(statement));
        });
        return rows;
    }

    sql::Url url_;
    std::unique_ptr<Connection> connection_;
    Access access_;
    std::optional<std::chrono::milliseconds> limit_;  ///< for each statement of begin_reading's transaction
};

/// The name with which SQLite opens the database: the path, or with parameters a URI file name (uri.html). `mode` is
/// left to the flags.
std::string name_to_open(const sql::Url& url, int& flags) {
    std::string parameters;
    for (const std::string_view name : {"cache", "immutable", "mode", "modeof", "nolock", "psow", "vfs"}) {
        const std::string value = url.parameter(name);
        if (value.empty() || (name == "mode" && value != "memory")) continue;
        parameters += fmt::format("{}{}={}", parameters.empty() ? '?' : '&', name, encoded(value));
    }
    if (parameters.empty()) return url.target;
    flags |= SQLite::OPEN_URI;
    return fmt::format("file:{}{}{}", url.target.starts_with('/') ? "//" : "", encoded(url.target), parameters);
}

/// The database, with the extensions loaded; nothing is read yet.
std::unique_ptr<SqliteDatabase> connect(const sql::Url& url, const std::string& name, int flags, Access access,
                                        const OpenOptions& options) {
    std::unique_ptr<Connection> connection;
    try {
        connection = std::make_unique<Connection>(name, flags, with_file(options.lock_wait, url));
    } catch (const SQLite::Exception& error) {
        const bool vfs = std::string_view(error.what()).find("no such vfs") != std::string_view::npos;
        throw cannot_open(url, error.what(),
                          vfs ? "name a VFS that SQLite has: unix, unix-dotfile, unix-excl or unix-none"
                              : "check that the file and its folder can be read and written");
    }
    for (const std::string& path : options.extensions) {
        if (const auto reason = connection->load_extension(path))
            throw Error("RT290", fmt::format("cannot load the SQLite extension {}: {}", path, *reason),
                        "correct 'extensions' under [database] in retort.toml; an extension is a shared library that "
                        "defines sqlite3_extension_init, or an entry point named after its file");
    }
    if (options.other_files == OtherFiles::reject) connection->reject_other_files();
    return std::make_unique<SqliteDatabase>(url, std::move(connection), access);
}

/// Reads the file for the first time. A database that cannot be read until a transaction has been rolled back, whose
/// program was killed, is rolled back, as any program that opens the file does.
std::unique_ptr<SqliteDatabase> connect_to_read(const sql::Url& url, const std::string& name, int flags,
                                                const OpenOptions& options) {
    const auto open = [&](int with) {
        auto database = connect(url, name, with, Access::read_only, options);
        const FileFailure failure = database->try_reading();
        return std::pair(std::move(database), failure);
    };
    auto [database, failure] = open(flags);
    if (failure == FileFailure::interrupted && url.parameter("mode") != "ro") {
        database.reset();
        open((flags & ~SQLite::OPEN_READONLY) | SQLite::OPEN_READWRITE);
        database = open(flags).first;
    }
    database->query("PRAGMA schema_version", {});
    return std::move(database);
}

/// The sorts of CREATE INDEX use up to this number of threads beside the session's own (SQLite, PRAGMA threads):
/// indexes are the larger part of a rebuild.
constexpr std::string_view sort_with_threads = "PRAGMA threads = 2";

}  // namespace

std::unique_ptr<Database> open_sqlite(const sql::Url& url, Access access, const OpenOptions& options) {
    const bool writes = access == Access::read_write;
    const std::string mode = url.parameter("mode");
    if (writes && mode == "ro") throw cannot_open(url, "its mode is ro, so it cannot be written", "remove mode=ro");
    int flags = SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
    std::string name = name_to_open(url, flags);
    if (!url.in_memory()) {
        const bool must_exist = options.missing_file == MissingFile::error || mode == "ro" || mode == "rw";
        std::error_code ignored;
        if (must_exist && fs::status(url.target, ignored).type() == fs::file_type::not_found)
            throw file_is_missing(url);
        if (!check_file(url)) {
            if (!writes) name = ":memory:";
        } else if (!writes) {
            flags = (flags & SQLite::OPEN_URI) | SQLite::OPEN_READONLY;
        }
    }
    std::unique_ptr<SqliteDatabase> database;
    if ((flags & SQLite::OPEN_READONLY) != 0) {
        database = connect_to_read(url, name, flags, options);
    } else {
        database = connect(url, name, flags, access, options);
        database->query("PRAGMA schema_version", {});
    }
    if (writes && database->is_read_only())
        throw cannot_open(url, url.parameter("immutable") == "1" ? "it is immutable" : "no permission to write to it",
                          url.parameter("immutable") == "1"
                              ? "remove immutable=1"
                              : "give this user write permission on the file and its folder");
    if (writes) database->execute(sort_with_threads);
    database->execute("PRAGMA foreign_keys=ON");
    return database;
}

sqlite3* handle_of(Database& database) { return dynamic_cast<SqliteDatabase&>(database).handle(); }

std::unique_ptr<Database> borrow_sqlite(sqlite3* handle) {
    auto connection = std::make_unique<Connection>(handle);
    const std::string file = connection->file();
    sql::Url url;
    url.dialect = Dialect::sqlite;
    url.target = file.empty() ? ":memory:" : file;
    url.display = "sqlite:" + url.target;
    url.setting = "the program's sqlite3*";
    return std::make_unique<SqliteDatabase>(std::move(url), std::move(connection), Access::read_write);
}

}  // namespace retort::introspect::sqlite
