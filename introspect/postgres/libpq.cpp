#include "introspect/postgres/libpq.hpp"

#include <libpq-events.h>
#include <libpq-fe.h>
#include <poll.h>

#include <array>
#include <pqxx/except>

namespace retort::introspect::postgres {
namespace {

constexpr const char* no_copy = "COPY from or to the client can't be part of a script";

/// The byte at which the character number `characters` (from 0) of a UTF-8 text starts.
int byte_offset(std::string_view text, int characters) {
    std::size_t at = 0;
    while (at < text.size() && characters > 0) {
        ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
            ++at;
        }
        --characters;
    }
    return static_cast<int>(at);
}

std::string without_line_breaks(const char* message) {
    std::string out = message;
    while (!out.empty() && out.back() == '\n') {
        out.pop_back();
    }
    return out;
}

std::string field(const PGresult* result, int code) {
    const char* value = PQresultErrorField(result, code);
    return value == nullptr ? std::string() : std::string(value);
}

StatementFailure failure_of(const PGresult* result, std::string_view sql) {
    StatementFailure failure;
    failure.message = field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (failure.message.empty()) {
        failure.message = without_line_breaks(PQresultErrorMessage(result));
    }
    failure.sqlstate = field(result, PG_DIAG_SQLSTATE);
    static constexpr std::array<std::pair<int, const char*>, 3> parts = {
        {{PG_DIAG_MESSAGE_DETAIL, "DETAIL: "}, {PG_DIAG_MESSAGE_HINT, "HINT: "}, {PG_DIAG_CONTEXT, "CONTEXT: "}}};
    for (const auto& [code, label] : parts) {
        if (const std::string text = field(result, code); !text.empty()) {
            failure.detail += failure.detail.empty() ? "" : "\n";
            failure.detail += label;
            failure.detail += text;
        }
    }
    if (const std::string position = field(result, PG_DIAG_STATEMENT_POSITION); !position.empty()) {
        failure.offset = byte_offset(sql, std::stoi(position) - 1);
    }
    return failure;
}

/// A value of libpq's keyword strings.
std::string quoted_value(std::string_view value) {
    std::string out = "'";
    for (const char c : value) {
        if (c == '\'' || c == '\\') {
            out += '\\';
        }
        out += c;
    }
    return out + "'";
}

/// The event procedure of the sessions that connect() opens. Its instance data is the RoundTrip under way.
int record_event(PGEventId event, void* info, void*) {
    if (event == PGEVT_RESULTCREATE) {
        const auto* created = static_cast<const PGEventResultCreate*>(info);
        if (auto* trip = static_cast<RoundTrip*>(PQinstanceData(created->conn, record_event))) {
            trip->record(created->result);
        }
    }
    return 1;
}

class PostgresCanceller final : public Canceller {
public:
    explicit PostgresCanceller(const pg_conn* connection) : key_(PQgetCancel(const_cast<pg_conn*>(connection))) {}
    ~PostgresCanceller() override { PQfreeCancel(key_); }
    PostgresCanceller(const PostgresCanceller&) = delete;
    PostgresCanceller& operator=(const PostgresCanceller&) = delete;

    void cancel() noexcept override {
        char reason[256];
        if (key_ != nullptr) PQcancel(key_, reason, sizeof reason);
    }

private:
    PGcancel* key_;
};

}  // namespace

int Result::rows() const { return PQntuples(result_); }

int Result::columns() const { return PQnfields(result_); }

bool Result::null(int row, int column) const { return PQgetisnull(result_, row, column) != 0; }

std::string_view Result::text(int row, int column) const {
    return {PQgetvalue(result_, row, column), static_cast<std::size_t>(PQgetlength(result_, row, column))};
}

pg_conn* connect(const std::string& target) {
    // libpq expands the URL in the place of dbname: a later keyword overrides it.
    const std::array<const char*, 4> keys = {"fallback_application_name", "dbname", "client_encoding", nullptr};
    const std::array<const char*, 4> values = {"retort", target.c_str(), "UTF8", nullptr};
    PGconn* connection = PQconnectdbParams(keys.data(), values.data(), 1);
    if (PQstatus(connection) != CONNECTION_OK ||
        PQregisterEventProc(connection, record_event, "retort", nullptr) == 0) {
        const std::string message = PQerrorMessage(connection);
        PQfinish(connection);
        throw pqxx::broken_connection(message);
    }
    return connection;
}

bool Handle::alive() const { return PQstatus(connection_) == CONNECTION_OK; }

std::string Handle::error_message() const { return without_line_breaks(PQerrorMessage(connection_)); }

bool Handle::busy() const {
    return PQpipelineStatus(connection_) != PQ_PIPELINE_OFF || PQtransactionStatus(connection_) == PQTRANS_ACTIVE;
}

bool Handle::in_transaction() const {
    const auto status = PQtransactionStatus(connection_);
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE;
}

bool Handle::in_failed_transaction() const { return PQtransactionStatus(connection_) == PQTRANS_INERROR; }

