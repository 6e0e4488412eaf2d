#include "tools/commands/editor.hpp"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "schema/error.hpp"

extern char** environ;

namespace retort::tools {

namespace {

constexpr int not_executable = 126, not_found = 127;  // exit statuses of a shell

/// The name of the first variable that is set and not empty; empty if none is.
std::string variable() {
    for (const char* name : {"VISUAL", "EDITOR"}) {
        const char* value = std::getenv(name);
        if (value != nullptr && *value != '\0') return name;
    }
    return {};
}

[[noreturn]] void reject(const std::string& message, const std::string& hint) { throw Error("RT334", message, hint); }

/// While it exists, Ctrl-C is the editor's.
class IgnoredInterrupt {
public:
    IgnoredInterrupt() : before_(std::signal(SIGINT, SIG_IGN)) {}
    ~IgnoredInterrupt() { std::signal(SIGINT, before_); }
    IgnoredInterrupt(const IgnoredInterrupt&) = delete;
    IgnoredInterrupt& operator=(const IgnoredInterrupt&) = delete;

private:
    void (*before_)(int);
};

/// Runs a command of the shell with one argument. Returns its wait status.
int run_shell(const std::string& command, const std::string& argument) {
    const std::string script = command + " \"$@\"";
    const char* arguments[] = {"sh", "-c", script.c_str(), "retort", argument.c_str(), nullptr};
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t defaults;
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGINT);
    sigaddset(&defaults, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    const IgnoredInterrupt ignored;
    pid_t process = -1;
    const int error = ::posix_spawn(&process, "/bin/sh", nullptr, &attributes, const_cast<char**>(arguments), environ);
    posix_spawnattr_destroy(&attributes);
    if (error != 0) reject(fmt::format("can't start a shell for the editor: {}", std::strerror(error)), {});
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

}  // namespace

void require_editor(const std::string& path) {
    if (variable().empty() && (::isatty(STDIN_FILENO) == 0 || ::isatty(STDOUT_FILENO) == 0))
        reject(fmt::format("no editor for {}: neither VISUAL nor EDITOR is set, and this is no terminal", path),
               "set EDITOR, or edit the file by other means");
}

void open_in_editor(const std::string& path) {
    require_editor(path);
    const std::string name = variable();
    const std::string command = name.empty() ? "vi" : std::getenv(name.c_str());
    const std::string editor = name.empty() ? command : fmt::format("{} (${})", command, name);
    // "--" is no option of every editor, so a path must not look like one.
    const int status = run_shell(command, path.starts_with('-') ? "./" + path : path);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
    if (WIFEXITED(status) && (WEXITSTATUS(status) == not_found || WEXITSTATUS(status) == not_executable))
        reject(fmt::format("the editor {} can't be run", editor), "install it, or set EDITOR to another one");
    reject(WIFEXITED(status) ? fmt::format("the editor {} ended with exit status {}", editor, WEXITSTATUS(status))
                             : fmt::format("the editor {} was ended by signal {}", editor, WTERMSIG(status)),
           fmt::format("{} is as the editor left it", path));
}

}  // namespace retort::tools
