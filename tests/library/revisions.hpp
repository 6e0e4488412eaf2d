#pragma once

#include <gtest/gtest.h>
#include <libpq-fe.h>
#include <sqlite3.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "retort/migrations.hpp"

namespace retort::test {

/// The text of a revision file: "0002 two" follows "r1" for id "r2".
inline std::string revision_text(int number, const std::string& up, const std::string& options = {},
                                 const std::string& down = {}) {
    const std::string n = std::to_string(number);
    return "-- 000" + n + " step " + n + "\n-- revision: r" + n +
           "\n-- down_revision: " + (number == 1 ? "none" : "r" + std::to_string(number - 1)) + "\n\n-- migrate:up" +
           options + "\n" + up + "\n\n-- migrate:down\n" + down + "\n";
}

/// Revisions with these upgrades, each following the one before it.
inline Revisions revisions_of(const std::vector<std::string>& upgrades, const std::string& options = {}) {
    std::vector<std::string> texts;
    std::vector<std::string> paths;
    for (std::size_t i = 0; i < upgrades.size(); ++i) {
        texts.push_back(revision_text(static_cast<int>(i) + 1, upgrades[i], options));
        paths.push_back("migrations/000" + std::to_string(i + 1) + ".sql");
    }
    std::vector<RevisionFile> files;
    for (std::size_t i = 0; i < texts.size(); ++i) files.push_back({paths[i], texts[i]});
    return Revisions(files);
}

inline std::vector<std::string> ids(const std::vector<RevisionInfo>& revisions) {
    std::vector<std::string> list;
    for (const RevisionInfo& each : revisions) list.push_back(each.id);
    return list;
}

/// A program's own connection to a database of either engine.
class Session {
public:
    explicit Session(const std::string& url) {
        const std::string sqlite = "sqlite:";
        if (url.starts_with(sqlite)) {
            sqlite3* handle = nullptr;
            EXPECT_EQ(sqlite3_open(url.substr(sqlite.size()).c_str(), &handle), SQLITE_OK);
            sqlite_.reset(handle);
        } else {
            postgres_.reset(PQconnectdb(url.c_str()));
            EXPECT_EQ(PQstatus(postgres_.get()), CONNECTION_OK) << PQerrorMessage(postgres_.get());
        }
    }

    Connection connection() const { return sqlite_ ? Connection(sqlite_.get()) : Connection(postgres_.get()); }
    sqlite3* sqlite() const { return sqlite_.get(); }
    PGconn* postgres() const { return postgres_.get(); }
    bool in_transaction() const {
        return sqlite_ ? sqlite3_get_autocommit(sqlite_.get()) == 0
                       : PQtransactionStatus(postgres_.get()) != PQTRANS_IDLE;
    }

private:
    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close(handle); }
        void operator()(PGconn* connection) const { PQfinish(connection); }
    };
    std::unique_ptr<sqlite3, Close> sqlite_;
    std::unique_ptr<PGconn, Close> postgres_;
};

/// Runs statements as a program does, without Retort. Returns the first value of the last rows; throws
/// std::runtime_error with the engine's message.
inline std::string run_sql(const Connection& connection, const std::string& sql) {
    std::string value = "none";
    if (sqlite3* handle = connection.sqlite_handle()) {
        const auto take = [](void* to, int, char** values, char**) {
            *static_cast<std::string*>(to) = values[0] == nullptr ? "NULL" : values[0];
            return 0;
        };
        if (sqlite3_exec(handle, sql.c_str(), take, &value, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(handle));
        return value;
    }
    PGconn* session = connection.postgres_connection();
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(session, sql.c_str()), PQclear);
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) throw std::runtime_error(PQerrorMessage(session));
    return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : value;
}

}  // namespace retort::test
