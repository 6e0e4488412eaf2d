// Files that are not UTF-8: each kind of file, each encoding.

#include <fmt/format.h>

#include <algorithm>

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

/// `text`, which is ASCII, in UTF-16 with a byte order mark.
std::string utf16(const std::string& text, bool big_endian) {
    std::string out = big_endian ? "\xFE\xFF" : "\xFF\xFE";
    for (const char c : text) out += big_endian ? std::string("\0", 1) + c : std::string(1, c) + std::string("\0", 1);
    return out;
}

class TextFiles : public BothEngines {
protected:
    void expect_error(const std::vector<std::string>& arguments, const std::vector<std::string>& parts) const {
        const Outcome outcome = project.retort(arguments);
        EXPECT_EQ(outcome.status, 2);
        for (const std::string& part : parts) EXPECT_CONTAINS(outcome.err, part);
        EXPECT_CONTAINS(outcome.err, "[RT336]");
        EXPECT_CONTAINS(outcome.err, "hint:");
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, TextFiles, ::testing::Values(Dialect::sqlite, Dialect::postgresql), engine_name);

TEST_P(TextFiles, SourcesOfDiff) {
    project.configure();
    project.write("good.sql", "CREATE TABLE a (id integer);\n");
    const std::string table = "CREATE TABLE a (id integer);\n-- caf";
    project.write("latin.sql", table + "\xe9\n");
    expect_error({"diff", "good.sql", "latin.sql"},
                 {"latin.sql:2:7: error: the file is not UTF-8: the byte E9, which could be Latin-1",
                  "iconv -f WINDOWS-1252 -t UTF-8 latin.sql"});
    project.write("wide.sql", utf16(table, false));
    expect_error({"diff", "good.sql", "wide.sql"},
                 {"wide.sql:1:1: error: the file is not UTF-8, but seems to be UTF-16LE", "iconv -f UTF-16LE"});
    project.write("wide.sql", utf16(table, true));
    expect_error({"diff", "good.sql", "wide.sql"}, {"seems to be UTF-16BE", "iconv -f UTF-16BE"});
    project.write("wide.sql", utf16(table, true).substr(2));
    expect_error({"diff", "good.sql", "wide.sql"}, {"seems to be UTF-16BE"});
    project.write("nul.sql", std::string("SELECT 1;\nSELECT\0 2;\n", 21));
    expect_error({"diff", "good.sql", "nul.sql"}, {"nul.sql:2:7: error: the file has a NUL byte"});
    // A byte order mark in UTF-8 is accepted.
    project.write("marked.sql",
                  "\xEF\xBB\xBF"
                  "CREATE TABLE a (id integer);\n");
    EXPECT_EQ(project.must({"diff", "good.sql", "marked.sql"}), "");
}

TEST_P(TextFiles, FilesOfTheModels) {
    project.configure();
    const std::string configuration = project.read("retort.toml");
    project.write("retort.toml", "[models]\nsql = [\"*.sql\"]\n" + configuration.substr(configuration.find('\n') + 1));
    project.write("models/person.hpp", person());
    project.write("v.sql", "CREATE VIEW v AS SELECT 'caf\xe9' AS a;\n");
    project.write("w.sql", utf16("CREATE VIEW w AS SELECT 1 AS a;\n", false));
    expect_error({"models"}, {"v.sql:1:29: error: the file is not UTF-8", "w.sql:1:1: error: the file is not UTF-8"});
}

TEST_P(TextFiles, HeadersOfTheModels) {
    project.configure();
    const std::string header = person();
    const std::string marker = "struct Person";
    const std::size_t at = header.find(marker);
    const auto commented = [&](const std::string& comment) {
        return header.substr(0, at) + "/// " + comment + "\n" + header.substr(at);
    };
    project.write("models/person.hpp", commented("caf\xe9 and people"));
    const std::string line = fmt::format("models/person.hpp:{}:8: error: the file is not UTF-8: the byte E9",
                                         1 + std::count(header.begin(), header.begin() + static_cast<long>(at), '\n'));
    for (const char* command : {"models", "check"}) expect_error({command}, {line, "iconv -f WINDOWS-1252"});
    project.write("models/person.hpp", commented(std::string("a\0b", 3)));
    expect_error({"models"}, {"error: the file has a NUL byte"});
    project.write("models/person.hpp", utf16(header, false));
    expect_error({"models"}, {"models/person.hpp:1:1: error: the file is not UTF-8, but seems to be UTF-16LE"});
    // Each of several files, and one that is only included.
    project.write("models/other.hpp", "// caf\xe9\n");
    expect_error({"models"}, {"models/other.hpp:1:7: error", "models/person.hpp:1:1: error"});
    project.write("models/other.hpp", "#include \"../person.hpp\"\n");
    project.write("models/person.hpp", "");
    project.write("person.hpp", commented("caf\xe9 and people"));
    expect_error({"models"}, {"person.hpp:", "the byte E9"});
    project.write("person.hpp", "\xEF\xBB\xBF" + commented("caf\u00e9 and people"));
    const std::string models = project.must({"models"});
    EXPECT_CONTAINS(models, GetParam() == Dialect::postgresql ? "caf\u00e9 and people" : "CREATE TABLE people");
}

TEST_P(TextFiles, Revisions) {
    project.configure();
    project.must({"revision", "-m", "first"});
    const std::string path = "migrations/0001_first.sql";
    const std::string text = project.read(path);
    for (const auto& [broken, part] :
         {std::pair{text + "-- \xfc\n", ": error: the file is not UTF-8: the byte FC"},
          std::pair{text + std::string("-- \0\n", 5), ": error: the file has a NUL byte"},
          std::pair{utf16(text, false), ":1:1: error: the file is not UTF-8, but seems to be UTF-16LE"}}) {
        project.write(path, broken);
        for (const char* command : {"history", "upgrade"}) expect_error({command}, {path + std::string(), part});
    }
    project.write(path, "\xEF\xBB\xBF" + text);
    project.must({"upgrade"});
}

TEST_P(TextFiles, Configuration) {
    project.write("retort.toml", "[database]\n# caf\xe9\nurl = \"sqlite:a.db\"\n");
    expect_error({"current"}, {"retort.toml:2:6: error: the file is not UTF-8: the byte E9"});
    project.write("retort.toml", utf16("[database]\nurl = \"sqlite:a.db\"\n", false));
    expect_error({"current"}, {"retort.toml:1:1: error: the file is not UTF-8, but seems to be UTF-16LE"});
    project.write("a.json", utf16("{}", true));
    project.configure();
    expect_error({"diff", "a.json", "a.json"}, {"a.json:1:1: error: the file is not UTF-8"});
}

}  // namespace
}  // namespace retort::test
