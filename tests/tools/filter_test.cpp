// [filter] in retort.toml: excluded objects are never changed or dropped.

#include <fmt/format.h>

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

class FilterCommand : public BothEngines {
protected:
    /// A database that equals the models, with one more table that no model declares.
    FilterCommand() {
        project.configure();
        project.write("models/person.hpp", person());
        project.sql(project.must({"models"}));
        project.sql(
            "CREATE TABLE legacy_orders (id integer PRIMARY KEY);"
            "CREATE INDEX legacy_index ON legacy_orders (id)");
    }

    void filter(const std::string& lines) { project.configure("[filter]\n" + lines + "\n"); }
};

TEST_P(FilterCommand, WithoutFilterOtherTablesAreDropped) {
    const Outcome check = project.retort({"check"});
    EXPECT_EQ(check.status, 1) << check.err;
    EXPECT_CONTAINS(check.out, "DROP TABLE legacy_orders");
}

TEST_P(FilterCommand, ExcludedTableIsOutOfScope) {
    for (const char* lines : {R"(exclude_tables = ["legacy_*"])", R"(tables = ["people", "other"])", R"(tables = ["*"]
exclude_tables = ["x", "legacy_order?"])"}) {
        filter(lines);
        const Outcome check = project.retort({"check"});
        EXPECT_EQ(check.status, 0) << lines << "\n" << check.out << check.err;
        EXPECT_EQ(project.must({"diff", "live", "models"}), "") << lines;
        EXPECT_EQ(count(project.must({"inspect", "live"}), "legacy"), 0) << lines;
    }
}

TEST_P(FilterCommand, RevisionKeepsExcludedTable) {
    filter(R"(exclude_tables = ["legacy_*"])");
    project.write("models/person.hpp", person("std::optional<std::int32_t> age;"));
    project.must({"revision", "--autogenerate", "-m", "age"});
    project.must({"upgrade"});
    EXPECT_EQ(project.value("SELECT count(*) FROM legacy_orders"), "0");
    EXPECT_EQ(project.value("SELECT count(age) FROM people"), "0");
    EXPECT_EQ(project.retort({"check"}).status, 0);
}

TEST_P(FilterCommand, ExcludedModelIsError) {
    filter(R"(exclude_tables = ["other", "peop*"])");
    for (const std::vector<std::string>& command :
         {std::vector<std::string>{"check"}, {"diff", "live", "models"}, {"revision", "--autogenerate", "-m", "x"}}) {
        const Outcome outcome = project.retort(command);
        EXPECT_EQ(outcome.status, 2);
        EXPECT_CONTAINS(
            outcome.err,
            "the models declare the table people, but it is excluded by 'peop*' in [filter] exclude_tables");
        EXPECT_CONTAINS(outcome.err, "[RT011]");
        EXPECT_CONTAINS(outcome.err, "person.hpp:");
    }
    filter(R"(kinds = ["view"])");
    EXPECT_CONTAINS(project.retort({"check"}).err, "excluded by [filter] kinds, which does not include it");
    filter(R"(exclude_schemas = ["default"])");
    EXPECT_CONTAINS(project.retort({"check"}).err, "excluded by 'default' in [filter] exclude_schemas");
}

TEST_P(FilterCommand, PointsAtUnknownKind) {
    filter(R"(exclude_kinds = ["veiw"])");
    const Outcome outcome = project.retort({"check"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "[filter] exclude_kinds: no kind of object matches 'veiw'");
    EXPECT_CONTAINS(outcome.err, "did you mean 'view'?");
}

/// A foreign key of a model to an excluded table: the proof's scratch database must have that table.
TEST_P(FilterCommand, ForeignKeyToExcludedTableIsProved) {
    filter(R"(exclude_tables = ["legacy_*"])");
    const std::string before = R"(
struct Legacy {
    std::int32_t id;
    static constexpr auto schema() {
        using namespace retort;
        return table("legacy_orders", column<&Legacy::id>().primary_key()).external();
    }
};
)";
    const auto model = [&](const std::string& members, const std::string& rules) {
        std::string text = person(members, rules);
        return text.insert(text.find("struct Person"), before);
    };
    const std::string key = "column<&Person::order_id>().references<&Legacy::id>()";
    project.write("models/person.hpp", model("std::optional<std::int32_t> order_id;", key));
    // The key is added, …
    project.must({"revision", "--autogenerate", "-m", "key"});
    project.must({"upgrade"});
    EXPECT_EQ(project.retort({"check"}).status, 0) << project.retort({"check"}).out;
    EXPECT_EQ(count(project.must({"inspect", "live"}), "CREATE TABLE legacy"), 0);
    EXPECT_EQ(count(project.must({"inspect", "live", "--format", "json"}), "\"external\""), 0);
    // … is kept while another object changes, …
    project.write("models/person.hpp",
                  model("std::optional<std::int32_t> order_id; std::optional<std::int32_t> age;", key));
    project.must({"revision", "--autogenerate", "-m", "age"});
    project.must({"upgrade"});
    EXPECT_EQ(project.retort({"check"}).status, 0);
    // … and is dropped with the model of the other table.
    project.write("models/person.hpp",
                  person("std::optional<std::int32_t> order_id; std::optional<std::int32_t> age;"));
    project.must({"revision", "--autogenerate", "-m", "no key"});
    project.must({"upgrade"});
    EXPECT_EQ(project.retort({"check"}).status, 0);
    EXPECT_EQ(project.value("SELECT count(*) FROM legacy_orders"), "0");
}

