#include "tests/support/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <stdexcept>

namespace retort::test {

namespace {

struct Pipe {
    std::array<int, 2> ends{-1, -1};

    Pipe() {
        if (pipe2(ends.data(), O_CLOEXEC) != 0) {
            throw std::runtime_error("cannot make a pipe");
        }
    }
    ~Pipe() {
        close_end(0);
        close_end(1);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    void close_end(std::size_t end) {
        if (ends[end] >= 0) {
            close(ends[end]);
            ends[end] = -1;
        }
    }
};

[[noreturn]] void become(const std::vector<std::string>& command, const RunOptions& options, const Pipe& in,
                         const Pipe& out, const Pipe& err) {
    dup2(in.ends[0], STDIN_FILENO);
    dup2(out.ends[1], STDOUT_FILENO);
    dup2(err.ends[1], STDERR_FILENO);
    if (!options.folder.empty() && chdir(options.folder.c_str()) != 0) {
        _exit(127);
    }
    for (const auto& [name, value] : options.environment) {
        setenv(name.c_str(), value.c_str(), 1);
    }
    std::vector<char*> arguments;
    for (const std::string& argument : command) {
        arguments.push_back(const_cast<char*>(argument.c_str()));  // execvp does not modify its arguments
    }
    arguments.push_back(nullptr);
    execvp(arguments[0], arguments.data());
    _exit(127);
}

/// Writes the input and reads the outputs until the program has closed them.
void talk(Pipe& in, Pipe& out, Pipe& err, const std::string& input, Outcome& outcome) {
    std::size_t written = 0;
    if (input.empty()) {
        in.close_end(1);
    } else {
        fcntl(in.ends[1], F_SETFL, O_NONBLOCK);
    }
    while (out.ends[0] >= 0 || err.ends[0] >= 0) {
        std::array<pollfd, 3> watched = {
            {{out.ends[0], POLLIN, 0}, {err.ends[0], POLLIN, 0}, {in.ends[1], POLLOUT, 0}}};
        if (poll(watched.data(), watched.size(), -1) < 0 && errno != EINTR) {
            throw std::runtime_error("poll failed");
        }
        std::array<char, 65536> buffer{};
        for (std::size_t i = 0; i < 2; ++i) {
            Pipe& from = i == 0 ? out : err;
            if (watched[i].revents == 0) {
                continue;
            }
            const ssize_t got = read(from.ends[0], buffer.data(), buffer.size());
            if (got > 0) {
                (i == 0 ? outcome.out : outcome.err).append(buffer.data(), static_cast<std::size_t>(got));
            } else if (got == 0) {
                from.close_end(0);
            }
        }
        if (watched[2].revents != 0) {
            const ssize_t put = write(in.ends[1], input.data() + written, input.size() - written);
            written += put > 0 ? static_cast<std::size_t>(put) : 0;
            if (written == input.size() || (put < 0 && errno == EPIPE)) {
                in.close_end(1);
            }
        }
    }
}

}  // namespace

Outcome run(const std::vector<std::string>& command, const RunOptions& options) {
    Pipe in;
    Pipe out;
    Pipe err;
    const pid_t child = fork();
    if (child < 0) {
        throw std::runtime_error("cannot fork");
    }
    if (child == 0) {
        become(command, options, in, out, err);
    }
    in.close_end(0);
    out.close_end(1);
    err.close_end(1);
    Outcome outcome;
    talk(in, out, err, options.input, outcome);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    if (outcome.status == 127 && outcome.out.empty() && outcome.err.empty()) {
        throw std::runtime_error("cannot run " + command.at(0));
    }
    return outcome;
}

}  // namespace retort::test
