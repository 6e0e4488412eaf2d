#include "scratch/postgres/account.hpp"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <stdexcept>

namespace retort::scratch::postgres {

std::optional<Account> server_account(const std::filesystem::path& folder) {
    if (geteuid() != 0) {
        return std::nullopt;
    }
    for (const char* name : {"nobody", "postgres"}) {
        const passwd* entry = getpwnam(name);
        // A user namespace may lack the id of an account.
        if (entry != nullptr && entry->pw_uid != 0 && chown(folder.c_str(), entry->pw_uid, entry->pw_gid) == 0) {
            const Account account{entry->pw_uid, entry->pw_gid};
            give(folder, account);
            return account;
        }
    }
    throw std::runtime_error("PostgreSQL does not run as root, and no user 'nobody' or 'postgres' can own " +
                             folder.string());
}

void give(const std::filesystem::path& folder, const Account& account) {
    bool done = chown(folder.c_str(), account.user, account.group) == 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        done = lchown(entry.path().c_str(), account.user, account.group) == 0 && done;
    }
    if (!done) {
        throw std::runtime_error("cannot change the owner of " + folder.string() + " to the user that runs PostgreSQL");
    }
}

pid_t start(const Command& command, const std::optional<Account>& account, const std::filesystem::path& folder) {
    std::vector<char*> arguments;
    for (const std::string& argument : command.words) {
        arguments.push_back(const_cast<char*>(argument.c_str()));  // execve changes nothing
    }
    arguments.push_back(nullptr);
    // Nothing of the caller's environment, which may hold passwords and tokens.
    std::array<std::string, 4> settings{"PATH=/usr/bin:/bin", "LANG=C", "LC_ALL=C", "TZ=UTC"};
    std::array<char*, 5> environment{};
    std::transform(settings.begin(), settings.end(), environment.begin(),
                   [](std::string& each) { return each.data(); });
    const pid_t parent = getpid();
    const pid_t child = fork();
    if (child != 0) {
        return child;
    }
    setsid();  // an interrupt on the terminal must not reach the child
    if (account && (setgroups(0, nullptr) != 0 || setgid(account->group) != 0 || setuid(account->user) != 0)) {
        _exit(126);
    }
    // A change of user clears PR_SET_PDEATHSIG, so it is set afterwards (prctl(2)).
    prctl(PR_SET_PDEATHSIG, SIGQUIT);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (getppid() != parent || chdir(folder.c_str()) != 0) {
        _exit(126);
    }
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGQUIT}) {
        std::signal(signal, SIG_DFL);
    }
    const int in = ::open(command.input.c_str(), O_RDONLY);
    const int out = ::open(command.log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    closefrom(3);
    execve(arguments[0], arguments.data(), environment.data());
    _exit(127);
}

int wait_for(pid_t process) {
    int status = 0;
    while (waitpid(process, &status, 0) < 0) {
        if (errno != EINTR) {
            return -1;
        }
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace retort::scratch::postgres
