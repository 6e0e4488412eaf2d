#pragma once

#include "tests/support/case_runner.hpp"
#include "tests/support/pg_dump.hpp"
#include "tests/support/postgres.hpp"

namespace retort::test {

/// The version of the server that the goldens are of.
constexpr int golden_version = 15;

inline int server_version(introspect::Database& db) {
    return std::stoi(db.query("SHOW server_version_num")[0][0].value()) / 10000;
}

class PostgresCases : public CaseEngine {
public:
    std::string folder() const override { return "postgres"; }

    std::shared_ptr<introspect::Database> open(Side side) override {
        Kept& kept = side == Side::before ? before_ : after_;
        kept.database = &kept_database(side == Side::before ? 0 : 1);
        // A failed case may leave its session in a transaction, or without the connection.
        if (kept.session && kept.session->in_transaction()) kept.session.reset();
        if (!kept.session) kept.session = kept.database->open_keeping_plans();
        empty(*kept.session);
        return kept.session;
    }

    std::string missing(introspect::Database& db, const CaseFile& file) const override {
        const int version = server_version(db);
        if (version < file.server)
            return "requires PostgreSQL " + std::to_string(file.server) + ", the server is " + std::to_string(version);
        for (const std::string& extension : file.extensions)
            if (db.query("SELECT 1 FROM pg_available_extensions WHERE name = " + quote_literal(extension)).empty())
                return "the extension " + extension + " is not available";
        return {};
    }

    bool has_goldens(introspect::Database& db) const override { return server_version(db) == golden_version; }

    void apply(introspect::Database& db, const emit::Script& script) const override { run_script(db, script); }

    std::string rows_of(introspect::Database& db, const std::vector<HeldTable>& tables, Side side,
                        bool all) const override {
        return test::rows_of(db, tables, side, all);
    }

    /// Empty if pg_dump is too old for the server.
    std::string dump(Side side, const CaseFile& file) const override {
        const FreshDatabase& database = *(side == Side::before ? before_ : after_).database;
        return pg_dump_reads_server() ? text_of(pg_dump_unordered(database.url(), file.privileges, file.owners)) : "";
    }

private:
    struct Kept {
        FreshDatabase* database = nullptr;
        std::shared_ptr<introspect::Database> session{};
    };
    Kept before_, after_;
};

}  // namespace retort::test
