#include "tools/interrupts.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <mutex>
#include <stdexcept>
#include <thread>

namespace retort::tools {

namespace {

constexpr int signals[] = {SIGINT, SIGTERM, SIGHUP};

std::array<std::atomic<introspect::Canceller*>, Interrupts::most> running{};
std::atomic<int> handling{0};  ///< handlers that may use a canceller
std::atomic<int> first{0};

std::mutex installing;
int installed = 0;  ///< objects that exist
struct sigaction before[std::size(signals)];

static_assert(std::atomic<introspect::Canceller*>::is_always_lock_free && std::atomic<int>::is_always_lock_free,
              "they are used in a signal handler");

void handle(int number) {
    const int error = errno;
    ++handling;
    int none = 0;
    first.compare_exchange_strong(none, number);
    for (const auto& each : running)
        if (introspect::Canceller* canceller = each.load()) canceller->cancel();
    --handling;
    errno = error;
}

int add(introspect::Canceller* canceller) {
    for (int i = 0; i < Interrupts::most; ++i) {
        introspect::Canceller* none = nullptr;
        if (running[static_cast<std::size_t>(i)].compare_exchange_strong(none, canceller)) return i;
    }
    throw std::logic_error("too many databases at one time");
}

/// The handler may run in any thread: after this it does not use the canceller, and it may be destroyed.
void remove(int slot) {
    running[static_cast<std::size_t>(slot)] = nullptr;
    while (handling.load() > 0) std::this_thread::yield();
}

void install() {
    const std::lock_guard lock(installing);
    if (installed++ > 0) return;
    first = 0;
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

void uninstall() {
    const std::lock_guard lock(installing);
    if (--installed > 0) return;
    for (std::size_t i = 0; i < std::size(signals); ++i) sigaction(signals[i], &before[i], nullptr);
}

}  // namespace

Interrupts::Interrupts() { install(); }

Interrupts::Interrupts(introspect::Database& database) : canceller_(database.canceller()) {
    slot_ = add(canceller_.get());
    install();
}

Interrupts::~Interrupts() {
    uninstall();
    if (slot_ >= 0) remove(slot_);
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
