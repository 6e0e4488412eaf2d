// No output of a command has a password: 199 forms in which one may be given, through every command that takes a
// database.

#include <fmt/format.h>

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

/// Passwords, and URLs in which they are right or wrong; "{}" is the password.
std::vector<std::string> forms() {
    static constexpr const char* passwords[] = {"S3cr3tZq",   "50%S3cr3tZq", "S3cr3tZq%zz", "S3cr3tZq%00",
                                                "[S3cr3tZq",  "S3cr3t/Zq9",  "S3cr3t@Zq9",  "S3cr3t?Zq9",
                                                "S3cr3t#Zq9", "S3cr3t:Zq9"};
    static constexpr const char* urls[] = {"postgresql://app:{}@127.0.0.1:1/app",
                                           "postgres://app:{}@127.0.0.1:1/app?connect_timeout=1",
                                           "postgresql+asyncpg://app:{}@127.0.0.1:1/app?ssl=false",
                                           "postgresql://app:{}@/app?host=/nowhere",
                                           "postgresql://app:{}@[::1",
                                           "postgresql://app:{}@127.0.0.1:port/app",
                                           "postgresql://app:{}",
                                           "postgresql://127.0.0.1:1/app?user=app&password={}",
                                           "postgresql://127.0.0.1:1/app?user=app&PASSWORD={}",
                                           "postgresql://127.0.0.1:1/app?nonsense=1&password={}",
                                           "postgresql://app:{}@127.0.0.1:1/app?=",
                                           "postgresql://app:{}@127.0.0.1:1/app?nonsense=x",
                                           "postgresql:app:{}@127.0.0.1/app",
                                           "host=127.0.0.1 port=1 user=app password={}",
                                           "host=127.0.0.1 port=1 user=app password='{}'",
                                           "mysql://app:{}@127.0.0.1/app",
                                           "jdbc:postgresql://app:{}@127.0.0.1/app",
                                           "postgersql://app:{}@127.0.0.1/app",
                                           "sqlite://app:{}@127.0.0.1/app",
                                           "postgresql ://app:{}@127.0.0.1/app"};
    std::vector<std::string> all;
    for (const char* url : urls)
        for (const std::string password : passwords) {
            // What follows the '@' of such a URL is the host.
            if (std::string(url).ends_with(":{}") && password.find('@') != std::string::npos) continue;
            all.push_back(fmt::format(fmt::runtime(url), password));
        }
    return all;
}

class Passwords : public ::testing::Test {
protected:
    Passwords() {
        project.write("models/person.hpp", person());
        project.write("migrations/0001_a.sql",
                      "-- 0001 a\n-- revision: aaaa1111\n-- down_revision: none\n\n-- migrate:up\n\n-- migrate:down\n");
    }

    static void expect_none(const Outcome& outcome, const std::string& what) {
        for (const std::string part : {"S3cr3t", "Zq9", "Zq"})
            EXPECT_EQ(count(outcome.out + outcome.err, part), 0) << what << "\n" << outcome.out << outcome.err;
    }

    Project project{Dialect::sqlite};
};

TEST_F(Passwords, NoneInTheOutputOfACommand) {
    project.write("retort.toml", "[models]\nheaders = [\"models/*.hpp\"]\n\n[database]\nurl = \"${DATABASE_URL}\"\n");
    const std::vector<std::vector<std::string>> commands = {{"current"},           {"upgrade"},
                                                            {"downgrade", "base"}, {"check"},
                                                            {"history"},           {"stamp", "head"},
                                                            {"inspect", "live"},   {"diff", "live", "models"},
                                                            {"ensure-version"},    {"revision", "-a", "-m", "x"}};
    std::size_t number = 0;
    for (const std::string& form : forms()) {
        const std::vector<std::string>& command = commands[number++ % commands.size()];
        project.environment = {{"DATABASE_URL", form}};
        expect_none(project.retort(command), form + " with " + command[0]);
        project.environment = {{"DATABASE_URL", "sqlite:app.db"}};
        std::vector<std::string> given = command;
        given.insert(given.end(), {"--database", form});
        expect_none(project.retort(given), "--database " + form + " with " + command[0]);
        if (number % 4 == 0) {
            expect_none(project.retort({"inspect", form}), "inspect " + form);
            expect_none(project.retort({"diff", form, "live"}), "diff " + form);
            expect_none(project.retort({"revision", "-a", "-m", "x", "--from", form}), "--from " + form);
            expect_none(project.retort({"current", form}), "an argument too many: " + form);
        }
    }
}

TEST_F(Passwords, NoneInAPrintedLineOfTheConfiguration) {
    const std::string url = "postgresql://app:S3cr3tZq9@127.0.0.1:1/app";
    for (const std::string& line :
         {"url = \"" + url, "url = " + url, "urll = \"" + url + "\"", "url = [\"" + url + "\"]", "url \"" + url + "\"",
          "url = \"" + url + "\" x", "url = '" + url + "'\nurl = '" + url + "'", "scratch_url = 1 # " + url,
          "version_table = \"" + url + "\"\nurl = \"sqlite:app.db\"", "busy_timeout = \"" + url + "\"",
          "extensions = \"" + url + "\"", "history_table = \"" + url + "\"\nurl = \"sqlite:app.db\""}) {
        project.write("retort.toml", "[database]\n" + line + "\n");
        expect_none(project.retort({"current"}), line);
        expect_none(project.retort({"upgrade"}), line);
    }
}

}  // namespace
}  // namespace retort::test
