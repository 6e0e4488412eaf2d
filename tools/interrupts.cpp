#include "tools/interrupts.hpp"

#include <atomic>
#include <cerrno>
#include <csignal>

namespace retort::tools {

namespace {

constexpr int signals[] = {SIGINT, SIGTERM, SIGHUP};

std::atomic<introspect::Canceller*> running{nullptr};
std::atomic<int> first{0};
struct sigaction before[std::size(signals)];

static_assert(std::atomic<introspect::Canceller*>::is_always_lock_free && std::atomic<int>::is_always_lock_free,
              "they are used in a signal handler");

void handle(int number) {
    const int error = errno;
    int none = 0;
    first.compare_exchange_strong(none, number);
    if (introspect::Canceller* canceller = running.load()) canceller->cancel();
    errno = error;
}

}  // namespace

Interrupts::Interrupts(introspect::Database& database) : canceller_(database.canceller()) {
    first = 0;
    running = canceller_.get();
    struct sigaction action{};
    action.sa_handler = &handle;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    for (std::size_t i = 0; i < std::size(signals); ++i) {
        sigaction(signals[i], nullptr, &before[i]);
        // nohup and shells in the background ignore signals for good.
        if (before[i].sa_handler != SIG_IGN) sigaction(signals[i], &action, nullptr);
    }
}

Interrupts::~Interrupts() {
    for (std::size_t i = 0; i < std::size(signals); ++i) sigaction(signals[i], &before[i], nullptr);
    running = nullptr;
}

int Interrupts::received() { return first.load(); }

const char* signal_name(int number) {
    switch (number) {
        case SIGINT: return "SIGINT";
        case SIGTERM: return "SIGTERM";
        case SIGHUP: return "SIGHUP";
        default: return "a signal";
    }
}

}  // namespace retort::tools
