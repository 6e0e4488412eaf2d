#pragma once

#include <sys/types.h>

#include <functional>
#include <string>

namespace retort::reflect {

/// Work that a copy of this process does meanwhile, on another core. The copy sees all that there is at
/// the start and hands back bytes; what it changes besides is its own.
class BackgroundTask {
public:
    /// Nothing under way.
    BackgroundTask() = default;
    explicit BackgroundTask(const std::function<std::string()>& work);
    BackgroundTask(BackgroundTask&& other) noexcept;
    BackgroundTask& operator=(BackgroundTask&& other) noexcept;
    ~BackgroundTask();

    /// True once result() would not wait.
    bool done();
    /// Waits; empty when the copy did not come to its end.
    std::string result();

private:
    void forget();

    pid_t process_ = -1;
    int file_ = -1;
    bool good_ = false;
};

}  // namespace retort::reflect
