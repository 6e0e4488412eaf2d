#include "introspect/sqlite/connection.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <memory>
#include <thread>
#include <utility>

#include "introspect/sqlite/lock_holder.hpp"

namespace retort::introspect::sqlite {

namespace {

using HandleMember = std::unique_ptr<sqlite3, SQLite::Database::Deleter> SQLite::Database::*;

/// SQLiteCpp 3.2 opens and closes the handle of each Database itself. An explicit instantiation may name a private
/// member ([temp.spec.general]); this one gives access to the handle's owner, so that the handle can be replaced.
template <HandleMember member>
struct Owner {
    friend std::unique_ptr<sqlite3, SQLite::Database::Deleter>& owner_of(SQLite::Database& database) {
        return database.*member;
    }
};
std::unique_ptr<sqlite3, SQLite::Database::Deleter>& owner_of(SQLite::Database& database);
template struct Owner<&SQLite::Database::mSQLitePtr>;

int is_over(void* end) {
    return std::chrono::steady_clock::now() > *static_cast<const std::chrono::steady_clock::time_point*>(end) ? 1 : 0;
}

/// Instructions of SQLite's virtual machine between two checks of the clock.
constexpr int deadline_interval = 10'000;

/// A wait that lasts longer is reported.
constexpr std::chrono::milliseconds silent_wait(1'000);

class SqliteCanceller final : public Canceller {
public:
    SqliteCanceller(sqlite3* handle, std::atomic<bool>& cancelled) : handle_(handle), cancelled_(cancelled) {}

    void cancel() noexcept override {
        cancelled_ = true;
        sqlite3_interrupt(handle_);
    }

private:
    sqlite3* handle_;
    std::atomic<bool>& cancelled_;
};

}  // namespace

Connection::Connection(const std::string& file, int flags, LockWait wait)
    : database_(file, flags), borrowed_(false), wait_(std::move(wait)) {
    install_busy_handler();
}

Connection::Connection(sqlite3* borrowed) : database_(":memory:", SQLite::OPEN_READWRITE), borrowed_(true) {
    owner_of(database_).reset(borrowed);
}

Connection::~Connection() {
    if (borrowed_) owner_of(database_).release();
}

std::string Connection::file() const {
    const char* file = sqlite3_db_filename(database_.getHandle(), "main");
    return file == nullptr ? std::string() : file;
}

bool Connection::in_transaction() const { return sqlite3_get_autocommit(database_.getHandle()) == 0; }

bool Connection::is_read_only() const { return sqlite3_db_readonly(database_.getHandle(), "main") == 1; }

int Connection::error_offset() const { return sqlite3_error_offset(database_.getHandle()); }

void Connection::reject_other_files() {
    // VACUUM attaches a temporary database, whose name is empty. A name that is not constant is null.
    const auto authorize = [](void*, int action, const char* file, const char*, const char*, const char*) {
        const bool other =
            action == SQLITE_ATTACH && (file == nullptr || (*file != '\0' && std::string_view(file) != ":memory:"));
        return other ? SQLITE_DENY : SQLITE_OK;
    };
    sqlite3_set_authorizer(database_.getHandle(), authorize, nullptr);
}

bool Connection::rejected_file() const { return sqlite3_errcode(database_.getHandle()) == SQLITE_AUTH; }

std::optional<std::string> Connection::load_extension(const std::string& path) {
    sqlite3* handle = database_.getHandle();
    // This allows the C function alone, not the SQL function load_extension().
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, nullptr);
    char* text = nullptr;
    const int code = sqlite3_load_extension(handle, path.c_str(), nullptr, &text);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    const std::unique_ptr<char, decltype(&sqlite3_free)> message(text, &sqlite3_free);
    if (code == SQLITE_OK) return std::nullopt;
    return message == nullptr ? std::string(sqlite3_errstr(code)) : std::string(message.get());
}

std::unique_ptr<Canceller> Connection::canceller() {
    return std::make_unique<SqliteCanceller>(database_.getHandle(), cancelled_);
}

void Connection::wait_for_locks(LockWait wait) {
    wait_ = std::move(wait);
    waits_ = true;
    if (!borrowed_) install_busy_handler();
}

bool Connection::wait_again() { return borrowed_ && waits_ && wait_longer(tries_++); }

std::string Connection::lock_holder() const {
    const std::string holder = sqlite::lock_holder(file());
    return holder.empty() ? "another connection" : "another connection (" + holder + ")";
}

std::chrono::milliseconds Connection::waited() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(wait_ended_ - wait_began_);
}

void Connection::install_busy_handler() { sqlite3_busy_handler(database_.getHandle(), &Connection::on_busy, this); }

int Connection::on_busy(void* connection, int calls) {
    return static_cast<Connection*>(connection)->wait_longer(calls) ? 1 : 0;
}

bool Connection::wait_longer(int calls) {
    wait_ended_ = Clock::now();
    if (calls == 0) {
        wait_began_ = wait_ended_;
        reported_ = false;
    }
    const auto left = wait_.timeout - (wait_ended_ - wait_began_);
    if (left <= Clock::duration::zero() || cancelled_) return false;
    if (!reported_ && wait_ended_ - wait_began_ >= silent_wait) {
        reported_ = true;
        if (wait_.waiting) wait_.waiting(lock_holder());
    }
    // Short at first: most locks are held for milliseconds.
    const std::chrono::milliseconds pause(std::min(1 + 2 * calls, 50));
    std::this_thread::sleep_for(std::min<Clock::duration>(pause, left));
    return true;
}

FileFailure file_failure(int extended_code) {
    switch (extended_code) {
        case SQLITE_LOCKED_SHAREDCACHE: return FileFailure::locked;
        case SQLITE_CORRUPT_VTAB: return FileFailure::none;  // the content of one virtual table
        case SQLITE_READONLY_ROLLBACK:
        case SQLITE_READONLY_RECOVERY:
        case SQLITE_READONLY_CANTINIT: return FileFailure::interrupted;
        default: break;
    }
    switch (extended_code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_PROTOCOL: return FileFailure::locked;
        case SQLITE_CORRUPT: return FileFailure::damaged;
        case SQLITE_NOTADB: return FileFailure::no_database;
        case SQLITE_FULL: return FileFailure::full;
        case SQLITE_IOERR: return FileFailure::input_output;
        case SQLITE_CANTOPEN:
        case SQLITE_READONLY:
        case SQLITE_PERM: return FileFailure::not_writable;
        default: return FileFailure::none;
    }
}

Deadline::Deadline(Connection& connection, std::optional<std::chrono::milliseconds> limit) {
    if (!limit) return;
    end_ = std::chrono::steady_clock::now() + *limit;
    handle_ = connection.database().getHandle();
    sqlite3_progress_handler(handle_, deadline_interval, &is_over, &end_);
}

Deadline::~Deadline() {
    if (handle_ != nullptr) sqlite3_progress_handler(handle_, 0, nullptr, nullptr);
}

}  // namespace retort::introspect::sqlite
