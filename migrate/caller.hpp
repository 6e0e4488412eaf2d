#pragma once

#include <string>

namespace retort::migrate {

/// Who runs revisions, for the history table.
struct Caller {
    std::string os_user;      ///< of the effective user id
    std::string host;         ///< name of the machine
    std::string application;  ///< empty: on PostgreSQL that of the session (application_name), on SQLite "retort"
    long long process = 0;
};

/// This process.
Caller this_process(std::string application = {});

/// True if a process with this number runs on this machine.
bool is_alive(long long process);

}  // namespace retort::migrate
