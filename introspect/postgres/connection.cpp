#include "introspect/postgres/connection.hpp"

#include <pqxx/connection_base>
#include <pqxx/connectionpolicy.hxx>
#include <pqxx/nontransaction>
#include <pqxx/result>

#include "introspect/postgres/lock_watch.hpp"
#include "schema/error.hpp"

namespace retort::introspect::postgres {
namespace {

/// libpqxx's connection policy. It keeps the handle, which libpqxx 6 does not expose.
class Connect final : public pqxx::connectionpolicy {
public:
    using connectionpolicy::connectionpolicy;

    handle do_startconnect(handle connected) override {
        handle_ = connected == nullptr ? connect(options()) : connected;
        return handle_;
    }
    pg_conn* connected() const { return handle_; }

private:
    handle handle_ = nullptr;
};

}  // namespace

/// pqxx::basic_connection_base<Connect> with access to the policy.
class Connection::Session final : public pqxx::connection_base {
public:
    /// Throws pqxx::broken_connection with libpq's message.
    explicit Session(const std::string& target) : connection_base(policy_), policy_(target) {
        try {
            init();
            // libpqxx would reconnect after a loss, without the session's settings and advisory locks.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
            inhibit_reactivation(true);
#pragma GCC diagnostic pop
            work_ = std::make_unique<pqxx::nontransaction>(*this);
        } catch (...) {
            close();
            throw;
        }
    }
    ~Session() {
        work_.reset();
        close();
    }

    pg_conn* handle() const { return policy_.connected(); }

