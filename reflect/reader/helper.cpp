#include "reflect/reader/helper.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <map>
#include <utility>

extern char** environ;

namespace retort::reflect {

namespace fs = std::filesystem;

namespace {

constexpr const char* name = "retort-read-models";

/// A file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() { close(); }

    int get() const { return number_; }
    void close() {
        if (number_ >= 0) ::close(number_);
        number_ = -1;
    }

private:
    int number_;
};

Error no_reader(std::string message, std::string hint) { return Error("RT243", std::move(message), std::move(hint)); }

Error not_started(const std::string& program, int error) {
    return Error("RT261", "can't run " + program + ": " + std::strerror(error),
                 "it is part of retort: reinstall retort, or set RETORT_READER");
}

/// The request as an anonymous file, positioned at its beginning. Unlike with a pipe, neither process waits for the
/// other, and this process cannot write to one that has exited.
Descriptor file_of(const std::string& message, const std::string& program) {
    Descriptor file(::memfd_create("request", MFD_CLOEXEC));
    std::size_t done = 0;
    while (done < message.size()) {
        const ssize_t size = ::write(file.get(), message.data() + done, message.size() - done);
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0) throw not_started(program, errno);
        done += static_cast<std::size_t>(size);
    }
    ::lseek(file.get(), 0, SEEK_SET);
    return file;
}

/// One run of the program. The destructor kills it and waits for it if it is still running.
class Run {
public:
    Run(const std::string& program, const UnitRequest& request) {
        Descriptor input = file_of(to_message(request), program);
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) throw not_started(program, errno);
        output_ = Descriptor(ends[0]);
        Descriptor writing(ends[1]);

        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, input.get(), STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, writing.get(), STDOUT_FILENO);
        posix_spawnattr_t attributes;
        posix_spawnattr_init(&attributes);
        sigset_t none;
        sigset_t plain;
        sigemptyset(&none);
        sigemptyset(&plain);
        sigaddset(&plain, SIGPIPE);
        posix_spawnattr_setsigmask(&attributes, &none);
        posix_spawnattr_setsigdefault(&attributes, &plain);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
        char* const words[] = {const_cast<char*>(program.c_str()), nullptr};
        const int error = ::posix_spawn(&process_, program.c_str(), &actions, &attributes, words, environ);
        posix_spawnattr_destroy(&attributes);
        posix_spawn_file_actions_destroy(&actions);
        if (error != 0) {
            process_ = -1;
            throw not_started(program, error);
        }
    }
    Run(Run&& other) noexcept
        : process_(std::exchange(other.process_, -1)),
          output_(std::move(other.output_)),
          answer_(std::move(other.answer_)) {}
    Run& operator=(Run&&) = delete;
    ~Run() {
        if (process_ < 0) return;
        ::kill(process_, SIGKILL);
        wait();
    }

    int output() const { return output_.get(); }
    /// Reads the available output; closes the output at its end.
    void take() {
        char part[65536];
        const ssize_t size = ::read(output_.get(), part, sizeof part);
        if (size < 0 && errno == EINTR) return;
        if (size <= 0)
            output_.close();
        else
            answer_.append(part, static_cast<std::size_t>(size));
    }
    /// The program's exit status as waitpid reports it; 0 if another caller has already waited for it.
    int wait() {
        int status = 0;
        while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
        }
        process_ = -1;
        return status;
    }
    const std::string& answer() const { return answer_; }

private:
    pid_t process_ = -1;
    Descriptor output_;
    std::string answer_;
};

std::string ending(int status) {
    if (WIFSIGNALED(status)) return std::string("was killed by a signal (") + ::strsignal(WTERMSIG(status)) + ")";
    if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
        return "exited with status " + std::to_string(WEXITSTATUS(status));
    return "gave no answer of this version of retort";
}

Error no_answer(const std::string& program, const UnitRequest& request, int status) {
    std::string headers = request.headers.front();
    if (request.headers.size() > 1) headers += " and " + std::to_string(request.headers.size() - 1) + " more";
    const bool ours = WIFSIGNALED(status) && WTERMSIG(status) != SIGKILL;
    return Error("RT245", program + " " + ending(status) + " while it read " + headers,
                 ours ? "Clang crashed on a header: find it by reading fewer headers ([models] headers)"
                      : "reinstall retort if this is not its own program; SIGKILL can mean that memory ran out");
}

}  // namespace

std::string reader_program() {
    const auto good = [](const fs::path& path) { return ::access(path.c_str(), X_OK) == 0; };
    if (const char* given = std::getenv("RETORT_READER"); given != nullptr && *given != 0) {
        if (good(given)) return given;
        throw no_reader(std::string("RETORT_READER is ") + given + ", which is not an executable program",
                        "unset it, or set it to the path of " + std::string(name));
    }
    std::vector<fs::path> places;
    std::error_code unknown;
    const fs::path program = fs::read_symlink("/proc/self/exe", unknown);
    if (!unknown)
        for (const char* folder : {".", "../libexec/retort", "../lib/retort"})
            places.push_back((program.parent_path() / folder / name).lexically_normal());
    places.emplace_back(RETORT_READER_BUILT);
    std::string tried;
    for (const fs::path& place : places) {
        if (good(place)) return place.string();
        tried += (tried.empty() ? "" : ", ") + place.string();
    }
    throw no_reader(std::string("the program ") + name + " was not found; searched " + tried,
                    "reinstall retort, or set RETORT_READER");
}

std::vector<UnitResult> run_reader(const std::string& program, const std::vector<UnitRequest>& requests,
                                   std::size_t at_once) {
    std::vector<UnitResult> results(requests.size());
    std::map<std::size_t, Run> runs;
    std::size_t next = 0;
    while (next < requests.size() || !runs.empty()) {
        for (; next < requests.size() && runs.size() < std::max<std::size_t>(at_once, 1); ++next)
            runs.emplace(next, Run(program, requests[next]));
        std::vector<pollfd> waiting;
        for (const auto& [number, run] : runs) waiting.push_back({run.output(), POLLIN, 0});
        if (::poll(waiting.data(), waiting.size(), -1) < 0) continue;
        auto at = waiting.begin();
        for (auto run = runs.begin(); run != runs.end(); ++at) {
            if (at->revents != 0) run->second.take();
            if (run->second.output() >= 0) {
                ++run;
                continue;
            }
            const int status = run->second.wait();
            std::optional<UnitResult> result = result_from(run->second.answer());
            if (!result) throw no_answer(program, requests[run->first], status);
            results[run->first] = std::move(*result);
            run = runs.erase(run);
        }
    }
    return results;
}

}  // namespace retort::reflect
