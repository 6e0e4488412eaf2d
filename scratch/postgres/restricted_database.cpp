#include "scratch/postgres/restricted_database.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <functional>
#include <utility>

#include "schema/error.hpp"
#include "schema/name.hpp"
#include "scratch/postgres/event_triggers.hpp"
#include "scratch/postgres/roles.hpp"
#include "sql/postgres/superuser_statement.hpp"

namespace retort::scratch::postgres {

namespace {

using introspect::Row;
using introspect::StatementError;
using introspect::StatementFailure;
using sql::postgres::SuperuserStatement;

constexpr std::string_view insufficient_privilege = "42501";

/// Adds to a failure for a missing privilege that the SQL of a scratch database has few of them.
[[noreturn]] void rethrow(StatementFailure failure, std::size_t offset) {
    if (failure.offset >= 0) failure.offset += static_cast<int>(offset);
    failure.needs_trust = failure.sqlstate == insufficient_privilege;
    throw StatementError(std::move(failure));
}

/// True if a text holds a word of statements that create roles, in the body of a DO block for example.
bool creates_roles(std::string_view sql) {
    const auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
    constexpr std::array<std::string_view, 3> statements{"create role", "create user", "create group"};
    return std::any_of(statements.begin(), statements.end(), [&](std::string_view each) {
        return std::search(sql.begin(), sql.end(), each.begin(), each.end(), same) != sql.end();
    });
}

class RestrictedDatabase final : public introspect::Database {
public:
    RestrictedDatabase(std::unique_ptr<introspect::Database> session, std::shared_ptr<Superuser> superuser)
        : session_(std::move(session)), superuser_(std::move(superuser)), event_triggers_(*session_) {}

    Dialect dialect() const override { return session_->dialect(); }
    std::string describe() const override { return session_->describe(); }
    const sql::Url& url() const override { return session_->url(); }
    void wait_for_locks(introspect::LockWait wait) override { session_->wait_for_locks(std::move(wait)); }
    bool pooled() override { return session_->pooled(); }
    void begin_reading(std::chrono::milliseconds limit) override { session_->begin_reading(limit); }
    void reset_session() override { session_->reset_session(); }
    void reset_for_transaction() override { session_->reset_for_transaction(); }
    bool in_transaction() const override { return session_->in_transaction(); }
    std::string default_schema() override { return session_->default_schema(); }
    std::unique_ptr<introspect::Canceller> canceller() override { return session_->canceller(); }
    int major_version() const override { return session_->major_version(); }
    std::vector<std::string_view> split(std::string_view script) const override { return session_->split(script); }

    void execute(std::string_view sql) override {
        std::size_t start = std::string_view::npos;
        std::size_t end = 0;
        const auto run_others = [&] {
            if (start != std::string_view::npos) run(sql.substr(start, end - start), start);
            start = std::string_view::npos;
        };
        for (const std::string_view each : statements(sql)) {
            const auto offset = static_cast<std::size_t>(each.data() - sql.data());
            if (auto statement = sql::postgres::read_superuser_statement(each)) {
                run_others();
                run_recognised(each, std::move(*statement), offset);
                continue;
            }
            if (start == std::string_view::npos) start = offset;
            end = offset + each.size();
        }
        run_others();
    }

    std::vector<Row> query(std::string_view sql, const std::vector<std::string>& parameters) override {
        try {
            return session_->query(sql, parameters);
        } catch (const StatementError& error) {
            rethrow(error.failure(), 0);
        }
    }

    Schema introspect(const introspect::Filter& filter) override {
        return with_event_triggers<Schema>([&] { return session_->introspect(filter); });
    }
    introspect::ExcludedDependents excluded_dependents(const introspect::Filter& filter) override {
        return with_event_triggers<introspect::ExcludedDependents>(
            [&] { return session_->excluded_dependents(filter); });
    }
    Schema introspect_temporary() override { return session_->introspect_temporary(); }

private:
    /// The whole text if it cannot be split; the server then says why.
    std::vector<std::string_view> statements(std::string_view sql) const {
        try {
            return session_->split(sql);
        } catch (const Error&) {
            return {sql};
        }
    }

    void run(std::string_view sql, std::size_t offset) {
        try {
            session_->execute(sql);
            if (creates_roles(sql)) become_member_of_new_roles();
        } catch (const StatementError& error) {
            rethrow(error.failure(), offset);
        }
    }

    /// False if a condition does not hold, if a role gives rights over files or programs, or if it is the source role,
    /// which needs no superuser here. Sets `sql` to the replacement.
    bool allows(SuperuserStatement& statement, std::string& sql) {
        if (!statement.replacement.empty()) {
            const std::vector<Row> rows = session_->query(statement.replacement);
            if (rows.empty()) return false;
            sql = rows[0].at(0).value_or("");
            statement.roles = statement.owners = {rows[0].at(1).value_or("")};
        }
        return std::all_of(statement.conditions.begin(), statement.conditions.end(),
                           [&](const std::string& each) { return !session_->query(each).empty(); }) &&
               std::none_of(statement.roles.begin(), statement.roles.end(), is_powerful) &&
               (statement.event_trigger ||
                std::find(statement.owners.begin(), statement.owners.end(), source_role) == statement.owners.end());
    }

