#include "introspect/postgres/connection.hpp"

#include <array>
#include <exception>
#include <optional>

#include "schema/error.hpp"

namespace retort::introspect::postgres {
namespace {

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

std::string field(const PGresult* result, int code) {
    const char* value = PQresultErrorField(result, code);
    return value == nullptr ? std::string() : std::string(value);
}

StatementFailure failure_of(const PGresult* result, std::string_view sql) {
    StatementFailure failure;
    failure.message = field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (failure.message.empty()) {
        failure.message = PQresultErrorMessage(result);
        while (!failure.message.empty() && failure.message.back() == '\n') {
            failure.message.pop_back();
        }
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

void drop_notice(void*, const PGresult*) {}

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

/// How the same server is reached again, as the session itself was made.
sql::Url url_of(PGconn* connection) {
    const auto text = [](const char* value) { return std::string(value == nullptr ? "" : value); };
    sql::Url url;
    url.dialect = Dialect::postgresql;
    url.setting = "the program's PGconn";
    const std::string host = text(PQhost(connection));
    const bool folder = host.starts_with('/');
    url.display =
        "postgresql://" + text(PQuser(connection)) + "@" + (folder ? "" : host) + "/" + text(PQdb(connection));
    PQconninfoOption* options = PQconninfo(connection);
    for (const PQconninfoOption* each = options; each != nullptr && each->keyword != nullptr; ++each) {
        const std::string value = text(each->val);
        if (!value.empty() && std::string_view(each->keyword) != "client_encoding") {
            url.target += (url.target.empty() ? "" : " ") + std::string(each->keyword) + "=" + quoted_value(value);
        }
    }
    PQconninfoFree(options);
    return url;
}

bool is_copy(ExecStatusType status) {
    return status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH;
}

}  // namespace

Connection::Connection(const sql::Url& url, Access access) : url_(url) {
    // What stands in the URL comes first, so that it can't undo what is needed here.
    const std::array<const char*, 5> keys = {"fallback_application_name", "dbname", "client_encoding", nullptr};
    const std::array<const char*, 5> values = {"retort", url.target.c_str(), "UTF8", nullptr};
    connection_.reset(PQconnectdbParams(keys.data(), values.data(), 1));
    if (PQstatus(connection_.get()) != CONNECTION_OK) {
        throw connect_error(url_, PQerrorMessage(connection_.get()));
    }
    PQsetNoticeReceiver(connection_.get(), drop_notice, nullptr);
    version_ = PQserverVersion(connection_.get());
    if (access == Access::read_only) {
        execute("SET default_transaction_read_only = on");
    }
}

Connection::Connection(PGconn* borrowed) : connection_(borrowed, Finish{.owned = false}), url_(url_of(borrowed)) {
    check_alive();
    if (PQpipelineStatus(borrowed) != PQ_PIPELINE_OFF || PQtransactionStatus(borrowed) == PQTRANS_ACTIVE) {
        throw Error("RT039", "the connection to " + url_.display + " is busy with a command or in pipeline mode",
                    "read its results to the end first");
    }
    if (in_failed_transaction()) {
        throw Error("RT039", "the transaction that is open on " + url_.display + " has failed", "roll it back first");
    }
    version_ = PQserverVersion(borrowed);
    if (const std::string encoding = pg_encoding_to_char(PQclientEncoding(borrowed)); encoding != "UTF8") {
        if (PQsetClientEncoding(borrowed, "UTF8") != 0) {
            throw Error("RT039", url_.display + " can't speak UTF-8: " + PQerrorMessage(borrowed));
        }
        connection_.get_deleter().encoding = encoding;
    }
}

bool Connection::in_transaction() const {
    const auto status = PQtransactionStatus(connection_.get());
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE;
}

bool Connection::in_failed_transaction() const { return PQtransactionStatus(connection_.get()) == PQTRANS_INERROR; }

void Connection::check_alive() const {
    if (PQstatus(connection_.get()) == CONNECTION_OK) {
        return;
    }
    std::string message = PQerrorMessage(connection_.get());
    while (!message.empty() && message.back() == '\n') {
        message.pop_back();
    }
    throw Error("RT032", "the connection to " + url_.display + " is lost" + (message.empty() ? "" : ": " + message),
                "what was not committed is rolled back; the server's log has the reason; then run the command again");
}

void Connection::fail(const PGresult* result, std::string_view sql) {
    check_alive();
    throw StatementError(failure_of(result, sql));
}

void Connection::execute(std::string_view sql) {
    fetch(sql, [](const Result&) {});
}

std::vector<Result> Connection::fetch(std::string_view sql) {
    std::vector<Result> results;
    fetch(sql, [&](Result result) { results.push_back(std::move(result)); });
    return results;
}

void Connection::fetch(std::string_view sql, const std::function<void(Result)>& take) {
    check_alive();
    const std::string text(sql);
    if (PQsendQuery(connection_.get(), text.c_str()) == 0) {
        check_alive();
        throw Error("RT032", "cannot send to " + url_.display + ": " + PQerrorMessage(connection_.get()));
    }
    std::exception_ptr refused;
    std::optional<StatementFailure> failure;
    while (PGresult* raw = PQgetResult(connection_.get())) {
        Result result(raw);
        const auto status = PQresultStatus(raw);
        if (status == PGRES_TUPLES_OK) {
            try {
                if (!refused) {
                    take(std::move(result));
                }
            } catch (...) {
                refused = std::current_exception();
            }
        } else if (is_copy(status)) {
            // The server ends a COPY whose client gives up with an error of its own.
            if (status == PGRES_COPY_IN) {
                PQputCopyEnd(connection_.get(), "COPY from or to the client can't be part of a script");
            } else {
                char* row = nullptr;
                while (PQgetCopyData(connection_.get(), &row, 0) > 0) {
                    PQfreemem(row);
                }
                failure = StatementFailure{"COPY from or to the client can't be part of a script", "", "", -1};
            }
        } else if (status != PGRES_COMMAND_OK && status != PGRES_EMPTY_QUERY && !failure) {
            failure = failure_of(raw, sql);
        }
    }
    check_alive();
    if (failure) {
        throw StatementError(*failure);
    }
    if (refused) {
        std::rethrow_exception(refused);
    }
}

Result Connection::query(std::string_view sql, const std::vector<std::string>& parameters) {
    check_alive();
    const std::string text(sql);
    std::vector<const char*> values;
    values.reserve(parameters.size());
    for (const std::string& parameter : parameters) {
        values.push_back(parameter.c_str());
    }
    PGresult* raw = PQexecParams(connection_.get(), text.c_str(), static_cast<int>(values.size()), nullptr,
                                 values.data(), nullptr, nullptr, 0);
    Result result(raw);
    const auto status = PQresultStatus(raw);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK && status != PGRES_EMPTY_QUERY) {
        fail(raw, sql);
    }
    return result;
}

}  // namespace retort::introspect::postgres
