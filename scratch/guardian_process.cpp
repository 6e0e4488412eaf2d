#include "scratch/guardian_process.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

#include "schema/error.hpp"

namespace retort::scratch {

namespace {

bool send_line(int socket, const std::string& line) {
    const std::string text = line + "\n";
    std::size_t sent = 0;
    while (sent < text.size()) {
        const ssize_t put = ::send(socket, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
        if (put < 0 && errno != EINTR) {
            return false;
        }
        sent += put > 0 ? static_cast<std::size_t>(put) : 0;
    }
    return true;
}

/// Reads one character; -1 at the end of the stream.
int next(int socket) {
    for (;;) {
        char c = 0;
        const ssize_t got = read(socket, &c, 1);
        if (got == 1) {
            return static_cast<unsigned char>(c);
        }
        if (got == 0 || errno != EINTR) {
            return -1;
        }
    }
}

[[noreturn]] void run(int socket, const std::function<void(const Guardian::Link&)>& body) {
    setsid();
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) {
        std::signal(signal, SIG_IGN);
    }
    const int link = 3;
    if (socket != link) {
        dup2(socket, link);
    }
    closefrom(link + 1);
    fcntl(link, F_SETFD, FD_CLOEXEC);
    const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int fd = 0; fd < link; ++fd) {
        dup2(null, fd);
    }
    close(null);
    try {
        body(Guardian::Link(link));
    } catch (...) {
        _exit(1);
    }
    _exit(0);
}

Error not_started(const std::string& message, const std::string& hint) { return Error("RT220", message, hint); }

}  // namespace

void Guardian::Link::send(const std::string& line) const { send_line(socket_, line); }

std::vector<std::string> Guardian::Link::wait() const {
    std::vector<std::string> lines;
    std::string line;
    for (int c = 0; (c = next(socket_)) >= 0;) {
        if (c == '\n') {
            lines.push_back(std::move(line));
            line.clear();
        } else {
            line += static_cast<char>(c);
        }
    }
    return lines;
}

Guardian::Guardian(const std::function<void(const Link&)>& body) {
    std::array<int, 2> ends{-1, -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        throw not_started("cannot create a socket pair", "is the limit on open files reached?");
    }
    process_ = fork();
    if (process_ == 0) {
        run(ends[1], body);
    }
    close(ends[1]);
    if (process_ < 0) {
        close(ends[0]);
        throw not_started("cannot create a process", "is the limit on processes reached?");
    }
    socket_ = ends[0];
}

Guardian::~Guardian() {
    close(socket_);
    while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
    }
}

void Guardian::note(const std::string& line) const {
    if (!send_line(socket_, line)) {
        throw Error("RT277", "the process that cleans up scratch databases has ended");
    }
}

std::string Guardian::receive() const {
    std::string line;
    for (int c = 0; (c = next(socket_)) >= 0 && c != '\n';) {
        line += static_cast<char>(c);
    }
    return line;
}

}  // namespace retort::scratch
