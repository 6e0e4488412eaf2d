#include "introspect/transaction.hpp"

#include <fmt/format.h>

#include "schema/error.hpp"

namespace retort::introspect {

void begin_transaction(Database& database) {
    try {
        database.execute(std::string(info(database.dialect()).begin_write));
    } catch (const StatementError& error) {
        if (info(database.dialect()).server || error.failure().message.find("locked") == std::string::npos) throw;
        throw Error("RT274",
                    fmt::format("{} is locked by another connection: {}", database.describe(), error.failure().message),
                    "wait until its transaction ends, then run again");
    }
}

Transaction::Transaction(Database& database) : database_(database), nested_(database.in_transaction()) {
    if (nested_)
        database_.execute("SAVEPOINT retort");
    else
        begin_transaction(database_);
}

Transaction::~Transaction() {
    if (!open_) return;
    try {
        if (!database_.in_transaction()) return;
        database_.execute(nested_ ? "ROLLBACK TO SAVEPOINT retort; RELEASE SAVEPOINT retort" : "ROLLBACK");
    } catch (const std::exception&) {
        // The connection is lost, and its transaction rolled back.
    }
}

void Transaction::commit() {
    database_.execute(nested_ ? "RELEASE SAVEPOINT retort" : "COMMIT");
    open_ = false;
}

}  // namespace retort::introspect
