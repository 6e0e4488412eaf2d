#include "reflect/clang/background_task.hpp"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <utility>

namespace retort::reflect {

namespace {

/// Writes all bytes; false on failure.
bool put(int file, const std::string& bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t size = ::write(file, bytes.data() + done, bytes.size() - done);
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0) return false;
        done += static_cast<std::size_t>(size);
    }
    return true;
}

}  // namespace

BackgroundTask::BackgroundTask(const std::function<std::string()>& work) {
    // An anonymous file instead of a pipe, so that the copy never waits for this process to read.
    file_ = ::memfd_create("task", MFD_CLOEXEC);
    if (file_ < 0) return;
    process_ = ::fork();
    if (process_ != 0) return;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::close(STDOUT_FILENO);
    ::_exit(put(file_, work()) ? 0 : 1);
}

BackgroundTask::BackgroundTask(BackgroundTask&& other) noexcept
    : process_(std::exchange(other.process_, -1)),
      file_(std::exchange(other.file_, -1)),
      good_(std::exchange(other.good_, false)) {}

BackgroundTask& BackgroundTask::operator=(BackgroundTask&& other) noexcept {
    std::swap(process_, other.process_);
    std::swap(file_, other.file_);
    std::swap(good_, other.good_);
    return *this;
}

BackgroundTask::~BackgroundTask() {
    if (process_ > 0) {
        ::kill(process_, SIGKILL);
        while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
        }
    }
    forget();
}

void BackgroundTask::forget() {
    if (file_ >= 0) ::close(file_);
    file_ = -1;
    process_ = -1;
}

bool BackgroundTask::done() {
    if (process_ <= 0) return true;
    int status = 0;
    if (::waitpid(process_, &status, WNOHANG) == 0) return false;
    process_ = -1;
    good_ = status == 0;
    return true;
}

std::string BackgroundTask::result() {
    if (process_ > 0) {
        int status = -1;
        while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
        }
        process_ = -1;
        good_ = status == 0;
    }
    std::string bytes;
    if (good_ && file_ >= 0) {
        const off_t size = ::lseek(file_, 0, SEEK_END);
        bytes.resize(static_cast<std::size_t>(size > 0 ? size : 0));
        std::size_t done = 0;
        while (done < bytes.size()) {
            const ssize_t got = ::pread(file_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
            if (got <= 0) {
                bytes.clear();
                break;
            }
            done += static_cast<std::size_t>(got);
        }
    }
    forget();
    return bytes;
}

}  // namespace retort::reflect
