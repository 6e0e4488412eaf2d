#include "introspect/sqlite/connection.hpp"

#include <sqlite3.h>

#include <memory>

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

}  // namespace

Connection::Connection(const std::string& file, int flags, std::chrono::milliseconds busy_timeout)
    : database_(file, flags, static_cast<int>(busy_timeout.count())), borrowed_(false) {}

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
