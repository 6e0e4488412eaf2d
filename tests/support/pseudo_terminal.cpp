#include "tests/support/pseudo_terminal.hpp"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <stdexcept>

namespace retort::test {

Outcome run_on_terminal(const std::vector<std::string>& command, const RunOptions& options, const std::string& prompt,
                        const std::vector<std::string>& answers) {
    int master = -1, slave = -1;
    std::array<int, 2> out{};
    if (openpty(&master, &slave, nullptr, nullptr, nullptr) != 0 || pipe(out.data()) != 0)
        throw std::runtime_error("cannot open a pseudo-terminal");
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("cannot fork");
    if (child == 0) {
        setsid();
        ioctl(slave, TIOCSCTTY, 0);
        dup2(slave, STDIN_FILENO);
        dup2(slave, STDERR_FILENO);
        dup2(out[1], STDOUT_FILENO);
        for (const int each : {master, slave, out[0], out[1]}) close(each);
        if (!options.folder.empty() && chdir(options.folder.c_str()) != 0) _exit(126);
        for (const auto& [name, value] : options.environment) setenv(name.c_str(), value.c_str(), 1);
        std::vector<char*> arguments;
        for (const std::string& each : command) arguments.push_back(const_cast<char*>(each.c_str()));
        arguments.push_back(nullptr);
        execvp(arguments[0], arguments.data());
        _exit(127);
    }
    close(slave);
    close(out[1]);

    Outcome outcome;
    std::size_t typed = 0;  // answers so far
    std::size_t seen = 0;   // where the search for the next prompt starts
    bool shows = true, prints = true;
    while (shows || prints) {
        std::array<pollfd, 2> watched = {{{shows ? master : -1, POLLIN, 0}, {prints ? out[0] : -1, POLLIN, 0}}};
        if (poll(watched.data(), watched.size(), -1) < 0 && errno != EINTR) throw std::runtime_error("poll failed");
        std::array<char, 4096> buffer{};
        if (watched[0].revents != 0) {
            const ssize_t got = read(master, buffer.data(), buffer.size());
            // Reading a terminal whose other side is closed fails with EIO.
            if (got > 0)
                outcome.err.append(buffer.data(), static_cast<std::size_t>(got));
            else if (errno != EINTR)
                shows = false;
        }
        if (watched[1].revents != 0) {
            const ssize_t got = read(out[0], buffer.data(), buffer.size());
            if (got > 0)
                outcome.out.append(buffer.data(), static_cast<std::size_t>(got));
            else
                prints = false;
        }
        const std::size_t at = outcome.err.find(prompt, seen);
        if (typed == answers.size() || at == std::string::npos) continue;
        seen = at + prompt.size();
        if (write(master, answers[typed].data(), answers[typed].size()) < 0) throw std::runtime_error("cannot type");
        ++typed;
    }
    close(master);
    close(out[0]);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return outcome;
}

}  // namespace retort::test
