#include <gtest/gtest.h>

#include "tests/support/postgres.hpp"

namespace retort::introspect {
namespace {

using Names = std::vector<std::string>;

class PostgresIndexes : public test::PostgresTest {
protected:
    /// Runs the statement and returns the only index of t.
    Index index(std::string_view sql) {
        db().execute("CREATE TABLE t (a int, b text, c int, d timestamptz, e jsonb)");
        db().execute(sql);
        const Table t = db().introspect().tables.at({"", "t"});
        EXPECT_EQ(t.indexes.size(), 1U);
        return t.indexes.at(0);
    }
};

TEST_F(PostgresIndexes, OrderOfKeys) {
    const Index index = this->index("CREATE INDEX i ON t (a, c DESC, d NULLS FIRST, b DESC NULLS LAST)");
    ASSERT_EQ(index.parts.size(), 4U);
    EXPECT_EQ(index.method, "btree");
    EXPECT_FALSE(index.unique);
    EXPECT_EQ(index.parts[0], (IndexPart{"a", "", false, Nulls::standard, "", ""}));
    EXPECT_EQ(index.parts[1], (IndexPart{"c", "", true, Nulls::standard, "", ""}));
    EXPECT_EQ(index.parts[2], (IndexPart{"d", "", false, Nulls::first, "", ""}));
    EXPECT_EQ(index.parts[3], (IndexPart{"b", "", true, Nulls::last, "", ""}));
}

TEST_F(PostgresIndexes, RecognisesGeneratedNameWithRepeatedColumn) {
    EXPECT_FALSE(*this->index("CREATE INDEX ON t (a, a DESC, lower(b), upper(b)) INCLUDE (a); ALTER INDEX "
                              "t_a_a1_lower_upper_a2_idx RENAME TO t_a_a1_lower_upper_a2_idx3")
                      .named);
}

TEST_F(PostgresIndexes, OtherNamesAreExplicit) {
    EXPECT_TRUE(*this->index("CREATE INDEX t_a_a_idx ON t (a, a DESC)").named);
}

TEST_F(PostgresIndexes, UniquePartialWithIncludedColumnsAndStorage) {
    const Index index = this->index(
        "CREATE UNIQUE INDEX i ON t (a) INCLUDE (b, c) NULLS NOT DISTINCT WITH "
        "(fillfactor = 70)"
        " WHERE c > 0 AND b <> ''; COMMENT ON INDEX i IS 'why'");
    EXPECT_TRUE(index.unique);
    EXPECT_TRUE(index.nulls_not_distinct);
    EXPECT_EQ(index.include, (Names{"b", "c"}));
    EXPECT_EQ(index.predicate, "(c > 0) AND (b <> ''::text)");
    EXPECT_EQ(index.storage, (std::map<std::string, std::string>{{"fillfactor", "70"}}));
    EXPECT_EQ(index.comment, "why");
    EXPECT_EQ(index.depends_on.columns(), (Names{"a", "b", "c"}));
}

TEST_F(PostgresIndexes, ExpressionsAndColumns) {
    const Index index = this->index("CREATE INDEX i ON t (lower(b), a, (a + c) DESC, (e ->> 'k'))");
    ASSERT_EQ(index.parts.size(), 4U);
    EXPECT_EQ(index.parts[0].expression, "lower(b)");
    EXPECT_EQ(index.parts[0].column, "");
    EXPECT_EQ(index.parts[1].column, "a");
    EXPECT_EQ(index.parts[2].expression, "a + c");
    EXPECT_TRUE(index.parts[2].descending);
    EXPECT_EQ(index.parts[3].expression, "e ->> 'k'::text");
    EXPECT_EQ(index.depends_on.columns(), (Names{"a", "b", "c", "e"}));
}

TEST_F(PostgresIndexes, MethodOperatorClassAndCollation) {
    EXPECT_EQ(index("CREATE INDEX i ON t USING gin (e jsonb_path_ops)").parts.at(0).opclass, "jsonb_path_ops");
    db().execute("DROP TABLE t");
    EXPECT_EQ(index("CREATE INDEX i ON t USING gin (e)").parts.at(0).opclass, "");
    db().execute("DROP TABLE t");
    const Index collated = index("CREATE INDEX i ON t (b COLLATE \"C\" text_pattern_ops)");
    EXPECT_EQ(collated.parts.at(0).collation, "\"C\"");
    EXPECT_EQ(collated.parts.at(0).opclass, "text_pattern_ops");
    db().execute("DROP TABLE t");
    EXPECT_EQ(index("CREATE INDEX i ON t USING hash (a)").method, "hash");
}

TEST_F(PostgresIndexes, OperatorClassesOfExtensionsWithParameters) {
    db().execute("CREATE EXTENSION pg_trgm; CREATE SCHEMA x");
    EXPECT_EQ(index("CREATE INDEX i ON t USING gist (b gist_trgm_ops (siglen = 32))").parts.at(0).opclass,
              "gist_trgm_ops(siglen='32')");
    db().execute("DROP TABLE t; ALTER EXTENSION pg_trgm SET SCHEMA x");
    EXPECT_EQ(index("CREATE INDEX i ON t USING gin (b x.gin_trgm_ops)").parts.at(0).opclass, "x.gin_trgm_ops");
}

TEST_F(PostgresIndexes, OmitsCollationOfColumn) {
    db().execute("CREATE TABLE u (b text COLLATE \"C\"); CREATE INDEX ON u (b)");
    EXPECT_EQ(db().introspect().tables.at({"", "u"}).indexes.at(0).parts.at(0).collation, "");
}

TEST_F(PostgresIndexes, ReadsAnInvalidIndexAsInvalid) {
    db().execute("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (1)");
    EXPECT_THROW(db().execute("CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)"), StatementError);
    const Table invalid = db().introspect().tables.at({"", "t"});
    ASSERT_EQ(invalid.indexes.size(), 1U);
    EXPECT_TRUE(invalid.indexes[0].invalid);
    db().execute("DELETE FROM t; REINDEX INDEX i");
    EXPECT_FALSE(db().introspect().tables.at({"", "t"}).indexes.at(0).invalid);
}

}  // namespace
}  // namespace retort::introspect