    /// Lasts as long as the session; statements begin and end transactions themselves. The constructor of a
    /// nontransaction reads pending messages of the server, so a new one for each statement would discard the message
    /// that says why the connection was lost.
    pqxx::nontransaction& work() { return *work_; }

private:
    Connect policy_;
    std::unique_ptr<pqxx::nontransaction> work_;
};

namespace {

template <class Session>
std::unique_ptr<Session> open_session(const sql::Url& url) {
    try {
        return std::make_unique<Session>(url.target);
    } catch (const pqxx::pqxx_exception& error) {
        throw connect_error(url, error.base().what());
    }
}

}  // namespace

Connection::Connection(const sql::Url& url)
    : url_(url),
      session_(open_session<Session>(url)),
      handle_(session_->handle()),
      version_(session_->server_version()) {}

Connection::Connection(pg_conn* borrowed) : handle_(borrowed) {
    url_ = handle_.url();
    check_alive();
    if (handle_.busy()) {
        throw Error("RT039", "the connection to " + url_.display + " is busy with a command or in pipeline mode",
                    "read its results to the end first");
    }
    if (in_failed_transaction()) {
        throw Error("RT272", "the transaction that is open on " + url_.display + " has failed", "roll it back first");
    }
    version_ = handle_.server_version();
    if (const std::string encoding = handle_.client_encoding(); encoding != "UTF8") {
        if (!handle_.set_client_encoding("UTF8")) {
            throw Error("RT273", url_.display + " does not support client_encoding UTF8: " + handle_.error_message(),
                        "use a database whose encoding PostgreSQL converts to UTF8");
        }
        borrowed_encoding_ = encoding;
    }
}

Connection::~Connection() {
    if (!borrowed_encoding_.empty()) {
        handle_.set_client_encoding(borrowed_encoding_);
    }
}

void Connection::check_alive() const {
    if (handle_.alive()) {
        return;
    }
    const std::string message = handle_.error_message();
    throw lost("the connection to " + url_.display + " is lost" + (message.empty() ? "" : ": " + message));
}

Error Connection::lost(const std::string& message) {
    return Error(
        "RT032", message,
        "uncommitted changes are rolled back; see the server's log for the reason, then run the command again");
}

void Connection::wait_for_locks(LockWait wait) {
    lock_watch_ = nullptr;
    if (wait.waiting) pooled();
    lock_watch_ = wait.waiting ? std::make_unique<LockWatch>(url_, std::move(wait.waiting)) : nullptr;
}

bool Connection::pooled() {
    if (!pooled_) {
        // PgBouncer sends a key of its own for cancelling.
        const std::vector<Row> rows = query("SELECT pg_backend_pid()");
        pooled_ = rows.at(0).at(0) != std::to_string(handle_.backend_pid());
    }
    return *pooled_;
}

int Connection::server_process() {
    if (!pooled_.value_or(false)) return handle_.backend_pid();
    return transaction_process_;
}

template <class Send>
std::string Connection::watched(Send send) {
    const bool was_open = handle_.in_transaction();
    const int process = was_open || !pooled_.value_or(false) ? server_process() : 0;
    send([this, process] {
        if (process != 0) lock_watch_->look(process);
    });
    if (pooled_.value_or(false) && !was_open) {
        transaction_process_ = 0;
        if (handle_.in_transaction() && !handle_.in_failed_transaction()) {
            const TakeResult take = [this](const Result& result) {
                transaction_process_ = std::stoi(std::string(result.text(0, 0)));
            };
            RoundTrip trip(handle_, "SELECT pg_backend_pid()", take);
            trip.send();
        }
    }
    return lock_watch_->end();
}

void Connection::check(const RoundTrip& trip, const std::string& awaited) const {
    check_alive();
    if (!trip.received()) {
        throw lost("cannot send to " + url_.display + ": " + handle_.error_message());
    }
    if (trip.failure()) {
        StatementFailure failure = *trip.failure();
        failure.awaited = awaited;
        throw StatementError(std::move(failure));
    }
    if (trip.thrown()) {
        std::rethrow_exception(trip.thrown());
    }
}

void Connection::execute(std::string_view sql) { fetch(sql, {}); }

void Connection::fetch(std::string_view sql, const TakeResult& take) {
    check_alive();
    RoundTrip trip(handle_, sql, take);
    std::string awaited;
    if (lock_watch_) {
        awaited = watched([&](const std::function<void()>& each_second) {
            trip.send(each_second);
            trip.finish();
        });
    } else if (session_ == nullptr) {
        trip.send();
    } else {
        try {
            session_->work().exec(std::string(sql));
        } catch (const pqxx::pqxx_exception& error) {
            trip.fail(error.base().what());
        }
    }
    trip.finish();
    check(trip, awaited);
}

std::vector<Row> Connection::query(std::string_view sql, const std::vector<std::string>& parameters) {
    check_alive();
    std::vector<Row> rows;
    if (session_ == nullptr || lock_watch_) {
        const TakeResult take = [&](const Result& result) {
            for (int row = 0; row < result.rows(); ++row) {
                Row& values = rows.emplace_back();
                for (int column = 0; column < result.columns(); ++column) {
                    values.push_back(result.null(row, column) ? std::nullopt
                                                              : std::optional<std::string>(result.text(row, column)));
                }
            }
        };
        RoundTrip trip(handle_, sql, take);
        std::string awaited;
        const auto send = [&](const std::function<void()>& each_second) {
            trip.send(parameters, each_second);
            trip.finish();
        };
        if (lock_watch_)
            awaited = watched(send);
        else
            send({});
        check(trip, awaited);
        return rows;
    }
    const TakeResult none;
    RoundTrip trip(handle_, sql, none);
    pqxx::result result;
    try {
        result = session_->work().exec_params(std::string(sql), pqxx::prepare::make_dynamic_params(parameters));
    } catch (const pqxx::pqxx_exception& error) {
        trip.fail(error.base().what());
    }
    trip.finish();
    check(trip);
    rows.reserve(result.size());
    for (const auto& row : result) {
        Row& values = rows.emplace_back();
        for (const auto& field : row) {
            values.push_back(field.is_null() ? std::nullopt
                                             : std::optional<std::string>(std::in_place, field.c_str(), field.size()));
        }
    }
    return rows;
}

}  // namespace retort::introspect::postgres
