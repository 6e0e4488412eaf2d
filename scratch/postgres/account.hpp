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

/// Empty when retort does not run as root; otherwise "postgres", or else "nobody".
/// Throws std::runtime_error when neither exists: Cluster, which runs this in its guardian, reports it as RT219.
std::optional<Account> server_account();

/// Changes the owner of a folder and its contents to the account. Throws std::runtime_error when that fails.
void give(const std::filesystem::path& folder, const Account& account);

/// Starts a program as the account in `folder`, with its output in `log`. It is killed with SIGQUIT when the
/// calling process ends. Returns its process id, or -1.
pid_t start(const std::vector<std::string>& command, const std::optional<Account>& account,
            const std::filesystem::path& folder, const std::filesystem::path& log);

/// Waits for a process; returns its exit status, or 128 + n for signal n.
int wait_for(pid_t process);

}  // namespace retort::scratch::postgres