int Handle::server_version() const { return PQserverVersion(connection_); }

std::string Handle::client_encoding() const { return pg_encoding_to_char(PQclientEncoding(connection_)); }

bool Handle::set_client_encoding(const std::string& encoding) const {
    return PQsetClientEncoding(connection_, encoding.c_str()) == 0;
}

int Handle::backend_pid() const { return PQbackendPID(connection_); }

std::unique_ptr<Canceller> Handle::canceller() const { return std::make_unique<PostgresCanceller>(connection_); }

sql::Url Handle::url() const {
    const auto text = [](const char* value) { return std::string(value == nullptr ? "" : value); };
    sql::Url url;
    url.dialect = Dialect::postgresql;
    url.setting = "the program's PGconn";
    const std::string host = text(PQhost(connection_));
    const bool folder = host.starts_with('/');
    url.display =
        "postgresql://" + text(PQuser(connection_)) + "@" + (folder ? "" : host) + "/" + text(PQdb(connection_));
    PQconninfoOption* options = PQconninfo(connection_);
    for (const PQconninfoOption* each = options; each != nullptr && each->keyword != nullptr; ++each) {
        const std::string value = text(each->val);
        if (!value.empty() && std::string_view(each->keyword) != "client_encoding") {
            url.target += (url.target.empty() ? "" : " ") + std::string(each->keyword) + "=" + quoted_value(value);
        }
    }
    PQconninfoFree(options);
    return url;
}

RoundTrip::RoundTrip(const Handle& handle, std::string_view sql, const TakeResult& take)
    : connection_(handle.connection_),
      sql_(sql),
      take_(take),
      // Fails if connect() did not register the procedure. A borrowed connection has none, because libpq has no
      // function that would remove it again.
      listens_(PQsetInstanceData(connection_, record_event, this) != 0) {}

RoundTrip::~RoundTrip() {
    if (listens_) {
        PQsetInstanceData(connection_, record_event, nullptr);
    }
}

void RoundTrip::send(const std::function<void()>& each_second) {
    each_second_ = each_second;
    const std::string text(sql_);
    if (PQsendQuery(connection_, text.c_str()) != 0) {
        read_results();
    }
}

void RoundTrip::send(const std::vector<std::string>& parameters, const std::function<void()>& each_second) {
    each_second_ = each_second;
    const std::string text(sql_);
    std::vector<const char*> values;
    values.reserve(parameters.size());
    for (const std::string& parameter : parameters) {
        values.push_back(parameter.c_str());
    }
    if (PQsendQueryParams(connection_, text.c_str(), static_cast<int>(values.size()), nullptr, values.data(), nullptr,
                          nullptr, 0) != 0) {
        read_results();
    }
}

void RoundTrip::finish() {
    if (copy_ != Copy::none) {
        end_copy();
        read_results();
    }
}

void RoundTrip::fail(const char* message) {
    if (!failure_) {
        failure_ = StatementFailure{without_line_breaks(message), "", "", -1};
    }
}

void RoundTrip::record(const pg_result* result) noexcept {
    received_ = true;
    try {
        switch (PQresultStatus(result)) {
            case PGRES_TUPLES_OK:
                if (take_ && !thrown_) {
                    take_(Result(result));
                }
                break;
            case PGRES_COPY_IN: copy_ = Copy::in; break;
            case PGRES_COPY_OUT:
            case PGRES_COPY_BOTH: copy_ = Copy::out; break;
            case PGRES_COMMAND_OK:
            case PGRES_EMPTY_QUERY: break;
            default:
                if (!failure_) {
                    failure_ = failure_of(result, sql_);
                }
        }
    } catch (...) {
        thrown_ = std::current_exception();
    }
}

/// Waits for a result, second by second (PostgreSQL, libpq, Asynchronous Command Processing).
void RoundTrip::await_result() {
    if (!each_second_) return;
    while (PQisBusy(connection_) != 0) {
        pollfd socket{PQsocket(connection_), POLLIN, 0};
        if (socket.fd < 0) return;
        const int ready = poll(&socket, 1, 1000);
        if (ready == 0) each_second_();
        if (ready > 0 && PQconsumeInput(connection_) == 0) return;  // lost: PQgetResult reports it
    }
}

void RoundTrip::read_results() {
    for (;;) {
        await_result();
        PGresult* result = PQgetResult(connection_);
        if (result == nullptr) return;
        if (!listens_) {
            record(result);
        }
        PQclear(result);
        end_copy();
    }
}

void RoundTrip::end_copy() {
    if (copy_ == Copy::in) {
        // The server answers with an error, which is the reported one.
        PQputCopyEnd(connection_, no_copy);
    } else if (copy_ == Copy::out) {
        char* row = nullptr;
        while (PQgetCopyData(connection_, &row, 0) > 0) {
            PQfreemem(row);
        }
        fail(no_copy);
    }
    copy_ = Copy::none;
}

}  // namespace retort::introspect::postgres
