#include "scratch/postgres/cluster.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <string_view>
#include <thread>

#include "schema/error.hpp"
#include "scratch/postgres/account.hpp"
#include "scratch/postgres/data_template.hpp"

namespace retort::scratch::postgres {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr auto start_limit = std::chrono::seconds(60);
constexpr auto poll_interval = std::chrono::milliseconds(1);

constexpr std::string_view socket_name = ".s.PGSQL.5432";
constexpr std::size_t secret_digits = 32;

/// A socket's path holds 107 bytes at most (unix(7)).
constexpr std::size_t longest_folder = 107 - 1 - secret_digits - 1 - socket_name.size();

/// True when every user may traverse the folder and its parents.
bool is_passable(const fs::path& folder) {
    std::error_code error;
    for (fs::path at = fs::canonical(folder, error); !error && at.has_relative_path(); at = at.parent_path()) {
        if ((fs::status(at, error).permissions() & fs::perms::others_exec) == fs::perms::none) {
            return false;
        }
    }
    return !error;
}

Error not_started(const std::string& message, const std::string& hint = {}) { return Error("RT219", message, hint); }

fs::path make_folder() {
    std::error_code none;
    const fs::path temporary = fs::temp_directory_path(none);
    for (const fs::path& root : {temporary, fs::path("/tmp")}) {
        // As root, another user becomes the owner of the folder and must be able to reach it.
        if (root.empty() || (geteuid() == 0 && !is_passable(root))) {
            continue;
        }
        std::string name = (root / "retort-pg-XXXXXX").string();
        if (name.size() <= longest_folder && mkdtemp(name.data()) != nullptr) {
            return name;
        }
    }
    throw not_started("cannot create a temporary folder in " + (temporary.empty() ? "/tmp" : temporary.string()),
                      "set TMPDIR to a writable folder");
}

std::vector<std::string> server_command(const Installation& installation, const fs::path& folder) {
    std::vector<std::string> command = {(installation.programs / "postgres").string(), "-D",
                                        (folder / "data").string()};
    for (const std::string& setting :
         {std::string("listen_addresses="), "unix_socket_directories=" + folder.string(),
          std::string("unix_socket_permissions=0700"), std::string("port=5432"), std::string("fsync=off"),
          std::string("full_page_writes=off"), std::string("synchronous_commit=off"), std::string("wal_level=minimal"),
          std::string("max_wal_senders=0"), std::string("autovacuum=off"), std::string("track_counts=off"),
          std::string("max_logical_replication_workers=0"), std::string("shared_buffers=32MB"),
          std::string("max_connections=20"),
          // One transaction may create thousands of tables and indexes.
          std::string("max_locks_per_transaction=4096"), std::string("huge_pages=off"), std::string("jit=off"),
          std::string("checkpoint_timeout=1d"), std::string("max_wal_size=4GB"), std::string("lc_messages=C"),
          std::string("log_checkpoints=off"), std::string("logging_collector=off"),
          std::string("log_destination=stderr")}) {
        command.insert(command.end(), {"-c", setting});
    }
    return command;
}

/// The server writes its state to line 8 of postmaster.pid (src/include/utils/pidfile.h).
bool is_ready(const fs::path& data) {
    std::ifstream in(data / "postmaster.pid");
    std::string line;
    for (int i = 0; i < 8; ++i) {
        if (!std::getline(in, line)) {
            return false;
        }
    }
    return line.starts_with("ready");
}

/// The last error in the log.
std::string last_error(const fs::path& log) {
    std::ifstream in(log);
    std::string last;
    for (std::string line; std::getline(in, line);) {
        for (const char* severity : {"FATAL:", "ERROR:", "PANIC:", "postgres: "}) {
            if (const auto at = line.find(severity); at != std::string::npos) {
                last = line.substr(line.find_first_not_of(' ', at + std::string_view(severity).size()));
            }
        }
    }
    return last.empty() ? "no error in its log" : last;
}

/// Starts the server and waits until it accepts connections. Returns its process id; -1 when it did not start.
pid_t start_server(const Installation& installation, const std::optional<Account>& account, const fs::path& folder) {
    const pid_t server = start({server_command(installation, folder), folder / "log"}, account, folder);
    const auto limit = Clock::now() + start_limit;
    while (server > 0 && !is_ready(folder / "data")) {
        if (waitpid(server, nullptr, WNOHANG) != 0) {
            return -1;
        }
        if (Clock::now() > limit) {
            kill(server, SIGKILL);
            wait_for(server);
            return -1;
        }
        std::this_thread::sleep_for(poll_interval);
    }
    return server;
}

/// A name that nobody guesses.
std::string secret() {
    std::random_device random;
    std::string name;
    for (std::size_t i = 0; i < secret_digits; ++i) name += "0123456789abcdef"[random() % 16];
    return name;
}

/// Moves the server's socket to a folder that the server does not know. Throws fs::filesystem_error.
void hide_socket(const fs::path& folder, const fs::path& socket_folder) {
    fs::create_directory(socket_folder);
    fs::permissions(socket_folder, fs::perms::owner_all);
    fs::rename(folder / socket_name, socket_folder / socket_name);
}

/// The guardian's body: starts the server, sends "ready" or an error, waits, and removes server and folder.
void hold(const Guardian::Link& link, const Installation& installation, const fs::path& folder,
          const fs::path& socket_folder) {
    pid_t server = -1;
    try {
        const std::optional<Account> account = server_account(folder);
        for (const bool fresh : {false, true}) {  // the cached data directory may be damaged
            std::error_code ignored;
            fs::remove_all(folder / "data", ignored);
            make_data(installation, account, folder / "data", fresh);
            server = start_server(installation, account, folder);
            if (server > 0) {
                break;
            }
        }
        if (server > 0) hide_socket(folder, socket_folder);
        link.send(server > 0 ? "ready"
                             : (installation.programs / "postgres").string() +
                                   " does not start: " + last_error(folder / "log"));
    } catch (const std::exception& error) {
        link.send(error.what());
    }
    link.wait();
    if (server > 0) {
        kill(server, SIGQUIT);  // immediate shutdown: no checkpoint is needed
        wait_for(server);
    }
    std::error_code ignored;
    fs::remove_all(folder, ignored);
}

}  // namespace

Cluster::Cluster(const Installation& installation) : folder_(make_folder()), socket_folder_(folder_ / secret()) {
    guardian_ = std::make_unique<Guardian>(
        [&](const Guardian::Link& link) { hold(link, installation, folder_, socket_folder_); });
    if (const std::string answer = guardian_->receive(); answer != "ready") {
        throw not_started(answer.empty() ? "the process that starts PostgreSQL has ended" : answer);
    }
}

sql::Url Cluster::url(const std::string& database, std::string_view role) const {
    sql::Url url;
    url.dialect = Dialect::postgresql;
    url.target = "host='" + socket_folder_.string() + "' port=5432 user=" + std::string(role) + " dbname=" + database;
    url.display = "postgresql:///" + database + "?host=" + folder_.string();
    url.setting = "the throwaway PostgreSQL cluster";
    return url;
}

}  // namespace retort::scratch::postgres
