#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "introspect/database.hpp"

struct pg_conn;
struct pg_result;

// libpq's handle, for features that libpqxx 6 does not expose: the position, detail and hint of an error; the results
// of several statements in one round trip; the state of the transaction; connections that the program passes. All calls
// of libpq are in libpq.cpp and answer.cpp.
namespace retort::introspect::postgres {

/// The rows that one statement returned, as text. Valid during the call that receives it.
class Result {
public:
    explicit Result(const pg_result* result) : result_(result) {}

    int rows() const;
    int columns() const;
    bool null(int row, int column) const;
    /// Empty for NULL.
    std::string_view text(int row, int column) const;

private:
    const pg_result* result_;
};

using TakeResult = std::function<void(const Result&)>;

/// Connects for libpqxx. `target` is a connection URI or keyword string.
/// Throws pqxx::broken_connection with libpq's message.
pg_conn* connect(const std::string& target);

/// A PGconn, which the Handle does not close.
class Handle {
public:
    explicit Handle(pg_conn* connection) : connection_(connection) {}

    bool alive() const;
    /// Without line breaks at its end.
    std::string error_message() const;
    /// True while a command runs, and in pipeline mode.
    bool busy() const;
    bool in_transaction() const;
    bool in_failed_transaction() const;

    /// As PQserverVersion returns it: 150020.
    int server_version() const;
    std::string client_encoding() const;
    bool set_client_encoding(const std::string& encoding) const;

    /// The URL that connects to the same database with the same parameters.
    sql::Url url() const;

    std::unique_ptr<Canceller> canceller() const;

    /// The process of the server, as it said at the start; a pooler gives a number of its own.
    int backend_pid() const;

    pg_conn* get() const { return connection_; }

private:
    friend class RoundTrip;
    pg_conn* connection_;
};

/// Records the results of one round trip as libpq receives them, whether libpqxx or this class sends it: libpqxx keeps
/// only the last of several results, and only the text of an error. libpq reports each result to an event procedure
/// (PostgreSQL manual, libpq, Event System).
class RoundTrip {
public:
    /// `sql` turns an error's position into a byte offset. `take`, if any, receives each result that has rows. When it
    /// throws, it is not called again, and the rest is still run.
    RoundTrip(const Handle& handle, std::string_view sql, const TakeResult& take);
    ~RoundTrip();
    RoundTrip(const RoundTrip&) = delete;
    RoundTrip& operator=(const RoundTrip&) = delete;

    /// Runs the statements without libpqxx: on a borrowed connection, or to call `each_second` while the server works.
    void send(const std::function<void()>& each_second = {});
    void send(const std::vector<std::string>& parameters, const std::function<void()>& each_second = {});

    /// Ends a COPY from or to the client, which is an error in a script, and reads the results after it.
    void finish();

    /// Records an error that no result has reported.
    void fail(const char* message);

    /// False when nothing could be sent.
    bool received() const { return received_; }
    const std::optional<StatementFailure>& failure() const { return failure_; }
    /// The exception that `take` threw; null if none.
    std::exception_ptr thrown() const { return thrown_; }

    /// For the event procedure.
    void record(const pg_result* result) noexcept;

private:
    enum class Copy { none, in, out };

    void read_results();
    void await_result();
    void end_copy();

    pg_conn* connection_;
    std::string_view sql_;
    const TakeResult& take_;
    std::function<void()> each_second_;
    bool listens_;  ///< the event procedure calls record()
    bool received_ = false;
    Copy copy_ = Copy::none;
    std::optional<StatementFailure> failure_;
    std::exception_ptr thrown_;
};

}  // namespace retort::introspect::postgres