    void run_recognised(std::string_view written, SuperuserStatement statement, std::size_t offset) {
        std::string sql(written);
        try {
            if (!allows(statement, sql)) return run(written, offset);
        } catch (const StatementError&) {
            return run(written, offset);  // in a failed transaction, for example
        }
        if (!statement.first.empty()) {
            run(statement.first, offset);
            sql = statement.sql;
        }
        try {
            as_superuser([&] {
                if (statement.event_trigger) event_triggers_.restore();
                // Unlike execute, query accepts one statement only.
                session_->query(sql);
                for (const std::string& role : statement.owners) become_member(role);
                if (statement.event_trigger || statement.extension) event_triggers_.park();
            });
        } catch (const StatementError& error) {
            StatementFailure failure = error.failure();
            if (sql != written) failure.offset = 0;
            rethrow(std::move(failure), offset);
        }
    }

    /// In a transaction, so that a failure leaves a session that can answer whether its rights have ended.
    void as_superuser(const std::function<void()>& work) {
        const bool nested = session_->in_transaction();
        session_->execute(nested ? "SAVEPOINT retort_superuser" : "BEGIN");
        const auto leave = [&] {
            session_->execute(nested ? "ROLLBACK TO SAVEPOINT retort_superuser; RELEASE SAVEPOINT retort_superuser"
                                     : "ROLLBACK");
        };
        try {
            LiftedRights rights(*superuser_, *session_);
            try {
                work();
            } catch (...) {
                leave();
                rights.end();
                if (!nested) session_->execute("BEGIN");
                throw;
            }
            rights.end();
        } catch (...) {
            if (!nested) leave();
            throw;
        }
        session_->execute(nested ? "RELEASE SAVEPOINT retort_superuser" : "COMMIT");
    }

    /// The members of a role can change what it owns.
    void become_member(const std::string& role) {
        const std::vector<Row> missing = session_->query(fmt::format(
            "SELECT FROM pg_catalog.pg_roles r, pg_catalog.pg_roles s WHERE r.rolname OPERATOR(pg_catalog.=) {} "
            "AND s.rolname OPERATOR(pg_catalog.=) {} AND NOT pg_catalog.pg_has_role(r.oid, s.oid, 'MEMBER') "
            "AND NOT EXISTS (SELECT FROM pg_catalog.pg_auth_members m WHERE m.roleid OPERATOR(pg_catalog.=) r.oid "
            "AND m.member OPERATOR(pg_catalog.=) s.oid)",
            quote_literal(role), quote_literal(source_role)));
        if (!missing.empty())
            session_->query(fmt::format("GRANT {} TO {} WITH ADMIN OPTION", quote(role), source_role));
    }

    /// Roles that other statements have created, such as DO.
    void become_member_of_new_roles() {
        const std::vector<Row> roles = session_->query(fmt::format(
            "SELECT r.rolname FROM pg_catalog.pg_roles r, pg_catalog.pg_roles s WHERE s.rolname "
            "OPERATOR(pg_catalog.=) {} AND r.oid OPERATOR(pg_catalog.>=) 16384::pg_catalog.oid AND NOT r.rolsuper "
            "AND NOT pg_catalog.pg_has_role(s.oid, r.oid, 'USAGE') "
            "AND NOT pg_catalog.pg_has_role(r.oid, s.oid, 'MEMBER') ORDER BY r.oid",
            quote_literal(source_role)));
        if (roles.empty()) return;
        std::string names;
        for (const Row& row : roles) names += (names.empty() ? "" : ", ") + quote(row.at(0).value_or(""));
        as_superuser([&] { session_->query(fmt::format("GRANT {} TO {} WITH ADMIN OPTION", names, source_role)); });
    }

    /// With the event triggers as the SQL made them, in a read-only transaction: they can't fire in it.
    template <class T>
    T with_event_triggers(const std::function<T()>& read) {
        if (event_triggers_.empty()) return read();
        const bool nested = session_->in_transaction();
        session_->execute(nested ? "SAVEPOINT retort_event_triggers" : "BEGIN");
        const auto leave = [&] {
            session_->execute(nested ? "ROLLBACK TO SAVEPOINT retort_event_triggers; RELEASE SAVEPOINT "
                                       "retort_event_triggers"
                                     : "ROLLBACK");
        };
        try {
            as_superuser([&] { event_triggers_.restore(); });
            session_->execute("SET TRANSACTION READ ONLY");
            T found = read();
            leave();
            return found;
        } catch (...) {
            leave();
            throw;
        }
    }

    std::unique_ptr<introspect::Database> session_;
    std::shared_ptr<Superuser> superuser_;
    ParkedEventTriggers event_triggers_;
};

}  // namespace

std::unique_ptr<introspect::Database> restrict_database(std::unique_ptr<introspect::Database> session,
                                                        std::shared_ptr<Superuser> superuser) {
    return std::make_unique<RestrictedDatabase>(std::move(session), std::move(superuser));
}

}  // namespace retort::scratch::postgres
