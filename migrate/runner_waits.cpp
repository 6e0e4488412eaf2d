// How a run waits: for another process, and before a transaction runs again.

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "introspect/transaction.hpp"
#include "migrate/history_access.hpp"
#include "migrate/runner.hpp"
#include "migrate/unfinished.hpp"

namespace retort::migrate {

using Clock = std::chrono::steady_clock;

std::optional<HistoryEntry> Runner::other_process() {
    if (info(database_.dialect()).server || !any_running(database_, store_)) return std::nullopt;
    return running_elsewhere(history(), options_.caller);
}

bool Runner::wait_for_process() {
    auto other = other_process();
    if (!other) return false;
    const auto end = Clock::now() + options_.lock_timeout;
    if (options_.observer != nullptr)
        options_.observer->waiting(fmt::format("another run is under way: pid {}", *other->process));
    for (; other; other = other_process()) {
        if (Clock::now() >= end)
            throw Error("RT305",
                        fmt::format("pid {} runs the {} of revision {} on {}; waited {} s", *other->process,
                                    other->direction, other->revision, database_.describe(),
                                    std::chrono::duration<double>(options_.lock_timeout).count()),
                        "wait until it ends, and run the command again");
        pause(std::chrono::milliseconds(50));
    }
    return true;
}

void Runner::begin_alone(RunLock& lock) {
    for (;;) {
        wait_for_process();
        introspect::begin_transaction(database_);
        lock.take();
        if (!other_process()) return;
        database_.execute("ROLLBACK");
    }
}

bool Runner::retry(const introspect::StatementFailure& failure, int& attempt) {
    if (attempt >= options_.lock_retries) return false;
    const auto delay = std::chrono::milliseconds(1000) * (1 << std::min(attempt, 5));
    ++attempt;
    if (options_.observer != nullptr)
        options_.observer->retrying(failure.awaited.empty() ? failure.message : failure.awaited, attempt,
                                    options_.lock_retries, delay);
    pause(delay);
    return true;
}

void Runner::pause(std::chrono::milliseconds duration) {
    const auto end = Clock::now() + duration;
    for (auto now = Clock::now(); now < end; now = Clock::now()) {
        stop_if(options_.stop);
        std::this_thread::sleep_for(std::min<Clock::duration>(std::chrono::milliseconds(50), end - now));
    }
    stop_if(options_.stop);
}

std::function<void(const std::string&)> Runner::waiting() {
    return [this](const std::string& reason) {
        if (options_.observer != nullptr) options_.observer->waiting(reason);
    };
}

}  // namespace retort::migrate
