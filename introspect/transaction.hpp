#pragma once

#include "introspect/database.hpp"

namespace retort::introspect {

/// BEGIN, or on SQLite BEGIN IMMEDIATE. Throws Error RT072 when SQLite's file stays locked.
void begin_transaction(Database& database);

/// A transaction that is rolled back at its end unless it was committed. In one that is open
/// already it is a savepoint, so that the outer one goes on as it was.
class Transaction {
public:
    /// Throws what begin_transaction throws.
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
