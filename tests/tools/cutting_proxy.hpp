#pragma once

#include <atomic>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace retort::test {

/// When a connection through a CuttingProxy is cut.
struct Cut {
    std::string at;             ///< at the query that begins so
    std::string after = {};     ///< the first one after a query that contains this; empty: the first one at all
    bool when_answered = true;  ///< the server has answered, the client gets no answer; false: the server gets no query
};

/// Stands before a PostgreSQL server and cuts one connection at one query, which the client has sent (PostgreSQL,
/// Message Formats: Query). Only clients that need no password and no encryption.
class CuttingProxy {
public:
    /// Listens in `folder`, as a server with port 6544 does, for the server whose socket is `server`.
    CuttingProxy(std::filesystem::path folder, std::filesystem::path server, Cut cut);
    ~CuttingProxy();
    CuttingProxy(const CuttingProxy&) = delete;
    CuttingProxy& operator=(const CuttingProxy&) = delete;

    bool has_cut() const { return done_; }

private:
    void accept_clients();
    void serve(int client);
    /// Passes on what the client has sent. False: cut.
    bool pass(std::string& pending, bool& started, bool& reached, int server);
    /// True for the query at which the connection is cut.
    bool is_cut(const std::string& query, bool& reached);

    std::filesystem::path socket_;
    std::filesystem::path server_;
    Cut cut_;
    int listener_ = -1;
    std::atomic<bool> done_ = false;
    std::atomic<bool> stopped_ = false;
    std::mutex mutex_;
    std::vector<std::thread> threads_;
};

}  // namespace retort::test
