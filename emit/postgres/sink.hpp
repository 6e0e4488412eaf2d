#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "emit/postgres/context.hpp"
#include "emit/postgres/published.hpp"
#include "emit/script.hpp"

namespace retort::emit::postgres {

/// When the transaction checks its deferred constraints, as the statements so far have set it.
struct ConstraintMode {
    bool immediate = false;  ///< SET CONSTRAINTS ALL IMMEDIATE is among the statements
};

/// Collects the statements of a plan in order.
class Sink {
public:
    /// The context must outlive the sink.
    explicit Sink(const Context& context);

    void add(std::string sql, std::string comment = {});

    /// A statement outside the transactions around the others, which it divides.
    void add_alone(std::string sql, std::string comment = {});

    /// The statements so far and those that follow are in two transactions.
    void divide();

    /// Adds a line to the comment of the next statement.
    void remark(std::string line) { remark_ = std::move(line); }

    /// COMMENT ON `object` IS …, if the comment changed.
    void comment_on(const std::string& object, const std::string& before, const std::string& after);

    /// A SELECT that reads all local rows of the table. While row-level security is forced, the policies hide rows from
    /// the table's owner too (PostgreSQL manual, 5.8 Row Security Policies), so it is not forced for this statement.
    void read(const ObjectName& table, std::string sql);

    /// An UPDATE of the table's local rows, with row-level security as in `read`, for the tables in its expressions
    /// too, and without the publications that make the server reject it. Its deferred constraint checks run at once,
    /// since a table with pending trigger events can't be altered (PostgreSQL manual, SET CONSTRAINTS).
    void update(const ObjectName& table, std::string sql, const Context& context, std::string comment = {});

    /// True if `update` writes nothing but this UPDATE of the table's rows.
    bool updates_plainly(const ObjectName& table, const std::string& sql, const Context& context) const;

    /// The statements so far have made the step.
    void made(const plan::Step& step) { published_.note(step); }

    /// The statements so far have given a table its row-level security.
    void secured(const Table& table);

    std::vector<Statement> take() { return std::move(statements_); }

    /// The indexes of the statements that stand alone.
    const std::set<std::size_t>& alone() const { return alone_; }
    /// The indexes of the statements that begin a transaction.
    const std::set<std::size_t>& divisions() const { return divisions_; }

private:
    void update_rows(const ObjectName& table, std::string sql, const Context& context, std::string comment);

    /// SET CONSTRAINTS ALL IMMEDIATE after an UPDATE of the table, if its checks are deferred.
    void check_deferred(const ObjectName& table, const Context& context);

    /// True if the statement reads a table with row-level security other than `table`, whose policies may hide rows
    /// from the role: an error then, not fewer rows.
    bool reads_secured(const ObjectName& table, const std::string& sql) const;

    /// The tables with forced row-level security among `table` and those that the statement references.
    std::vector<ObjectName> forced_in(const ObjectName& table, const std::string& sql) const;

    const Context& context_;
    std::vector<Statement> statements_;
    std::set<std::size_t> alone_;
    std::set<std::size_t> divisions_;
    std::string remark_;
    std::set<ObjectName> secured_;  ///< tables with row-level security
    PublishedTables published_;
    std::set<ObjectName> forced_;  ///< tables whose row-level security is forced
    ConstraintMode constraints_;
};

}  // namespace retort::emit::postgres
