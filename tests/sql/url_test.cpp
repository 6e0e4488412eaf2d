#include "sql/url.hpp"

#include <gtest/gtest.h>

#include "schema/error.hpp"

namespace retort::introspect {
namespace {

sql::Url parse(const std::string& text) { return sql::parse_url(text, "[database] url in retort.toml"); }

Diagnostic refusal(const std::string& text) {
    try {
        parse(text);
    } catch (const Error& error) {
        return error.diagnostics().at(0);
    }
    return {};
}

TEST(Url, PassesPostgresqlUrlToLibpq) {
    const sql::Url url = parse("postgresql://app@db.example:5433/app?sslmode=require");
    EXPECT_EQ(url.dialect, Dialect::postgresql);
    EXPECT_EQ(url.target, "postgresql://app@db.example:5433/app?sslmode=require");
    EXPECT_EQ(url.display, url.target);
    EXPECT_EQ(url.setting, "[database] url in retort.toml");
    EXPECT_EQ(parse("postgres:///app").target, "postgresql:///app");
}

TEST(Url, DropsDriverAndItsParameters) {
    EXPECT_EQ(parse("postgresql+asyncpg://u@h/d").target, "postgresql://u@h/d");
    EXPECT_EQ(parse("postgresql+psycopg2://u@h/d").display, "postgresql+psycopg2://u@h/d");
    EXPECT_EQ(parse("postgresql+asyncpg://u@h/d?ssl=require&timeout=3&host=/tmp").target,
              "postgresql://u@h/d?sslmode=require&host=/tmp");
    EXPECT_EQ(parse("postgresql+asyncpg://u@h/d?ssl=true").target, "postgresql://u@h/d?sslmode=require");
}

TEST(Url, NeverShowsPassword) {
    const sql::Url url = parse("postgresql://app:s3cret@h/d");
    EXPECT_EQ(url.target, "postgresql://app:s3cret@h/d");
    EXPECT_EQ(url.display, "postgresql://app:***@h/d");
    EXPECT_EQ(parse("postgresql://h/d?password=s3cret&user=u").display, "postgresql://h/d?password=***&user=u");
    EXPECT_EQ(parse("postgresql://h:5432/d").display, "postgresql://h:5432/d");
}

TEST(Url, ExplainsPasswordEncodingWithoutShowingPassword) {
    for (const char* text : {"postgresql://app:s3@cret@h/d", "postgresql://app:s3/cret@h/d"}) {
        const Diagnostic diagnostic = refusal(text);
        EXPECT_EQ(diagnostic.code.text(), "RT030") << text;
        EXPECT_EQ(diagnostic.message.find("cret"), std::string::npos) << diagnostic.message;
        EXPECT_NE(diagnostic.hint.find("%40"), std::string::npos);
    }
}

TEST(Url, PortsAndQueriesAreNoPasswords) {
    EXPECT_EQ(parse("postgresql://h:5432/d?user=me@server").display, "postgresql://h:5432/d?user=me@server");
    EXPECT_EQ(parse("postgresql://h:/d").display, "postgresql://h:/d");
    const Diagnostic diagnostic = refusal("postgresql://app:s3cret/d");
    EXPECT_EQ(diagnostic.message.find("s3cret"), std::string::npos) << diagnostic.message;
    EXPECT_NE(diagnostic.message.find("neither a port nor a password"), std::string::npos) << diagnostic.message;
}

TEST(Url, AcceptsSqliteUrlsOfSqlalchemy) {
    EXPECT_EQ(parse("sqlite:app.db").target, "app.db");
    EXPECT_EQ(parse("sqlite:/var/app.db").target, "/var/app.db");
    EXPECT_EQ(parse("sqlite:///app.db").target, "app.db");
    EXPECT_EQ(parse("sqlite:////var/app.db").target, "/var/app.db");
    EXPECT_EQ(parse("sqlite+aiosqlite:///app.db").target, "app.db");
    for (const char* memory : {"sqlite::memory:", "sqlite://", "sqlite:///:memory:"}) {
        EXPECT_EQ(parse(memory).target, ":memory:") << memory;
    }
    EXPECT_EQ(parse("sqlite:app.db").dialect, Dialect::sqlite);
}

TEST(Url, KeepsParametersOfSqlite) {
    const sql::Url url = parse("sqlite:///my%20app.db?mode=ro&vfs=unix%2Dnone");
    EXPECT_EQ(url.target, "my app.db");
    EXPECT_EQ(url.parameters, "mode=ro&vfs=unix%2Dnone");
    EXPECT_EQ(url.parameter("mode"), "ro");
    EXPECT_EQ(url.parameter("vfs"), "unix-none");
    EXPECT_EQ(url.parameter("cache"), "");
    EXPECT_EQ(url.display, "sqlite:///my%20app.db?mode=ro&vfs=unix%2Dnone");
    EXPECT_EQ(parse("sqlite:100%.db").target, "100%.db");
    EXPECT_EQ(parse("sqlite:a%3fb%2.db").target, "a?b%2.db");
    for (const char* file : {"sqlite:file:app.db", "sqlite:///file:app.db?uri=true"}) {
        EXPECT_EQ(parse(file).target, "app.db") << file;
        EXPECT_EQ(parse(file).parameters, "") << file;
    }
    EXPECT_EQ(parse("sqlite:file:///var/app.db").target, "/var/app.db");
    EXPECT_EQ(parse("sqlite:file://localhost/var/app.db").target, "/var/app.db");
    EXPECT_TRUE(parse("sqlite::memory:?cache=shared").in_memory());
    EXPECT_TRUE(parse("sqlite:name?mode=memory").in_memory());
    EXPECT_FALSE(parse("sqlite:app.db?mode=rw").in_memory());
}

TEST(Url, RejectsUnknownParametersOfSqlite) {
    EXPECT_EQ(refusal("sqlite:app.db?imutable=1").code.text(), "RT030");
    EXPECT_EQ(
        refusal("sqlite:app.db?imutable=1").hint,
        "did you mean immutable? SQLite's parameters: cache, immutable, mode, modeof, nolock, psow, vfs; a '?' in "
        "a file name is written %3F");
    EXPECT_EQ(refusal("sqlite:app.db?timeout=5").hint.find("SQLite's parameters: cache"), 0u);
    EXPECT_EQ(refusal("sqlite:app.db?mode=readonly").hint, "its values: ro rw rwc memory");
    EXPECT_EQ(refusal("sqlite:app.db?vfs=").hint, "give vfs a value, or remove it");
    EXPECT_EQ(refusal("sqlite:?mode=ro").code.text(), "RT030");
    EXPECT_EQ(refusal("sqlite:app.db%00.bak").hint, "remove %00");
}

TEST(Url, RejectsOtherUrlsWithHint) {
    EXPECT_EQ(refusal("postgress://h/d").hint, "did you mean postgres:?");
    EXPECT_EQ(refusal("mysql://root:pw@h/d").code.text(), "RT030");
    EXPECT_EQ(refusal("mysql://root:pw@h/d").message.find("pw"), std::string::npos);
    EXPECT_EQ(refusal("app.db").hint, "write sqlite:app.db");
    EXPECT_EQ(refusal("sqlite://app.db").hint, "write sqlite:app.db or sqlite:///app.db");
    EXPECT_EQ(refusal("sqlite:").code.text(), "RT030");
    EXPECT_EQ(refusal("postgresql:h/d").code.text(), "RT030");
    EXPECT_NE(refusal("").message.find("[database] url in retort.toml"), std::string::npos);
}

}  // namespace
}  // namespace retort::introspect
