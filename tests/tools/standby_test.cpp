// Commands that only read, on a hot standby, and for a role that may only read.

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>
#include <utility>

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

/// A project whose database has two migrations.
class Reading : public ::testing::Test {
protected:
    Reading() {
        project.configure();
        project.write("models/person.hpp", person());
        project.must({"revision", "--autogenerate", "-m", "people"});
        project.must({"upgrade"});
        project.write("models/person.hpp", person("std::optional<std::int32_t> age;"));
        project.must({"revision", "--autogenerate", "-m", "age"});
        project.must({"upgrade"});
    }

    /// Expects that every command that reads works on `url` as it does on the database.
    void expect_reading(const std::string& url) const {
        for (const std::vector<std::string>& command :
             std::vector<std::vector<std::string>>{{"current", "--check-heads"},
                                                   {"history", "-v"},
                                                   {"heads"},
                                                   {"check"},
                                                   {"diff", "live", "models"},
                                                   {"diff", "live", "migrations"},
                                                   {"inspect", "live"},
                                                   {"revision", "--autogenerate", "-m", "nothing"}}) {
            std::vector<std::string> there = command;
            there.insert(there.end(), {"--database", url});
            const Outcome here = project.retort(command);
            const Outcome outcome = project.retort(there);
            EXPECT_EQ(outcome.status, 0) << command[0] << outcome.out << outcome.err;
            EXPECT_EQ(outcome.out, here.out) << command[0];
        }
    }

    Project project{Dialect::postgresql};
};

/// Stops a standby, and drops its slot.
class RunningStandby {
public:
    RunningStandby(const Project& project, std::string programs, std::string slot)
        : project_(project), programs_(std::move(programs)), slot_(std::move(slot)) {}
    RunningStandby(const RunningStandby&) = delete;
    RunningStandby& operator=(const RunningStandby&) = delete;
    ~RunningStandby() {
        run({"sh", "-c",
             fmt::format("cd '{}' && as=''; [ \"$(id -u)\" != 0 ] || as='setpriv --reuid postgres --regid postgres "
                         "--init-groups'; $as '{}/pg_ctl' stop -D data -m immediate -t 120",
                         (project_.folder() / "standby").string(), programs_)},
            {project_.folder(), {}, ""});
        const auto primary = project_.connect();
        // The primary's process for the standby ends a moment later than the standby.
        for (int tries = 0; tries < 600; ++tries) {
            const auto dropped = primary->query(
                fmt::format("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = "
                            "'{}' AND NOT active",
                            slot_));
            if (!dropped.empty()) return;
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        ADD_FAILURE() << "slot " << slot_ << " is still active";
    }

private:
    const Project& project_;
    std::string programs_;
    std::string slot_;
};

TEST_F(Reading, AHotStandby) {
    const auto row = project.connect()
                         ->query(
                             "SELECT split_part(current_setting('unix_socket_directories'), ',', 1), "
                             "current_setting('port'), current_user,"
                             " current_database(), (SELECT setting FROM pg_config WHERE name = 'BINDIR')")
                         .at(0);
    const std::string socket = row[0].value_or(""), port = row[1].value_or(""), user = row[2].value_or("");
    const std::string programs = row[4].value_or("");
    // The slot keeps the log that the standby still needs: other tests drop databases, which are checkpoints.
    const std::string slot = row[3].value_or("");
    // A socket's path has at most 107 bytes, and the server's user must reach it.
    const std::filesystem::path folder = project.folder() / "standby";
    std::filesystem::permissions(project.folder(), std::filesystem::perms::all);
    project.write("start.sh", fmt::format(R"sh(set -e
as=""
mkdir '{0}'
if [ "$(id -u)" = 0 ]; then as="setpriv --reuid postgres --regid postgres --init-groups"; chown postgres '{0}'; fi
cd '{0}'
$as '{1}/pg_basebackup' -h '{2}' -p {3} -U {4} -D data -R -C -S {6} -c fast >basebackup.log 2>&1
$as '{1}/postgres' -D data -k '{0}' -c listen_addresses= -c port=5433 -c fsync=off -c max_connections={5} \
  -c allow_in_place_tablespaces=on -c max_standby_streaming_delay=-1 \
  >server.log 2>&1 </dev/null &
for i in $(seq 600); do '{1}/pg_isready' -q -h '{0}' -p 5433 && exit 0; kill -0 $! || break; sleep 0.1; done
cat server.log; exit 1
)sh",
                                          folder.string(), programs, socket, port, user,
                                          project.value("SHOW max_connections"), slot));
    const RunningStandby running(project, programs, slot);
    const Outcome started = run({"sh", (project.folder() / "start.sh").string()}, {project.folder(), {}, ""});
    ASSERT_EQ(started.status, 0) << started.out << started.err;
    const std::string url =
        fmt::format("postgresql://{}@/{}?host={}&port=5433", user, row[3].value_or(""), folder.string());
    const auto standby = project.connect(url);
    const auto wait_for_replay = [&] {
        const std::string version = "SELECT string_agg(version_num, ' ') FROM retort_version";
        const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(5);
        while (standby->query(version).at(0).at(0).value_or("NULL") != project.value(version)) {
            if (std::chrono::steady_clock::now() > end) return false;
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        return true;
    };
    ASSERT_TRUE(wait_for_replay()) << project.read("standby/server.log");
    expect_reading(url);
    project.must({"downgrade", "-1"});
    ASSERT_TRUE(wait_for_replay()) << project.read("standby/server.log");
    const Outcome outcome = project.retort({"upgrade", "--database", url});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "in a read-only transaction");
}

TEST_F(Reading, ARoleThatMayOnlyRead) {
    const std::string database = project.value("SELECT current_database()");
    const std::string role = "reading_" + database;
    project.sql(
        fmt::format("CREATE ROLE {0} LOGIN; ALTER ROLE {0} SET default_transaction_read_only = on;"
                    "GRANT SELECT ON ALL TABLES IN SCHEMA public TO {0}",
                    role));
    expect_reading(url_of(database, role));
    project.sql(fmt::format("DROP OWNED BY {0}; DROP ROLE {0}", role));
}

/// It may write rows and run what needs no privilege to create; the tables of the versions exist.
TEST_F(Reading, ARoleWithoutCreate) {
    const std::string database = project.value("SELECT current_database()");
    const std::string role = "writing_" + database;
    project.sql(
        fmt::format("CREATE ROLE {0} LOGIN; REVOKE CREATE ON SCHEMA public FROM PUBLIC;"
                    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {0};"
                    "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {0}",
                    role));
    const std::string url = url_of(database, role);
    expect_reading(url);
    const Outcome written = project.retort({"revision", "-m", "rows"});
    ASSERT_EQ(written.status, 0) << written.err;
    const Outcome upgraded = project.retort({"upgrade", "--database", url});
    EXPECT_EQ(upgraded.status, 0) << upgraded.err;
    EXPECT_EQ(project.value("SELECT database_user FROM retort_history ORDER BY id DESC LIMIT 1"), role);
    project.sql(fmt::format("DROP OWNED BY {0}; DROP ROLE {0}", role));
}

}  // namespace
}  // namespace retort::test
