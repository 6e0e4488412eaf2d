#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace retort::scratch::postgres {

/// The ordinary user as whom the server runs when we are root, which it refuses to run as.
struct Account {
    uid_t user = 0;
    gid_t group = 0;
};

/// Empty when we are not root; otherwise "postgres", or else "nobody".
/// Throws Error RT219 when there is neither.
std::optional<Account> server_account();

/// Gives a folder and all that is in it to the account.
void give(const std::filesystem::path& folder, const Account& account);

/// Starts a program as the account with its output in `log`, killed with SIGQUIT when the
/// process that started it ends. Returns its process id, or -1.
pid_t start(const std::vector<std::string>& command, const std::optional<Account>& account,
            const std::filesystem::path& folder, const std::filesystem::path& log);

/// Waits for a process; its exit status, 128 + n for signal n.
int wait_for(pid_t process);

}  // namespace retort::scratch::postgres
