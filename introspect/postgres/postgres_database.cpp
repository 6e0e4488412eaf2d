#include "introspect/postgres/postgres_database.hpp"

#include "introspect/postgres/connection.hpp"
#include "introspect/postgres/excluded_dependents.hpp"
#include "introspect/postgres/schema_reader.hpp"
#include "introspect/postgres/session_settings.hpp"
#include "sql/postgres/split.hpp"

namespace retort::introspect::postgres {

namespace {

class PostgresDatabase final : public Database {
public:
    PostgresDatabase(const sql::Url& url, Access access, Server server)
        : connection_(url), access_(access), throwaway_(server == Server::throwaway) {}
    explicit PostgresDatabase(pg_conn* borrowed) : connection_(borrowed), borrowed_settings_(connection_) {}

    Dialect dialect() const override { return Dialect::postgresql; }
    std::string describe() const override { return connection_.url().display; }
    const sql::Url& url() const override { return connection_.url(); }
    void execute(std::string_view sql) override {
        within_access([&] { connection_.execute(sql); });
    }
    void begin_reading(std::chrono::milliseconds limit) override {
        connection_.execute("BEGIN READ ONLY; SET LOCAL row_security = off; SET LOCAL statement_timeout = " +
                            std::to_string(limit.count()));
    }
    void reset_session() override {
        if (borrowed_settings_)
            borrowed_settings_->restore(connection_);
        else
            connection_.execute("RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL");
    }
    void reset_for_transaction() override {
        if (borrowed_settings_)
            borrowed_settings_->restore_for_transaction(connection_);
        else
            connection_.execute(
                "SET LOCAL SESSION AUTHORIZATION DEFAULT; SET LOCAL ROLE NONE; SET LOCAL search_path TO DEFAULT");
    }
    pg_conn* handle() const { return connection_.handle(); }
    void wait_for_locks(LockWait wait) override { connection_.wait_for_locks(std::move(wait)); }
    bool pooled() override { return connection_.pooled(); }
    bool in_transaction() const override { return connection_.in_transaction(); }
    std::unique_ptr<Canceller> canceller() override { return connection_.canceller(); }
    int major_version() const override { return connection_.version() / 10000; }

    std::vector<Row> query(std::string_view sql, const std::vector<std::string>& parameters) override {
        std::vector<Row> rows;
        within_access([&] { rows = connection_.query(sql, parameters); });
        return rows;
    }

    Schema introspect(const Filter& filter) override { return read(filter, false); }
    std::string default_schema() override { return query("SELECT current_schema()", {}).at(0).at(0).value_or(""); }
    ExcludedDependents excluded_dependents(const Filter& filter) override {
        return filter.excludes() || postgres::has_foreign_children(*this) ? postgres::excluded_dependents(*this, filter)
                                                                          : ExcludedDependents();
    }
    Schema introspect_temporary() override { return read({}, true); }

    std::vector<std::string_view> split(std::string_view script) const override { return sql::postgres::split(script); }

private:
    /// With Access::read_only a statement runs in a READ ONLY transaction. A setting of the session would stay in the
    /// pool of a pooler, for the next client.
    template <class Work>
    void within_access(Work work) {
        if (access_ == Access::read_write || connection_.in_transaction()) return work();
        connection_.execute("BEGIN READ ONLY");
        try {
            work();
            connection_.execute("COMMIT");
        } catch (const StatementError&) {
            connection_.execute("ROLLBACK");
            throw;
        }
    }

    Schema read(const Filter& filter, bool temporary) {
        return read_schema(connection_, filter, temporary, throwaway_ ? &prepared_ : nullptr);
    }

    Connection connection_;
    std::optional<SessionSettings> borrowed_settings_;  ///< those of the session's owner
    Access access_ = Access::read_write;
    bool throwaway_ = false;
    PreparedQueries prepared_;
};

}  // namespace

std::unique_ptr<Database> open_postgres(const sql::Url& url, Access access, Server server) {
    return std::make_unique<PostgresDatabase>(url, access, server);
}

pg_conn* handle_of(Database& database) { return dynamic_cast<PostgresDatabase&>(database).handle(); }

std::unique_ptr<Database> borrow_postgres(pg_conn* connection) {
    return std::make_unique<PostgresDatabase>(connection);
}

}  // namespace retort::introspect::postgres
