#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "introspect/database.hpp"

namespace retort::introspect::postgres {

/// The rows that one statement returned, as text.
class Result {
public:
    explicit Result(PGresult* result) : result_(result) {}

    int rows() const { return PQntuples(result_.get()); }
    int columns() const { return PQnfields(result_.get()); }
    bool null(int row, int column) const { return PQgetisnull(result_.get(), row, column) != 0; }
    /// Empty for NULL.
    std::string_view text(int row, int column) const {
        return {PQgetvalue(result_.get(), row, column),
                static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
    }

private:
    struct Clear {
        void operator()(PGresult* result) const { PQclear(result); }
    };
    std::unique_ptr<PGresult, Clear> result_;
};

/// Closes a session of our own; one that is borrowed gets back what was set in it.
struct Finish {
    bool owned = true;
    std::string encoding{};
    void operator()(PGconn* connection) const {
        if (owned)
            PQfinish(connection);
        else if (!encoding.empty())
            PQsetClientEncoding(connection, encoding.c_str());
    }
};

/// A session with a PostgreSQL server. This is the one place that talks libpq: what libpqxx
/// hides (an error's position, several results of one round trip) is what Retort needs most.
/// Notices are dropped. A lost connection is never made again: Error RT032.
class Connection {
public:
    /// Throws Error RT031 that names the setting to mend.
    Connection(const sql::Url& url, Access access);

    /// Works on a session that somebody else opened and closes (see introspect::borrow).
    explicit Connection(PGconn* borrowed);

    /// Runs one or several statements in one round trip; rows are dropped.
    void execute(std::string_view sql);

    /// Runs one or several statements in one round trip: a Result for each that returns rows.
    std::vector<Result> fetch(std::string_view sql);

    /// The same, each Result handed over as it comes. When `take` throws, the rest is still run.
    void fetch(std::string_view sql, const std::function<void(Result)>& take);

    /// Runs one statement with text parameters.
    Result query(std::string_view sql, const std::vector<std::string>& parameters);

    bool in_transaction() const;
    /// True when a statement failed in the open transaction block.
    bool in_failed_transaction() const;

    /// As PQserverVersion has it: 150020.
    int version() const { return version_; }
    const sql::Url& url() const { return url_; }

private:
    [[noreturn]] void fail(const PGresult* result, std::string_view sql);
    void check_alive() const;

    std::unique_ptr<PGconn, Finish> connection_;
    sql::Url url_;
    int version_ = 0;
};

/// The Error RT031 for a connection that could not be made, from what libpq says of it.
Error connect_error(const sql::Url& url, std::string message);

}  // namespace retort::introspect::postgres
