#pragma once

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

namespace retort::scratch {

/// A child process that owns resources of this process and cleans them up, however this process ends. It ignores
/// SIGINT, SIGTERM and SIGHUP, and holds none of this process's files open, so that a reader of this process's
/// output does not wait for it.
class Guardian {
public:
    /// The child process's end of the connection.
    class Link {
    public:
        explicit Link(int socket) : socket_(socket) {}
        /// Sends one line to the Guardian.
        void send(const std::string& line) const;
        /// Waits until the Guardian is destroyed or its process has ended; returns the lines of `note`.
        std::vector<std::string> wait() const;

    private:
        int socket_;
    };

    /// Runs `body` in a child process, which ends after it.
    /// Throws Error RT220 when no process can be created.
    explicit Guardian(const std::function<void(const Link&)>& body);

    /// Waits until the body has ended.
    ~Guardian();
    Guardian(const Guardian&) = delete;
    Guardian& operator=(const Guardian&) = delete;

    /// Sends one line to the body: the name of a resource to clean up.
    void note(const std::string& line) const;

    /// Waits for one line from the body; empty when the body ended without one.
    std::string receive() const;

private:
    pid_t process_ = -1;
    int socket_ = -1;
};

}  // namespace retort::scratch
