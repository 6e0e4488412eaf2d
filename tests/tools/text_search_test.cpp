// Text search configurations that a model's expressions name: declared in an SQL file, or only present in the database.

#include <filesystem>

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

class TextSearch : public ::testing::Test {
protected:
    TextSearch() { project.configure(); }

    void read_sql_files() const {
        std::string text = project.read("retort.toml");
        text.insert(text.find('\n') + 1, "sql = [\"models/**/*.sql\"]\n");
        project.write("retort.toml", text);
    }

    /// A model with a column that the configuration computes, and `members` more.
    void declare_document(const std::string& configuration, const std::string& members = "") const {
        std::string text =
            R"cpp(#pragma once
#include <retort/model.hpp>
#include <cstdint>
#include <optional>
#include <string>

                  struct Doc {
                      std::int64_t id;
                      std::string body;
                      std::optional<std::string> tsv;
                      MEMBERS
                      static constexpr auto schema() {
                          using namespace retort;
                          return table(
                              "doc", column<&Doc::id>().primary_key().identity(),
                              column<&Doc::tsv>().type("tsvector").generated("to_tsvector('CONFIGURATION', body)"),
                              index<&Doc::tsv>().method("gin"));
                      }
                  };
            )cpp";
        const auto set = [&](const std::string& word, const std::string& value) {
            text.replace(text.find(word), word.size(), value);
        };
        set("MEMBERS", members);
        set("CONFIGURATION", configuration);
        project.write("models/doc.hpp", text);
    }

    std::string evolve(const std::string& message) const {
        const std::string path = project.must({"revision", "--autogenerate", "-m", message});
        const std::string text = path.empty() ? "" : project.read(path.substr(0, path.size() - 1));
        EXPECT_CONTAINS(text, "-- verified: upgrade, downgrade, upgrade");
        project.must({"upgrade"});
        const Outcome check = project.retort({"check"});
        EXPECT_EQ(check.status, 0) << check.out << check.err;
        return text;
    }

    Project project{Dialect::postgresql};
};

TEST_F(TextSearch, AConfigurationOfTheDatabaseIsCarriedToTheScratchAndKept) {
    project.sql(
        "CREATE EXTENSION unaccent; CREATE TEXT SEARCH CONFIGURATION fr (COPY = french);"
        "ALTER TEXT SEARCH CONFIGURATION fr ALTER MAPPING FOR word, hword WITH unaccent, french_stem");
    declare_document("fr");
    const std::string first = evolve("documents");
    EXPECT_EQ(count(first, "TEXT SEARCH"), 0) << first;
    project.sql("INSERT INTO doc (body) VALUES ('Les élèves')");
    EXPECT_EQ(project.value("SELECT count(*) FROM doc WHERE tsv @@ to_tsquery('fr', 'eleve')"), "1");
    declare_document("fr", "std::optional<std::int64_t> n;");
    EXPECT_EQ(count(evolve("a column"), "TEXT SEARCH"), 0);
    project.must({"downgrade", "base"});
    EXPECT_EQ(project.value("SELECT count(*) FROM pg_ts_config WHERE cfgname = 'fr'"), "1");
}

TEST_F(TextSearch, AnSqlFileDeclaresAConfigurationAndItsMappings) {
    read_sql_files();
    declare_document("fr");
    project.write("models/a.sql",
                  "ALTER TEXT SEARCH CONFIGURATION fr ALTER MAPPING FOR word WITH plain, french_stem;\n"
                  "CREATE TEXT SEARCH CONFIGURATION fr (COPY = french);\n");
    project.write("models/b.sql",
                  "CREATE TEXT SEARCH DICTIONARY plain (TEMPLATE = simple, accept = false);\n"
                  "COMMENT ON TEXT SEARCH DICTIONARY plain IS 'passes all words on';\n");
    const std::string first = evolve("documents");
    EXPECT_CONTAINS(first, "ADD MAPPING FOR word WITH plain, french_stem;");
    project.write("models/b.sql", "CREATE TEXT SEARCH DICTIONARY plain (TEMPLATE = simple, accept = true);\n");
    const std::string changed = evolve("words");
    EXPECT_CONTAINS(changed, "ALTER TEXT SEARCH DICTIONARY plain (accept = 'true');");
    EXPECT_EQ(count(changed, "DROP"), 0) << changed;
    project.write("models/a.sql", "CREATE TEXT SEARCH CONFIGURATION fr (COPY = french);\n");
    std::filesystem::remove(project.folder() / "models/b.sql");
    EXPECT_CONTAINS(evolve("no dictionary"), "DROP TEXT SEARCH DICTIONARY plain;");
    std::filesystem::remove(project.folder() / "models/a.sql");
    declare_document("simple");
    EXPECT_CONTAINS(evolve("simple"), "DROP TEXT SEARCH CONFIGURATION fr;");
    project.must({"downgrade", "base"});
    project.must({"upgrade"});
}

TEST_F(TextSearch, AConfigurationOfASchemaThatNoFileDeclaresIsCarried) {
    read_sql_files();
    project.write("models/a.sql", "CREATE VIEW bodies AS SELECT body FROM doc;\n");
    project.sql("CREATE SCHEMA shared; CREATE TEXT SEARCH CONFIGURATION shared.fr (COPY = french)");
    declare_document("shared.fr");
    EXPECT_EQ(count(evolve("documents"), "TEXT SEARCH"), 0);
}

TEST_F(TextSearch, AFileThatOmitsTheConfigurationIsAnError) {
    read_sql_files();
    project.sql("CREATE TEXT SEARCH CONFIGURATION fr (COPY = french)");
    declare_document("fr");
    const Outcome outcome = project.retort({"revision", "--autogenerate", "-m", "x"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err,
                    "error: column doc.tsv uses the text search configuration fr of the database, which no SQL file "
                    "declares [RT279]");
    EXPECT_CONTAINS(outcome.err, "models/doc.hpp:1");
    project.write("models/a.sql", "CREATE VIEW bodies AS SELECT body FROM doc;\n");
    EXPECT_CONTAINS(project.retort({"check"}).err, "text search configuration \"fr\" does not exist");
}

}  // namespace
}  // namespace retort::test
