#pragma once

#include <memory>
#include <set>
#include <string>

#include "introspect/database.hpp"

namespace retort::introspect::postgres {

class Connection;

/// Finds for which lock a session waits, and who holds it (PostgreSQL, pg_blocking_pids, pg_locks). The session itself
/// can't be queried while it waits, so another connection is opened, for the time of the wait.
class LockWatch {
public:
    /// `url` of the server, `waiting` of LockWait.
    LockWatch(sql::Url url, std::function<void(const std::string&)> waiting);
    ~LockWatch();

    /// The statement of the session `pid` has run for another second. Throws nothing: where the other connection fails,
    /// no reason is known.
    void look(int pid);

    /// The statement has ended. Returns the reason of the last wait in it; empty if there was none.
    std::string end();

private:
    sql::Url url_;
    std::function<void(const std::string&)> waiting_;
    std::unique_ptr<Connection> connection_;  ///< null: no wait, or it can't be opened
    bool tried_ = false;
    std::set<std::string> reported_;  ///< the lock and its holders, in this statement
    std::string last_;
};

}  // namespace retort::introspect::postgres
