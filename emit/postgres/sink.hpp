#pragma once

#include <string>
#include <utility>
#include <vector>

#include "emit/postgres/context.hpp"
#include "emit/script.hpp"

namespace retort::emit::postgres {

/// When the transaction checks its deferred constraints, as the statements so far have set it.
struct ConstraintMode {
    bool immediate = false;  ///< SET CONSTRAINTS ALL IMMEDIATE is among the statements
};

/// Collects the statements of a plan in order.
class Sink {
public:
    void add(std::string sql, std::string comment = {});

    /// COMMENT ON `object` IS …, if the comment changed.
    void comment_on(const std::string& object, const std::string& before, const std::string& after);

    /// An UPDATE of the table's rows. Its deferred constraint checks run at once, since a table with pending trigger
    /// events can't be altered (PostgreSQL manual, SET CONSTRAINTS).
    void update(const ObjectName& table, std::string sql, const Context& context, std::string comment = {});

    std::vector<Statement> take() { return std::move(statements_); }

private:
    std::vector<Statement> statements_;
    ConstraintMode constraints_;
};

}  // namespace retort::emit::postgres
