#pragma once

#include <sys/types.h>

#include <functional>
#include <string>

namespace retort::reflect {

/// Work that a forked copy of this process does in parallel. The copy sees the state at the start and returns bytes;
/// its other changes do not affect this process.
class BackgroundTask {
public:
    /// No task.
    BackgroundTask() = default;
    explicit BackgroundTask(const std::function<std::string()>& work);
    BackgroundTask(BackgroundTask&& other) noexcept;
    BackgroundTask& operator=(BackgroundTask&& other) noexcept;
    ~BackgroundTask();

    /// True when result() would not block.
    bool done();
    /// Waits for the copy; empty if the copy failed.
    std::string result();

private:
    void forget();

    pid_t process_ = -1;
    int file_ = -1;
    bool good_ = false;
};

}  // namespace retort::reflect
