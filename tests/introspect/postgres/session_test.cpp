#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "schema/error.hpp"
#include "scratch/scratch.hpp"
#include "tests/support/postgres.hpp"

namespace retort::introspect {
namespace {

using test::PostgresTest;

class PostgresSession : public PostgresTest {
protected:
    StatementFailure failure(std::string_view sql) {
        try {
            db().execute(sql);
        } catch (const StatementError& error) {
            return error.failure();
        }
        ADD_FAILURE() << "did not fail: " << sql;
        return {};
    }

    Diagnostic refusal(const std::string& url) {
        try {
            open(sql::parse_url(url, "[database] url"));
        } catch (const Error& error) {
            return error.diagnostics().at(0);
        }
        ADD_FAILURE() << "connected: " << url;
        return {};
    }
};

TEST_F(PostgresSession, QueriesTakeTextParametersAndReturnNulls) {
    const auto rows = db().query("SELECT $1 || 'x', NULL, $2::int + 1", {"ö", "41"});
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0], (Row{"öx", std::nullopt, "42"}));
    EXPECT_EQ(db().dialect(), Dialect::postgresql);
    EXPECT_GE(db().major_version(), 14);
}

TEST_F(PostgresSession, FailureHasSqlstateDetailHintAndByteOffset) {
    db().execute("CREATE TABLE t (id int PRIMARY KEY, name text); INSERT INTO t VALUES (1, 'ö')");
    const StatementFailure position = failure("SELECT 'öö', nam FROM t");
    EXPECT_EQ(position.sqlstate, "42703");
    EXPECT_EQ(position.offset, 15);  // S=0 … two characters of two bytes each before it
    EXPECT_NE(position.detail.find("HINT: "), std::string::npos);
    const StatementFailure key = failure("INSERT INTO t VALUES (1)");
    EXPECT_EQ(key.sqlstate, "23505");
    EXPECT_EQ(key.detail, "DETAIL: Key (id)=(1) already exists.");
    EXPECT_EQ(key.offset, -1);
}

TEST_F(PostgresSession, ReportsFailingStatementOfSeveral) {
    EXPECT_EQ(failure("SELECT 1; SELECT 1/0; SELECT 2").sqlstate, "22012");
    EXPECT_EQ(failure("SELECT 1; SELEC").offset, 10);
    EXPECT_FALSE(db().in_transaction());
    db().execute("BEGIN");
    EXPECT_TRUE(db().in_transaction());
    failure("SELECT 1/0");
    EXPECT_TRUE(db().in_transaction());
    db().execute("ROLLBACK");
    EXPECT_FALSE(db().in_transaction());
}

TEST_F(PostgresSession, CopyFromClientFailsAndSessionContinues) {
    db().execute("CREATE TABLE t (a int)");
    failure("COPY t FROM STDIN");
    failure("COPY t TO STDOUT");
    EXPECT_EQ(db().query("SELECT 1").at(0).at(0), "1");
    EXPECT_EQ(failure("BEGIN; COPY t TO STDOUT; SELECT 1/0").message,
              "COPY from or to the client can't be part of a script");
    EXPECT_TRUE(db().in_transaction());
    db().execute("ROLLBACK");
    EXPECT_THROW(db().query("COPY t TO STDOUT"), StatementError);
    EXPECT_EQ(db().query("SELECT 1").at(0).at(0), "1");
}

// libpqxx has exceptions of its own for these, some without an SQLSTATE.
TEST_F(PostgresSession, AnErrorOfAnyClassIsAStatementError) {
    for (const std::string state : {"08006", "0A000", "23503", "40001", "40P01", "42501", "53300", "55P03", "P0001"}) {
        const StatementFailure raised =
            failure("DO $$BEGIN RAISE EXCEPTION 'raised' USING ERRCODE = '" + state + "', HINT = 'why'; END$$");
        EXPECT_EQ(raised.sqlstate, state);
        EXPECT_EQ(raised.message, "raised");
        EXPECT_TRUE(raised.detail.starts_with("HINT: why\nCONTEXT: ")) << raised.detail;
    }
    EXPECT_EQ(db().query("SELECT 1").at(0).at(0), "1");
}

TEST_F(PostgresSession, AFailingQueryWithParametersTellsThePosition) {
    try {
        db().query("SELECT 'ö', $1::int + nam", {"1"});
        FAIL() << "did not fail";
    } catch (const StatementError& error) {
        EXPECT_EQ(error.failure().sqlstate, "42703");
        EXPECT_EQ(error.failure().offset, 23);
    }
}

TEST_F(PostgresSession, ReadOnlySessionRejectsWrites) {
    const auto reader = database().open(Access::read_only);
    try {
        reader->execute("CREATE TABLE t (a int)");
        FAIL() << "wrote";
    } catch (const StatementError& error) {
        EXPECT_EQ(error.failure().sqlstate, "25006");
    }
}

