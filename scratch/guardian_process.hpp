#pragma once

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

namespace retort::scratch {

/// A process of its own that holds something on behalf of this one and cleans up after it,
/// however this one ends. It is deaf to SIGINT, SIGTERM and SIGHUP, and holds none of this
/// process's files, so nobody who reads this process's output waits for it.
class Keeper {
public:
    /// The other process's end.
    class Link {
    public:
        explicit Link(int socket) : socket_(socket) {}
        /// Tells the owner one line.
        void send(const std::string& line) const;
        /// Waits until the Keeper is destroyed or its process is gone; the notes that came.
        std::vector<std::string> wait() const;

    private:
        int socket_;
    };

    /// Runs `body` in the other process, and then ends that one.
    /// Throws Error RT220 when no process can be made.
    explicit Keeper(const std::function<void(const Link&)>& body);

    /// Waits until the body has ended.
    ~Keeper();
    Keeper(const Keeper&) = delete;
    Keeper& operator=(const Keeper&) = delete;

    /// Tells the body one line to remember: the name of something to clean up.
    void note(const std::string& line) const;

    /// Waits for a line from the body; empty when the body ended without one.
    std::string receive() const;

private:
    pid_t process_ = -1;
    int socket_ = -1;
};

}  // namespace retort::scratch
