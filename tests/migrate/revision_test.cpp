#include "migrate/revision.hpp"

#include <cstdlib>

#include "migrate/digest.hpp"
#include "support.hpp"

namespace retort::migrate::test {
namespace {

const std::string whole =
    "-- 0003 convert role to enum\n"
    "-- revision: 3f2a9c1d7e40\n"
    "-- down_revision: 808b6192c57c\n"
    "-- created: 2026-11-20T16:56:00Z\n"
    "-- dialect: postgresql\n"
    "-- verified: upgrade, downgrade, upgrade\n"
    "-- reviewed by two people\n"
    "\n"
    "-- migrate:up\n"
    "CREATE TYPE user_role AS ENUM ('therapist');\n"
    "\n"
    "-- a comment\n"
    "ALTER TABLE users ALTER COLUMN role TYPE user_role;\n"
    "\n"
    "-- migrate:down transaction:false\n"
    "DROP TYPE user_role;\n";

TEST(Revision, ReadsWholeFile) {
    const Revision read = parse_revision(whole, "m/0003.sql");
    EXPECT_EQ(read.id, "3f2a9c1d7e40");
    EXPECT_EQ(read.down_revisions, std::vector<std::string>{"808b6192c57c"});
    EXPECT_EQ(read.number, "0003");
    EXPECT_EQ(read.message, "convert role to enum");
    EXPECT_EQ(read.created, "2026-11-20T16:56:00Z");
    EXPECT_EQ(read.dialect, Dialect::postgresql);
    EXPECT_EQ(read.verified, "upgrade, downgrade, upgrade");
    EXPECT_EQ(read.remarks, std::vector<std::string>{"reviewed by two people"});
    EXPECT_TRUE(read.up.transaction);
    EXPECT_FALSE(read.down.transaction);
    EXPECT_EQ(read.down.sql, "DROP TYPE user_role;\n");
    EXPECT_EQ(read.up.line, 10);
    EXPECT_EQ(read.down.line, 16);
    EXPECT_EQ(read.title(), "0003 convert role to enum (3f2a9c1d7e40)");
}

TEST(Revision, RoundTrips) { EXPECT_EQ(format_revision(parse_revision(whole, "f")), whole); }

TEST(Revision, ReadsWhatASquashReplaced) {
    std::string text = whole;
    text.insert(text.find("-- verified"),
                "-- replaces: 17d4bf12c257, aa; sha256:0123456789ab, sha256:abcdefabcdef01\n");
    const Revision read = parse_revision(text, "m/0003.sql");
    EXPECT_EQ(read.replaces, (std::vector<std::string>{"17d4bf12c257", "aa"}));
    EXPECT_EQ(read.earlier_upgrades, (std::vector<std::string>{"0123456789ab", "abcdefabcdef01"}));
    EXPECT_EQ(format_revision(read), text);
}

TEST(Revision, RoundTripsAnySql) {
    for (const std::string sql :
         {"", "\n\nSELECT 1;\n", "SELECT 'a\n\n  -- migrate:down\n b';\n", "SELECT 'ü\t€';\n", "-- only a comment\n"}) {
        Revision revision = parse_revision(whole, "f");
        revision.up.sql = sql;
        const std::string text = format_revision(revision);
        EXPECT_EQ(format_revision(parse_revision(text, "f")), text);
        EXPECT_EQ(parse_revision(text, "f").up.sql, sql);
        EXPECT_EQ(parse_revision(text, "f").down.sql, revision.down.sql);
    }
}

TEST(Revision, RejectsSqlThatLooksLikeMarker) {
    Revision revision = parse_revision(whole, "f");
    revision.up.sql = "SELECT '\n-- migrate:down\n';\n";
    EXPECT_HAS(error_of([&] { format_revision(revision); }), "[RT228]");
    EXPECT_HAS(error_of([&] { format_revision(revision); }), "is a section marker");
}

TEST(Revision, IgnoresCarriageReturnsAndByteOrderMark) {
    for (const std::string line_end : {"\r\n", "\r\r\n"}) {
        std::string windows = "\xEF\xBB\xBF";
        for (const char c : whole) windows += c == '\n' ? line_end : std::string(1, c);
        const Revision read = parse_revision(windows, "f");
        EXPECT_EQ(format_revision(read), whole);
        EXPECT_EQ(read.up.checksum(), parse_revision(whole, "f").up.checksum());
        EXPECT_EQ(read.up.line, 10);
    }
}

TEST(Revision, ComputesLocationOfByte) {
    const Revision read = parse_revision(whole, "m/0003.sql");
    const std::size_t offset = read.up.sql.find("TYPE user_role;");
    const Position position = read.up.position("m/0003.sql", offset);
    EXPECT_EQ(position.line, 13);
    EXPECT_EQ(line_of(whole, position.line).substr(static_cast<std::size_t>(position.column) - 1), "TYPE user_role;");
}

struct Fault {
    const char* from;
    const char* to;
    const char* expected;
};

class RevisionError : public testing::TestWithParam<Fault> {};

TEST_P(RevisionError, IsReportedWithLocation) {
    std::string text = whole;
    const std::size_t at = text.find(GetParam().from);
    ASSERT_NE(at, std::string::npos);
    text.replace(at, std::string(GetParam().from).size(), GetParam().to);
    const std::string message = error_of([&] { parse_revision(text, "m/3.sql"); });
    EXPECT_HAS(message, GetParam().expected);
    EXPECT_HAS(message, "[RT061]");
}

INSTANTIATE_TEST_SUITE_P(
    All, RevisionError,
    testing::Values(
        Fault{"-- revision: 3f2a9c1d7e40\n", "", "m/3.sql:1:1: error: no '-- revision:' line"},
        Fault{"-- down_revision: 808b6192c57c\n", "", "no '-- down_revision:' line"},
        Fault{"down_revision: 808b6192c57c", "down_revision:", "m/3.sql:3:4: error: 'down_revision' is empty"},
        Fault{"down_revision: 808b6192c57c", "down_revison: 808b6192c57c", "did you mean 'down_revision'?"},
        Fault{"-- verified", "-- revision: abc\n-- verified", "m/3.sql:6:4: error: duplicate key 'revision'"},
        Fault{"3f2a9c1d7e40", "3f2a-9c1d", "m/3.sql:2:14: error: '3f2a-9c1d' is not a revision id"},
        Fault{"808b6192c57c", "aa, bb,", "'' is not a revision id"},
        Fault{"808b6192c57c", "head", "'head' is not a revision id"},
        Fault{"808b6192c57c", "current", "'current' is not a revision id"},
        Fault{"-- created", "-- depends_on:\n-- created", "m/3.sql:4:4: error: 'depends_on' is empty"},
        Fault{"-- created", "-- depends_on: a, a\n-- created", "'depends_on' lists a twice"},
        Fault{"-- created", "-- branch_labels:\n-- created", "'branch_labels' is empty"},
        Fault{"-- created", "-- branch_labels: 12\n-- created", "m/3.sql:4:19: error: '12' is not a branch label"},
        Fault{"-- created", "-- branch_labels: heads\n-- created", "'heads' is not a branch label"},
        Fault{"-- created", "-- branch_labels: a-b\n-- created", "'a-b' is not a branch label"},
        Fault{"-- created", "-- branch_labels: x, x\n-- created", "'branch_labels' lists x twice"},
        Fault{"-- created", "-- branch_label: x\n-- created", "did you mean 'branch_labels'?"},
        Fault{"-- verified", "-- replaces:\n-- verified", "m/3.sql:6:4: error: 'replaces' is empty"},
        Fault{"-- verified", "-- replaces: aa, bb, aa\n-- verified", "m/3.sql:6:22: error: 'replaces' lists aa twice"},
        Fault{"-- verified", "-- replaces: aa; sha256:12\n-- verified", "m/3.sql:6:18: error: 'sha256:12' is not a"},
        Fault{"2026-11-20T16:56:00Z", "yesterday", "m/3.sql:4:13: error: 'created' is not a UTC time: 'yesterday'"},
        Fault{"dialect: postgresql", "dialect: postgres", "did you mean 'postgresql'?"},
        Fault{"\n-- migrate:up", "SELECT 1;\n-- migrate:up", "m/3.sql:8:1: error: SQL above the first"},
        Fault{"-- migrate:up\n", "-- migrate:upp\n", "did you mean 'migrate:up'?"},
        Fault{"-- migrate:down transaction:false\n", "", "no '-- migrate:down' section"},
        Fault{"-- migrate:down", "-- migrate:up", "m/3.sql:15:4: error: duplicate section '-- migrate:up'"},
        Fault{"transaction:false", "transaction:flase", "m/3.sql:15:17: error: unknown option 'transaction:flase'"},
        Fault{"transaction:false", "transaction:flase", "did you mean 'transaction:false'?"},
        Fault{"transaction:false", "transaction:false transaction:true", "duplicate transaction option"}));

TEST(Revision, CollectsAllErrorsOfFile) {
    try {
        parse_revision("-- one\n-- dialect: oracle\n-- migrate:up\n", "f");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().size(), 2U) << "the dialect, and all that is missing";
        EXPECT_HAS(render(error), "no '-- revision:' line, no '-- down_revision:' line, no '-- migrate:down' section");
    }
}

TEST(Revision, ReadsDependenciesAndLabels) {
    std::string text = whole;
    text.replace(text.find("-- created"), 0, "-- depends_on: aaaa, bbbb\n-- branch_labels: billing, invoices\n");
    const Revision read = parse_revision(text, "f");
    EXPECT_EQ(read.depends_on, (std::vector<std::string>{"aaaa", "bbbb"}));
    EXPECT_EQ(read.branch_labels, (std::vector<std::string>{"billing", "invoices"}));
    EXPECT_EQ(format_revision(read), text);
}

TEST(Revision, OneErrorForAFileWithoutAnything) {
    for (const char* text : {"", "CREATE TABLE t (id integer);\n", "-- only a comment\nSELECT 1;\n"}) {
        try {
            parse_revision(text, "f.sql");
            FAIL();
        } catch (const Error& error) {
            EXPECT_EQ(error.diagnostics().size(), 1U) << text;
        }
    }
}

class Epoch : public testing::Test {
protected:
    ~Epoch() override { ::unsetenv("SOURCE_DATE_EPOCH"); }
};

TEST_F(Epoch, DeterminesIdAndDate) {
    ::setenv("SOURCE_DATE_EPOCH", "951782400", 1);
    Revision one = parse_revision(whole, "f");
    Revision two = one;
    Revision other = one;
    other.up.sql = "SELECT 2;\n";
    identify(one);
    identify(two);
    identify(other);
    EXPECT_EQ(one.id, two.id);
    EXPECT_NE(one.id, other.id);
    EXPECT_EQ(one.id.size(), 12U);
    EXPECT_EQ(one.created, "2000-02-29T00:00:00Z");
}

TEST_F(Epoch, InvalidNumberIsRejected) {
    ::setenv("SOURCE_DATE_EPOCH", "today", 1);
    Revision revision;
    EXPECT_HAS(error_of([&] { identify(revision); }), "SOURCE_DATE_EPOCH is 'today'");
    EXPECT_HAS(error_of([&] { identify(revision); }), "[RT200]");
}

TEST_F(Epoch, UnsetGivesRandomIds) {
    ::unsetenv("SOURCE_DATE_EPOCH");
    Revision one;
    Revision two;
    identify(one);
    identify(two);
    EXPECT_NE(one.id, two.id);
    EXPECT_EQ(one.id.find_first_not_of("0123456789abcdef"), std::string::npos);
    EXPECT_EQ(one.id.size(), 12U);
}

TEST(Digest, IsSha256) {
    // FIPS 180-4's example for "abc".
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(static_cast<std::uint64_t>(sha256_key("abc")), 0xba7816bf8f01cfeaULL);
}

}  // namespace
}  // namespace retort::migrate::test
