#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace retort::scratch::postgres {

/// The ordinary user for the server when retort runs as root; PostgreSQL does not run as root.
struct Account {
    uid_t user = 0;
    gid_t group = 0;
};

/// Empty when retort does not run as root; otherwise the account that gets `folder` and its contents: "nobody", which
/// owns no files, or else "postgres", which may own those of the machine's databases.
/// Throws std::runtime_error when neither can own it: Cluster, which runs this in its guardian, reports it as RT219.
std::optional<Account> server_account(const std::filesystem::path& folder);

/// Changes the owner of a folder and its contents to the account. Throws std::runtime_error when that fails.
void give(const std::filesystem::path& folder, const Account& account);

/// A program, its arguments and the files of its standard streams.
struct Command {
    std::vector<std::string> words;
    std::filesystem::path log;  ///< of its output
    std::filesystem::path input = "/dev/null";
};

/// Starts a program as the account in `folder`. Its environment is the same for every caller: a path of programs, the
/// locale C and UTC. It can gain no rights by running another program, and is killed with SIGQUIT when the calling
/// process ends. Returns its process id, or -1.
pid_t start(const Command& command, const std::optional<Account>& account, const std::filesystem::path& folder);

/// Waits for a process; returns its exit status, or 128 + n for signal n.
int wait_for(pid_t process);

}  // namespace retort::scratch::postgres
