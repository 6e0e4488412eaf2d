#include "introspect/transaction.hpp"

namespace retort::introspect {

void begin_transaction(Database& database) { database.execute(std::string(info(database.dialect()).begin_write)); }

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
