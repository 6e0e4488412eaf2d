#pragma once

#include "introspect/database.hpp"

namespace retort::migrate {

/// A transaction that is rolled back at its end unless it was committed. In one that is open
/// already it is a savepoint, so that the outer one goes on as it was.
class Transaction {
public:
    /// Throws what begin_transaction throws.
    explicit Transaction(introspect::Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit();

private:
    introspect::Database& database_;
    bool nested_;
    bool open_ = true;
};

}  // namespace retort::migrate
