#include "scratch/postgres/account.hpp"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <stdexcept>

namespace retort::scratch::postgres {

std::optional<Account> server_account() {
    if (geteuid() != 0) {
        return std::nullopt;
    }
    for (const char* name : {"postgres", "nobody"}) {
        if (const passwd* entry = getpwnam(name); entry != nullptr) {
            return Account{entry->pw_uid, entry->pw_gid};
        }
    }
    throw std::runtime_error("PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody'");
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

pid_t start(const std::vector<std::string>& command, const std::optional<Account>& account,
            const std::filesystem::path& folder, const std::filesystem::path& log) {
    std::vector<char*> arguments;
    for (const std::string& argument : command) {
        arguments.push_back(const_cast<char*>(argument.c_str()));  // execv changes nothing
    }
    arguments.push_back(nullptr);
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
    if (getppid() != parent || chdir(folder.c_str()) != 0) {
        _exit(126);
    }
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGQUIT}) {
        std::signal(signal, SIG_DFL);
    }
    const int in = ::open("/dev/null", O_RDONLY);
    const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    closefrom(3);
    execv(arguments[0], arguments.data());
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
