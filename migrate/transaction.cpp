#include "migrate/transaction.hpp"

#include "migrate/execute.hpp"

namespace retort::migrate {

Transaction::Transaction(introspect::Database& database) : database_(database), nested_(database.in_transaction()) {
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
        // The connection is gone, and the transaction with it.
    }
}

void Transaction::commit() {
    database_.execute(nested_ ? "RELEASE SAVEPOINT retort" : "COMMIT");
    open_ = false;
}

}  // namespace retort::migrate