INSTANTIATE_TEST_SUITE_P(Engines, FilterCommand, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST(FilterOfKinds, FiltersKindsAndSchemas) {
    Project project(Dialect::postgresql);
    project.configure();
    project.sql(
        "CREATE TYPE mood AS ENUM ('good'); CREATE TABLE t (id bigint);"
        "CREATE SCHEMA legacy; CREATE TABLE legacy.old (id bigint)");
    EXPECT_CONTAINS(project.must({"inspect", "live"}), "legacy");
    project.configure("[filter]\nexclude_schemas = [\"leg*\"]\nexclude_kinds = [\"enum\"]\n");
    const std::string seen = project.must({"inspect", "live"});
    EXPECT_CONTAINS(seen, "CREATE TABLE t ");
    EXPECT_EQ(count(seen, "legacy"), 0) << seen;
    EXPECT_EQ(count(seen, "mood"), 0) << seen;
}

TEST(FilterOfSchemas, DefaultSchemaMatchesByName) {
    Project project(Dialect::postgresql);
    project.sql("CREATE TABLE t (id bigint); CREATE SCHEMA other; CREATE TABLE other.u (id bigint)");
    const auto tables = [&](const std::string& lines) {
        project.configure("[filter]\n" + lines + "\n");
        const std::string seen = project.must({"inspect", "live"});
        return std::pair(count(seen, "CREATE TABLE t "), count(seen, "CREATE TABLE other.u "));
    };
    for (const char* name : {"public", "default", "p*"}) {
        EXPECT_EQ(tables(std::string("exclude_schemas = [\"") + name + "\"]"), std::pair(0, 1)) << name;
        EXPECT_EQ(tables(std::string("schemas = [\"") + name + "\"]"), std::pair(1, 0)) << name;
    }
    EXPECT_EQ(tables("exclude_tables = [\"public.t\"]"), std::pair(0, 1));
    EXPECT_EQ(tables("tables = [\"public.*\"]"), std::pair(1, 0));
    project.configure("[filter]\nexclude_schemas = [\"public\"]\n");
    project.write("models/person.hpp", person());
    EXPECT_CONTAINS(project.retort({"check"}).err, "excluded by 'public' in [filter] exclude_schemas");
    // Where the search_path says so, "public" is a schema like any other.
    project.sql("ALTER ROLE CURRENT_USER IN DATABASE " + project.value("SELECT quote_ident(current_database())") +
                " SET search_path = other");
    const std::string seen = project.must({"inspect", "live"});
    EXPECT_EQ(count(seen, "CREATE TABLE u "), 1) << seen;
    EXPECT_EQ(count(seen, "public"), 0) << seen;
}

/// A type, a sequence, a function and a domain that only an excluded table depends on are kept; objects without
/// dependents are dropped.
TEST(FilterOfTables, KeepsObjectsThatExcludedTableDependsOn) {
    Project project(Dialect::postgresql);
    project.write("models/person.hpp", person());
    project.write("models/objects.sql", "CREATE VIEW v AS SELECT 1 AS one;\n");
    const auto configure = [&](const std::string& filter) {
        project.configure(filter);
        std::string text = project.read("retort.toml");
        project.write("retort.toml", text.insert(text.find('\n') + 1, "sql = [\"models/*.sql\"]\n"));
    };
    configure("");
    project.sql(project.must({"models"}));
    project.sql(
        "CREATE TYPE mood AS ENUM ('good'); CREATE TYPE spare AS ENUM ('x'); CREATE DOMAIN moods AS mood[];"
        "CREATE SEQUENCE numbers; CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1';"
        "CREATE FUNCTION spare_f() RETURNS integer LANGUAGE sql AS 'SELECT 1';"
        "CREATE TABLE legacy (id bigint DEFAULT nextval('numbers'), m moods, n integer DEFAULT f());");
    configure("[filter]\nexclude_tables = [\"legacy\"]\n");
    for (const std::vector<std::string>& command : {std::vector<std::string>{"check"},
                                                    {"diff", "live", "models"},
                                                    {"revision", "--autogenerate", "--dry-run", "-m", "x"}}) {
        const Outcome outcome = project.retort(command);
        EXPECT_NE(outcome.status, 2) << outcome.err;
        EXPECT_CONTAINS(outcome.out, "DROP TYPE spare");
        EXPECT_CONTAINS(outcome.out, "DROP FUNCTION spare_f");
        for (const char* kept : {"mood", "numbers", "FUNCTION f"})
            EXPECT_EQ(count(outcome.out, kept), 0) << command[0] << "\n" << outcome.out;
    }
    project.must({"revision", "--autogenerate", "-m", "x"});
    project.must({"upgrade"});
    EXPECT_EQ(project.retort({"check"}).status, 0);
}

/// An unchanged object in scope may depend on an excluded one: the proof omits it and reports that.
TEST(FilterOfTables, ProofOmitsDependentsOfExcludedTable) {
    Project project(Dialect::postgresql);
    project.write("models/person.hpp", person());
    project.configure("");
    project.sql(project.must({"models"}));
    project.sql(
        "CREATE TABLE legacy (x integer); CREATE VIEW v AS SELECT x FROM legacy; COMMENT ON VIEW v IS 'old';"
        "CREATE VIEW w AS SELECT p.email, v.x FROM people p, v;"
        "CREATE FUNCTION f() RETURNS SETOF legacy LANGUAGE sql AS 'SELECT * FROM legacy';"
        "CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
        "CREATE TRIGGER t INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION g()");
    project.configure("[filter]\nexclude_tables = [\"legacy\"]\n");
    project.write("models/person.hpp", person("std::optional<std::int32_t> age;"));
    const Outcome outcome = project.retort({"revision", "--autogenerate", "-m", "age"});
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    for (const char* each : {"f", "v", "w"})
        EXPECT_CONTAINS(outcome.err,
                        fmt::format("note: {} depends on an object that [filter] excludes, and is not proved", each));
    EXPECT_CONTAINS(outcome.err, "proved: upgrade, downgrade, upgrade");
    project.must({"upgrade"});
    EXPECT_EQ(project.retort({"check"}).status, 0);
    EXPECT_EQ(project.value("SELECT count(*) FROM w"), "0");
}

/// Recreating a type of an excluded table's column, a function that its trigger calls, or a column that an excluded
/// view reads is rejected when the plan is made, not when it runs.
/// DROP TABLE of a partitioned table drops the partitions that no model and no plan names.
TEST(FilterOfTables, RejectsRebuildingTheParentOfAnExcludedPartition) {
    Project project(Dialect::postgresql);
    project.configure("[filter]\nexclude_tables = [\"m_old*\"]\n");
    const std::string parts = ") PARTITION BY RANGE (id); CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (0) TO (10);";
    project.sql("CREATE TABLE m (id integer NOT NULL" + parts +
                "CREATE TABLE m_old PARTITION OF m FOR VALUES FROM (10) TO (20); INSERT INTO m VALUES (15)");
    project.write("wider.sql", "CREATE TABLE m (id bigint NOT NULL" + parts);
    const Outcome outcome = project.retort({"diff", "live", "wider.sql"});
    EXPECT_EQ(outcome.status, 2) << outcome.out;
    EXPECT_CONTAINS(outcome.err, "table m must be rebuilt, but table m_old, excluded by [filter], uses it [RT057]");
}

TEST(FilterOfTables, RejectsRebuildingATableAboveAnExcludedPartition) {
    Project project(Dialect::postgresql);
    project.configure("[filter]\nexclude_tables = [\"m_old*\"]\n");
    const std::string parts =
        ", k integer) PARTITION BY RANGE (id); CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (0) TO (10) PARTITION "
        "BY "
        "RANGE (k); CREATE TABLE m_2 PARTITION OF m_1 FOR VALUES FROM (0) TO (10);";
    project.sql("CREATE TABLE m (id integer NOT NULL" + parts +
                "CREATE TABLE m_old PARTITION OF m_1 FOR VALUES FROM (10) TO (20); INSERT INTO m VALUES (5, 15)");
    project.write("wider.sql", "CREATE TABLE m (id bigint NOT NULL" + parts);
    const Outcome outcome = project.retort({"diff", "live", "wider.sql"});
    EXPECT_EQ(outcome.status, 2) << outcome.out;
    EXPECT_CONTAINS(outcome.err, "table m must be rebuilt, but table m_old, excluded by [filter], uses it [RT057]");
}

/// A statistics target is not part of the text of a foreign partition.
TEST(FilterOfTables, RejectsRebuildingTheParentOfAForeignPartitionThatIsNotCompared) {
    Project project(Dialect::postgresql);
    project.configure();
    const std::string parts = ") PARTITION BY RANGE (id); CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (0) TO (10);";
    const std::string far =
        "CREATE EXTENSION file_fdw; CREATE SERVER far FOREIGN DATA WRAPPER file_fdw;"
        "CREATE FOREIGN TABLE m_far PARTITION OF m FOR VALUES FROM (10) TO (20) SERVER far OPTIONS (filename '/x');"
        "ALTER FOREIGN TABLE m_far ALTER COLUMN id SET STATISTICS 5;";
    project.write("now.sql", "CREATE TABLE m (id integer NOT NULL" + parts + far);
    project.write("wider.sql", "CREATE TABLE m (id bigint NOT NULL" + parts + far);
    project.write("wider_column.sql", "CREATE TABLE m (id integer NOT NULL, v text" + parts + far);
    const Outcome outcome = project.retort({"diff", "now.sql", "wider.sql"});
    EXPECT_EQ(outcome.status, 2) << outcome.out;
    EXPECT_CONTAINS(outcome.err, "table m must be rebuilt, but foreign table m_far (not compared) uses it [RT057]");
    EXPECT_CONTAINS(outcome.err, "detach or drop the foreign table by hand, in a revision before this one");
    EXPECT_EQ(project.retort({"diff", "now.sql", "wider_column.sql"}).status, 1) << "the partition follows its parent";
}

TEST(FilterOfTables, RejectsRecreatingObjectsThatExcludedTableDependsOn) {
    Project project(Dialect::postgresql);
    const auto header = [](const std::string& labels, const std::string& type) {
        return "#include <retort/model.hpp>\nenum class Mood { " + labels +
               " };\nstruct Person {\n    int id;\n    Mood mood;\n    " + type +
               " age;\n    static constexpr auto schema() { using namespace retort; return table(\"people\", "
               "column<&Person::id>().primary_key()); }\n};\n";
    };
    project.configure("[filter]\nexclude_tables = [\"legacy*\"]\n");
    project.write("models/person.hpp", header("good, bad, odd", "short"));
    project.must({"revision", "--autogenerate", "-m", "start"});
    project.must({"upgrade"});
    project.sql("CREATE TABLE legacy (id integer, m mood[]); CREATE VIEW legacy_ages AS SELECT age FROM people");
    const std::vector<std::string> next = {"revision", "--autogenerate", "-m", "next"};
    project.write("models/person.hpp", header("good, bad, odd, new_one", "short"));
    project.must(next);  // added in place
    project.must({"upgrade"});

    project.write("models/person.hpp", header("good, bad, new_one", "short"));
    for (const auto& command : {next, {"diff", "live", "models"}}) {
        const Outcome outcome = project.retort(command);
        EXPECT_EQ(outcome.status, 2) << outcome.out;
        EXPECT_CONTAINS(outcome.err,
                        "type mood must be rebuilt, but table legacy, excluded by [filter], uses it [RT057]");
        EXPECT_CONTAINS(outcome.err, "include it in [filter], so that the plan handles it");
    }
    project.write("models/person.hpp", header("good, bad, odd, new_one", "long"));
    EXPECT_CONTAINS(project.retort(next).err,
                    "column people.age changes its type, but view legacy_ages, excluded by [filter], uses it");
    project.sql("DROP VIEW legacy_ages; DROP TABLE legacy");
    project.write("models/person.hpp", header("good, bad, new_one", "long"));
    project.must(next);
    project.must({"upgrade"});
    EXPECT_EQ(project.retort({"check"}).status, 0);
}

}  // namespace
}  // namespace retort::test
