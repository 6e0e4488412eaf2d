#include "migrate/caller.hpp"

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

namespace retort::migrate {

Caller this_process(std::string application) {
    Caller caller;
    std::array<char, 4096> buffer{};
    passwd entry{};
    passwd* found = nullptr;
    if (getpwuid_r(geteuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr)
        caller.os_user = found->pw_name;
    else
        caller.os_user = std::to_string(geteuid());  // as in a container that has no such account
    std::array<char, 256> host{};
    if (gethostname(host.data(), host.size() - 1) == 0) caller.host = host.data();
    caller.application = std::move(application);
    caller.process = getpid();
    return caller;
}

bool is_alive(long long process) {
    return process > 0 && (kill(static_cast<pid_t>(process), 0) == 0 || errno == EPERM);
}

}  // namespace retort::migrate
