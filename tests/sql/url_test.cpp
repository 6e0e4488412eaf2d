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
