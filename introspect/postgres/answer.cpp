#include "introspect/postgres/answer.hpp"

#include <libpq-fe.h>
#include <poll.h>

namespace retort::introspect::postgres {

bool answers(pg_conn* connection, std::chrono::milliseconds within) {
    const auto end = std::chrono::steady_clock::now() + within;
    if (PQtransactionStatus(connection) != PQTRANS_ACTIVE && PQsendQuery(connection, "SELECT 1") == 0) return false;
    while (PQisBusy(connection) != 0) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()).count();
        if (left <= 0) return false;
        pollfd socket{PQsocket(connection), POLLIN, 0};
        if (socket.fd < 0) return false;
        if (poll(&socket, 1, static_cast<int>(left)) > 0 && PQconsumeInput(connection) == 0) return false;
    }
    bool answered = false;
    while (PGresult* result = PQgetResult(connection)) {
        answered = PQresultStatus(result) == PGRES_TUPLES_OK;
        PQclear(result);
    }
    return answered;
}

}  // namespace retort::introspect::postgres
