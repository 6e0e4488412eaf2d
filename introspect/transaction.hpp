#pragma once

#include "introspect/database.hpp"

namespace retort::introspect {

/// Runs BEGIN, or on SQLite BEGIN IMMEDIATE. Throws Error RT274 when SQLite's file stays locked.
void begin_transaction(Database& database);

/// A transaction that is rolled back on destruction unless it was committed. Inside an open transaction it is a
/// savepoint, so that the outer transaction continues unchanged.
class Transaction {
public:
    /// Throws the errors of begin_transaction.
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit();

private:
    Database& database_;
    bool nested_;
    bool open_ = true;
};

}  // namespace retort::introspect