TEST_F(PostgresSession, DoesNotReconnect) {
    const std::string pid = *db().query("SELECT pg_backend_pid()").at(0).at(0);
    database().run("SELECT pg_terminate_backend(" + pid + ")");
    for (int i = 0; i < 2; ++i) {
        try {
            db().query("SELECT 1");
            FAIL() << "went on";
        } catch (const Error& error) {
            EXPECT_EQ(error.diagnostics().at(0).code.text(), "RT032");
            EXPECT_NE(error.diagnostics().at(0).message.find("terminating connection due to administrator command"),
                      std::string::npos);
        }
    }
}

TEST_F(PostgresSession, TheCatalogsCannotBeReadInAFailedTransaction) {
    db().execute("BEGIN");
    EXPECT_THROW(db().execute("SELECT 1 / 0"), StatementError);
    try {
        db().introspect();
        ADD_FAILURE() << "read";
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().at(0).code.text(), "RT040");
    }
    db().execute("ROLLBACK");
}

TEST_F(PostgresSession, ConnectionErrorsNameSetting) {
    const Diagnostic database = refusal(test::url_of("retort_no_such_db"));
    EXPECT_EQ(database.code.text(), "RT031");
    EXPECT_NE(database.message.find("database \"retort_no_such_db\" does not exist"), std::string::npos);
    EXPECT_NE(database.hint.find("createdb"), std::string::npos);
    EXPECT_NE(database.hint.find("[database] url"), std::string::npos);

    const Diagnostic role = refusal(test::url_of("postgres", "retort_nobody"));
    EXPECT_NE(role.message.find("role \"retort_nobody\" does not exist"), std::string::npos);
    EXPECT_NE(role.hint.find("user"), std::string::npos);

    const Diagnostic socket = refusal("postgresql:///x?host=/nonexistent");
    EXPECT_NE(socket.hint.find("is it running"), std::string::npos) << socket.message;

    const Diagnostic refused = refusal("postgresql://u:pw@127.0.0.1:1/x");
    EXPECT_NE(refused.hint.find("host and port"), std::string::npos) << refused.message;
    EXPECT_EQ(refused.message.find("pw"), std::string::npos) << refused.message;
    EXPECT_EQ(refused.message.find('\n'), std::string::npos);

    const Diagnostic host = refusal("postgresql://u@no-such-host.invalid/x");
    EXPECT_NE(host.hint.find("check the host"), std::string::npos) << host.message;

    const Diagnostic option = refusal("postgresql://u@h/x?nonsense=1");
    EXPECT_NE(option.message.find("nonsense"), std::string::npos) << option.message;
}

TEST_F(PostgresSession, WrongPasswordNamesSettingAndIsNotShown) {
    scratch::ScratchOptions options;
    options.trusted = true;  // the test writes a file of the server
    const auto scratch = scratch::open_scratch(options);
    const auto admin = scratch->create();
    const std::string hba = *admin->query("SHOW hba_file").at(0).at(0);
    admin->execute(
        "CREATE ROLE app LOGIN PASSWORD 'right'; COPY (VALUES ('local all app scram-sha-256'), ('local all "
        "all trust')) TO " +
        quote_literal(hba) + "; SELECT pg_reload_conf()");
    // host='/tmp/…' port=5432: the folder of the socket is not the one that the server knows.
    const std::string& target = admin->url().target;
    const std::size_t host = target.find('\'') + 1;
    const std::string folder = target.substr(host, target.find('\'', host) - host);
    const auto url = [&](const std::string& login) { return "postgresql://" + login + "@/postgres?host=" + folder; };
    Diagnostic wrong;
    for (int i = 0; i < 100 && wrong.code.empty(); ++i) {  // until the server has reloaded the file
        try {
            open(sql::parse_url(url("app:wr0ng"), "[database] url"));
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        } catch (const Error& error) {
            wrong = error.diagnostics().at(0);
        }
    }
    EXPECT_EQ(wrong.code.text(), "RT031");
    EXPECT_NE(wrong.message.find("password authentication failed"), std::string::npos) << wrong.message;
    EXPECT_EQ(wrong.message.find("wr0ng"), std::string::npos);
    EXPECT_NE(wrong.hint.find("[database] url"), std::string::npos);
    EXPECT_NE(refusal(url("app")).hint.find("wants a password"), std::string::npos);
    EXPECT_NO_THROW(open(sql::parse_url(url("app:right"), "test")));
}

TEST_F(PostgresSession, ReportsMissingConnectPrivilege) {
    const std::string role = "retort_guest_" + database().name();
    database().run("CREATE ROLE " + role + " LOGIN; REVOKE CONNECT ON DATABASE " + database().name() + " FROM PUBLIC");
    const Diagnostic diagnostic = refusal(database().url(role));
    database().run("DROP ROLE " + role);
    EXPECT_NE(diagnostic.hint.find("CONNECT"), std::string::npos) << diagnostic.message;
}

}  // namespace
}  // namespace retort::introspect
