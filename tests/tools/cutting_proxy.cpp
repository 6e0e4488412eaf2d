#include "cutting_proxy.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <stdexcept>
#include <utility>

namespace retort::test {

namespace {

sockaddr_un address_of(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.string().size() >= sizeof address.sun_path) throw std::runtime_error("the path of the socket is too long");
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    return address;
}

int new_socket() { return ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0); }

void write_all(int socket, const std::string& bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t sent = ::send(socket, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
        if (sent <= 0) return;
        done += static_cast<std::size_t>(sent);
    }
}

/// What can be read now; empty: the other side has closed.
std::string read_some(int socket) {
    std::string bytes(65536, '\0');
    const ssize_t size = ::recv(socket, bytes.data(), bytes.size(), 0);
    bytes.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return bytes;
}

std::size_t length_at(const std::string& bytes, std::size_t at) {
    std::uint32_t length = 0;
    std::memcpy(&length, bytes.data() + at, sizeof length);
    return ntohl(length);
}

/// Waits until the server is ready for the next query.
void await_ready(int server) {
    const std::string ready("Z\0\0\0\5", 5);
    for (std::string all; all.size() < 6 || all.compare(all.size() - 6, 5, ready) != 0;) {
        const std::string more = read_some(server);
        if (more.empty()) return;
        all += more;
    }
}

}  // namespace

CuttingProxy::CuttingProxy(std::filesystem::path folder, std::filesystem::path server, Cut cut)
    : socket_(std::move(folder) / ".s.PGSQL.6544"), server_(std::move(server)), cut_(std::move(cut)) {
    listener_ = new_socket();
    const sockaddr_un address = address_of(socket_);
    if (::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(listener_, 16) != 0)
        throw std::runtime_error("cannot listen in " + socket_.string());
    threads_.emplace_back([this] { accept_clients(); });
}

CuttingProxy::~CuttingProxy() {
    stopped_ = true;
    ::shutdown(listener_, SHUT_RDWR);
    for (std::size_t i = 0;; ++i) {
        std::thread next;
        {
            const std::scoped_lock lock(mutex_);
            if (i >= threads_.size()) break;
            next = std::move(threads_[i]);
        }
        next.join();
    }
    ::close(listener_);
    std::filesystem::remove(socket_);
}

void CuttingProxy::accept_clients() {
    while (!stopped_) {
        const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) continue;
        const std::scoped_lock lock(mutex_);
        threads_.emplace_back([this, client] { serve(client); });
    }
}

void CuttingProxy::serve(int client) {
    const int server = new_socket();
    const sockaddr_un address = address_of(server_);
    bool open = ::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    std::string pending;
    bool started = false;
    bool reached = cut_.after.empty();
    while (open && !stopped_) {
        pollfd both[] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
        if (::poll(both, 2, 200) <= 0) continue;
        if (both[1].revents != 0) {
            const std::string bytes = read_some(server);
            open = !bytes.empty();
            write_all(client, bytes);
        }
        if (both[0].revents != 0) {
            const std::string bytes = read_some(client);
            pending += bytes;
            open = open && !bytes.empty() && pass(pending, started, reached, server);
        }
    }
    ::close(server);
    ::close(client);
}

bool CuttingProxy::pass(std::string& pending, bool& started, bool& reached, int server) {
    for (;;) {
        // The first message, StartupMessage, has no byte for its type.
        const std::size_t type = started ? 1 : 0;
        if (pending.size() < type + 4) return true;
        const std::size_t size = type + length_at(pending, type);
        if (pending.size() < size) return true;
        const std::string message = pending.substr(0, size);
        pending.erase(0, size);
        const bool cut = started && message[0] == 'Q' && is_cut(message.substr(5), reached);
        started = true;
        if (!cut || cut_.when_answered) write_all(server, message);
        if (!cut) continue;
        if (cut_.when_answered) await_ready(server);
        return false;
    }
}

bool CuttingProxy::is_cut(const std::string& query, bool& reached) {
    if (done_) return false;
    if (reached && query.starts_with(cut_.at)) return done_ = true;
    reached = reached || query.find(cut_.after) != std::string::npos;
    return false;
}

}  // namespace retort::test
