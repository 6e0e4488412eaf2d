// Rename candidates: a dropped and a created object that look alike. On a terminal the user is asked,
// in a pipe they are listed, and they are never renamed by a guess.

#include <fmt/format.h>

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

/// The table `people` under the given name, with one more column of the given name.
std::string table_of(const std::string& table, const std::string& member, const std::string& more = "") {
    return fmt::format(R"(#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <retort/model.hpp>

struct Person {{
    std::int64_t id;
    std::string {1};
    {2}

    static constexpr auto schema() {{
        using namespace retort;
        return table("{0}", column<&Person::id>().primary_key());
    }}
}};
)",
                       table, member, more);
}

class Renames : public BothEngines {
protected:
    Renames() {
        project.configure();
        project.write("models/person.hpp", table_of("people", "mail"));
        project.must({"revision", "--autogenerate", "-m", "people"});
        project.must({"upgrade"});
        project.sql("INSERT INTO people VALUES (1, 'a@b')");
        project.write("models/person.hpp", table_of("people", "email"));
    }

    static std::vector<std::string> next(std::vector<std::string> more = {}) {
        std::vector<std::string> arguments = {"revision", "--autogenerate", "--no-data-checks", "--allow-drop", "-m",
                                              "next"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return arguments;
    }

    std::string written() const { return project.read("migrations/0002_next.sql"); }

    /// Expects that the next migration renames and keeps the row, in both directions.
    void expect_renamed() {
        EXPECT_CONTAINS(written(), "RENAME");
        EXPECT_EQ(count(written(), "DROP COLUMN"), 0) << written();
        project.must({"upgrade"});
        EXPECT_EQ(project.value("SELECT email FROM people"), "a@b");
        EXPECT_EQ(project.retort({"check"}).status, 0);
        project.must({"downgrade", "-1"});
        EXPECT_EQ(project.value("SELECT mail FROM people"), "a@b");
    }
};

TEST_P(Renames, AreListedInPipeAndNotGuessed) {
    const Outcome outcome = project.retort(next());
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_CONTAINS(outcome.err,
                    "looks like a rename: column people.mail → people.email; declare it with "
                    ".renamed_from(\"mail\") or give --rename people.mail=people.email\n");
    EXPECT_EQ(count(outcome.err, "[y/N]"), 0);
    EXPECT_CONTAINS(written(), "drops column people.mail with its values");
}

TEST_P(Renames, AreAskedAboutOnATerminal) {
    const Outcome outcome = project.on_terminal(next(), {"y\n"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_CONTAINS(outcome.err, "column people.mail → people.email: is it a rename? [y/N] y");
    EXPECT_EQ(outcome.out, "migrations/0002_next.sql\n");
    expect_renamed();
}

TEST_P(Renames, DefaultAnswerIsNo) {
    const Outcome outcome = project.on_terminal(next(), {"\n"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(count(outcome.err, "[y/N]"), 1) << outcome.err;
    EXPECT_CONTAINS(written(), "drops column people.mail with its values");
}

TEST_P(Renames, QuestionsAreAskedInSequence) {
    project.write("models/person.hpp", table_of("peoples", "email"));
    const Outcome outcome = project.on_terminal(next(), {"yes\n", "y\n"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_CONTAINS(outcome.err, "table people → peoples: is it a rename?");
    EXPECT_CONTAINS(outcome.err, "column people.mail → peoples.email: is it a rename?");
    project.must({"upgrade"});
    EXPECT_EQ(project.value("SELECT email FROM peoples"), "a@b");
    project.must({"downgrade", "-1"});
    EXPECT_EQ(project.value("SELECT mail FROM people"), "a@b");
}

TEST_P(Renames, EndOfInputWritesNothing) {
    const auto before = project.files();
    const Outcome outcome = project.on_terminal(next(), {"\x04"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "the input ended before all questions were answered");
    EXPECT_CONTAINS(outcome.err, "[RT014]");
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(project.files(), before);
}

TEST_P(Renames, InterruptWritesNothing) {
    const auto before = project.files();
    const Outcome outcome = project.on_terminal(next(), {"\x03"});
    EXPECT_NE(outcome.status, 0);
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(project.files(), before);
    EXPECT_EQ(project.value("SELECT mail FROM people"), "a@b");
}

TEST_P(Renames, QuestionsCanBeDisabled) {
    const Outcome outcome = project.on_terminal(next({"--no-rename-questions"}), {});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(count(outcome.err, "[y/N]"), 0);
    EXPECT_CONTAINS(outcome.err, "looks like a rename:");
}

TEST_P(Renames, AreAnsweredOnTheCommandLine) {
    const Outcome outcome = project.retort(next({"--rename", "people.mail=people.email"}));
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(count(outcome.err, "looks like a rename"), 0) << outcome.err;
    expect_renamed();
}

TEST_P(Renames, ColumnOptionMayPrecedeItsTables) {
    project.write("models/person.hpp", table_of("staff", "contact"));
    const Outcome outcome = project.retort(next({"--rename", "people.mail=staff.contact", "--rename", "people=staff"}));
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    project.must({"upgrade"});
    EXPECT_EQ(project.value("SELECT contact FROM staff"), "a@b");
}

TEST_P(Renames, RejectsUnknownNames) {
    const auto refused = [&](const std::string& rename, const std::string& code = "[RT013]") {
        const Outcome outcome = project.retort(next({"--rename", rename}));
        EXPECT_EQ(outcome.status, 2);
        EXPECT_CONTAINS(outcome.err, code);
        return outcome.err;
    };
    EXPECT_CONTAINS(refused("people.mial=people.email"), "did you mean 'people.mail'?");
    EXPECT_CONTAINS(refused("people.mail=people.emial"), "did you mean 'people.email'?");
    EXPECT_CONTAINS(refused("people.id=people.mail"), "'people.id' is not dropped");
    EXPECT_CONTAINS(refused("people.mail", "[RT210]"), "OLD=NEW");
    EXPECT_CONTAINS(refused("=people.email", "[RT210]"), "expected OLD=NEW");
    EXPECT_EQ(project.files().count("migrations/0002_next.sql"), 0U);
    const Outcome pointless = project.retort({"revision", "-m", "x", "--rename", "a=b"});
    EXPECT_EQ(pointless.status, 2);
    EXPECT_CONTAINS(pointless.err, "--rename requires --autogenerate");
}

TEST_P(Renames, DeclaredRenameIsNotAskedAbout) {
    std::string header = table_of("people", "email");
    const std::string key = "column<&Person::id>().primary_key()";
    header.insert(header.find(key) + key.size(), ", column<&Person::email>().renamed_from(\"mail\")");
    project.write("models/person.hpp", header);
    const Outcome outcome = project.on_terminal(next(), {});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(count(outcome.err, "[y/N]"), 0) << outcome.err;
    expect_renamed();
}

TEST_P(Renames, DiffListsCandidatesAndAcceptsAnswer) {
    const Outcome listed = project.retort({"diff", "live", "models"});
    EXPECT_EQ(listed.status, 1);
    EXPECT_CONTAINS(listed.err, "looks like a rename: column people.mail → people.email");
    EXPECT_CONTAINS(listed.out, "drops column people.mail");
    const Outcome told = project.retort({"diff", "live", "models", "--rename", "people.mail=people.email"});
    EXPECT_EQ(told.status, 1);
    EXPECT_EQ(told.err, "");
    EXPECT_CONTAINS(told.out, "RENAME COLUMN mail TO email");
    EXPECT_EQ(count(told.out, "DROP"), 0) << told.out;
    EXPECT_CONTAINS(project.retort({"check"}).err, "looks like a rename: column people.mail → people.email");
}

/// Two columns of one type: the schemas do not show whether their names were swapped, so the revision records it.
std::string swapped_members(const std::string& one, const std::string& other) {
    return fmt::format(R"(#pragma once
#include <string>
#include <retort/model.hpp>

struct Person {{
    int id;
    std::string mail;
    std::string email;

    static constexpr auto schema() {{
        using namespace retort;
        return table("people", column<&Person::id>().primary_key(), column<&Person::mail>(){0},
                     column<&Person::email>(){1});
    }}
}};
)",
                       one, other);
}

TEST_P(Renames, SwapsEquivalentColumnsOnceIfDeclared) {
    project.write("models/person.hpp", swapped_members("", ""));
    project.must({"revision", "--autogenerate", "--no-data-checks", "-m", "both"});
    project.sql("DELETE FROM people");
    project.must({"upgrade"});
    project.sql("INSERT INTO people (id, mail, email) VALUES (1, 'one', 'two')");
    EXPECT_EQ(project.retort({"check"}).status, 0);

    project.write("models/person.hpp", swapped_members(".renamed_from(\"email\")", ".renamed_from(\"mail\")"));
    EXPECT_EQ(project.retort({"check"}).status, 1);
    const Outcome outcome = project.retort({"revision", "--autogenerate", "-m", "turned"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_CONTAINS(outcome.err, "remove .renamed_from(\"…\") from the models after this revision");
    EXPECT_CONTAINS(project.read("migrations/0003_turned.sql"), "-- exchanged: people.email=people.mail");
    project.must({"upgrade"});
    EXPECT_EQ(project.value("SELECT mail || ' ' || email FROM people"), "two one");
    // The declaration is still in the model, and already applied.
    EXPECT_EQ(project.retort({"check"}).status, 0);
    EXPECT_CONTAINS(project.retort({"revision", "--autogenerate", "-m", "again"}).err, "no difference");
    EXPECT_EQ(project.retort({"diff", "live", "models"}).status, 0);
    project.must({"downgrade", "-1"});
    EXPECT_EQ(project.value("SELECT mail || ' ' || email FROM people"), "one two");
}

TEST_P(Renames, DiffWithoutRevisionsDoesNotRepeatSwap) {
    const std::string empty = project.create_database();
    project.write("alone/models/person.hpp", swapped_members(".renamed_from(\"email\")", ".renamed_from(\"mail\")"));
    std::string settings = project.read("retort.toml");
    settings += "\n[migrations]\ndirectory = \"alone/none\"\n";
    settings.replace(settings.find("models/*.hpp"), 12, "alone/models/*.hpp");
    project.write("retort.toml", settings);
    const Outcome made = project.retort({"diff", empty, "models"});
    EXPECT_EQ(made.status, 1) << made.err;
    project.connect(empty)->execute(made.out);
    project.connect(empty)->execute("INSERT INTO people (id, mail, email) VALUES (1, 'one', 'two')");
    const Outcome again = project.retort({"diff", empty, "models"});
    EXPECT_EQ(again.status, 0) << again.out;
    EXPECT_CONTAINS(again.err,
                    "not swapped: people.email=people.mail, people.mail=people.email: the models declare it");
    const Outcome requested = project.retort(
        {"diff", "--rename", "people.email=people.mail", "--rename", "people.mail=people.email", empty, "models"});
    EXPECT_EQ(requested.status, 1) << requested.err;
    EXPECT_EQ(count(requested.err, "not swapped"), 0) << requested.err;
    project.connect(empty)->execute(requested.out);
    EXPECT_EQ(project.connect(empty)->query("SELECT mail FROM people")[0][0], "two");
}

TEST_P(Renames, CommandLineSwapsAndChainsNames) {
    project.write("models/person.hpp", swapped_members("", ""));
    project.must({"revision", "--autogenerate", "--no-data-checks", "-m", "both"});
    project.sql("DELETE FROM people");
    project.must({"upgrade"});
    project.sql("INSERT INTO people (id, mail, email) VALUES (1, 'one', 'two')");
    const std::vector<std::string> one_alone = {"diff", "--rename", "people.mail=people.email", "live", "models"};
    const Outcome half = project.retort(one_alone);
    EXPECT_EQ(half.status, 2);
    EXPECT_CONTAINS(half.err, "RT211");
    EXPECT_CONTAINS(half.err, "--rename people.email=people.mail");
    project.must({"revision", "--autogenerate", "--rename", "people.mail=people.email", "--rename",
                  "people.email=people.mail", "-m", "turned"});
    project.must({"upgrade"});
    EXPECT_EQ(project.value("SELECT mail || ' ' || email FROM people"), "two one");
    EXPECT_EQ(project.retort({"check"}).status, 0);

    std::string model = swapped_members("", "");
    for (const auto& [before, after] : {std::pair{"::email>", "::other>"},
                                        {"string email", "string other"},
                                        {"::mail>", "::email>"},
                                        {"string mail", "string email"}})
        model.replace(model.find(before), std::string_view(before).size(), after);
    project.write("models/person.hpp", model);
    project.must({"revision", "--autogenerate", "--rename", "people.mail=people.email", "--rename",
                  "people.email=people.other", "-m", "passed on"});
    project.must({"upgrade"});
    EXPECT_EQ(project.value("SELECT email || ' ' || other FROM people"), "two one");
    EXPECT_EQ(project.retort({"check"}).status, 0);
}

/// The model of `people` under the name "staff", and a new model of a table `people`.
std::string staff_and_new_people(const std::string& rules) {
    return fmt::format(R"(#pragma once
#include <cstdint>
#include <string>
#include <retort/model.hpp>

struct Staff {{
    std::int64_t id;
    std::string mail;

    static constexpr auto schema() {{
        using namespace retort;
        return table("staff", column<&Staff::id>().primary_key()){0};
    }}
}};

struct Person {{
    std::int64_t id;
    double height;

    static constexpr auto schema() {{
        using namespace retort;
        return table("people", column<&Person::id>().primary_key());
    }}
}};
)",
                       rules);
}

TEST_P(Renames, NewTableMayTakeTheOldName) {
    const std::string declared = staff_and_new_people(".renamed_from(\"people\")");
    for (const auto& [model, options] :
         {std::pair{declared, std::vector<std::string>{}},
          std::pair{staff_and_new_people(""), std::vector<std::string>{"--rename", "people=staff"}}}) {
        SCOPED_TRACE(options.size());
        project.write("models/person.hpp", model);
        std::vector<std::string> arguments = {"revision", "--autogenerate", "-m", "next"};
        arguments.insert(arguments.end(), options.begin(), options.end());
        const Outcome outcome = project.retort(arguments);
        EXPECT_EQ(outcome.status, 0) << outcome.err;
        EXPECT_EQ(count(outcome.err, "looks like a rename"), 0) << outcome.err;
        EXPECT_EQ(count(outcome.err, "warning"), 0) << outcome.err;
        EXPECT_CONTAINS(written(), "ALTER TABLE people RENAME TO staff;");
        project.must({"upgrade"});
        EXPECT_EQ(project.value("SELECT mail FROM staff"), "a@b");
        EXPECT_EQ(project.value("SELECT count(*) FROM people"), "0");
        // The declaration is still in the model, and has been carried out.
        const Outcome check = project.retort({"check", "--allow", "sum"});
        EXPECT_EQ(check.status, 0) << check.err;
        EXPECT_EQ(count(check.err, "renamed_from"), 0) << check.err;
        project.must({"downgrade", "-1"});
        EXPECT_EQ(project.value("SELECT mail FROM people"), "a@b");
        std::filesystem::remove(project.folder() / "migrations/0002_next.sql");
    }
}

TEST_P(Renames, NewColumnMayTakeTheOldName) {
    std::string header = table_of("people", "address", "std::optional<std::string> mail;");
    const std::string key = "column<&Person::id>().primary_key()";
    const std::string plain = header;
    header.insert(header.find(key) + key.size(), ", column<&Person::address>().renamed_from(\"mail\")");
    for (const auto& [model, options] :
         {std::pair{header, std::vector<std::string>{}},
          std::pair{plain, std::vector<std::string>{"--rename", "people.mail=people.address"}}}) {
        SCOPED_TRACE(options.size());
        project.write("models/person.hpp", model);
        EXPECT_EQ(project.retort(next(options)).status, 0);
        project.must({"upgrade"});
        EXPECT_EQ(project.value("SELECT address FROM people WHERE mail IS NULL"), "a@b");
        EXPECT_EQ(project.retort({"check", "--allow", "sum"}).status, 0);
        project.must({"downgrade", "-1"});
        EXPECT_EQ(project.value("SELECT mail FROM people"), "a@b");
        std::filesystem::remove(project.folder() / "migrations/0002_next.sql");
    }
}

TEST_P(Renames, WarnsOfDeclarationThatNamesNothing) {
    std::string header = table_of("people", "contact");
    const std::string key = "column<&Person::id>().primary_key()";
    header.insert(header.find(key) + key.size(), ", column<&Person::contact>().renamed_from(\"mial\")");
    project.write("models/person.hpp", header);
    const Outcome outcome = project.retort(next());
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_CONTAINS(
        outcome.err,
        "models/person.hpp:9: column people.contact: .renamed_from(\"mial\") renames nothing, since there is "
        "no column people.mial; people.contact is added as a new column\n");
    project.sql("DELETE FROM people");
    project.must({"upgrade"});
    EXPECT_EQ(count(project.retort({"check"}).err, "renames nothing"), 0) << "the column exists now";

    header = table_of("crew", "contact");
    header.insert(header.rfind(");\n") + 1, ".renamed_from(\"poeple\")");
    project.write("models/person.hpp", header);
    const Outcome table = project.retort({"diff", "live", "models"});
    EXPECT_CONTAINS(table.err,
                    "table crew: .renamed_from(\"poeple\") renames nothing, since there is no table poeple; crew is "
                    "created as a new table\n");
}

INSTANTIATE_TEST_SUITE_P(Engines, Renames, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST(RenamesOfSchemas, TableOfUndeclaredSchemaIsNoCandidate) {
    Project project(Dialect::postgresql);
    project.configure();
    project.sql("CREATE SCHEMA archive; CREATE TABLE archive.people (id bigint PRIMARY KEY, mail text NOT NULL)");
    project.write("models/person.hpp", table_of("people", "mail"));
    const Outcome outcome = project.retort({"revision", "--autogenerate", "-m", "people"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(count(outcome.err, "looks like a rename"), 0) << outcome.err;
    EXPECT_CONTAINS(project.read("migrations/0001_people.sql"), "CREATE TABLE people");
    // A declared schema is in scope, and the declaration names it.
    std::string header = table_of("people", "mail");
    header +=
        "struct Old {\n    int id;\n    static constexpr auto schema() { using namespace retort; return "
        "table(\"old\", column<&Old::id>().primary_key()).schema(\"archive\"); }\n};\n";
    project.write("models/person.hpp", header);
    EXPECT_CONTAINS(project.retort({"check", "models", "live"}).err,
                    "looks like a rename: table archive.people → people; declare it with "
                    ".renamed_from(\"archive.people\") or give --rename archive.people=people\n");
}

TEST(RenamesOfEnums, LabelsAndTypes) {
    Project project(Dialect::postgresql);
    project.configure();
    const auto header = [](const std::string& name, const std::string& labels) {
        return fmt::format(
            "#include <retort/model.hpp>\nenum class {0} {{ {1} }};\nstruct Person {{\n    int id;\n    {0} role;\n"
            "    static constexpr auto schema() {{ using namespace retort; return table(\"people\", "
            "column<&Person::id>().primary_key()); }}\n}};\n",
            name, labels);
    };
    project.write("models/person.hpp", header("UserRole", "guest, admin"));
    project.must({"revision", "--autogenerate", "-m", "people"});
    project.must({"upgrade"});
    project.sql("INSERT INTO people VALUES (1, 'guest')");
    project.write("models/person.hpp", header("Role", "visitor, admin"));
    const Outcome outcome = project.on_terminal({"revision", "--autogenerate", "-m", "next"}, {"y\n", "y\n"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_CONTAINS(outcome.err, "enum user_role → role: is it a rename?");
    EXPECT_CONTAINS(outcome.err, "label user_role.guest → role.visitor: is it a rename?");
    EXPECT_CONTAINS(project.read("migrations/0002_next.sql"), "RENAME VALUE 'guest' TO 'visitor'");
    project.must({"upgrade"});
    EXPECT_EQ(project.value("SELECT role FROM people"), "visitor");
    EXPECT_EQ(project.retort({"check"}).status, 0);
}

}  // namespace
}  // namespace retort::test
