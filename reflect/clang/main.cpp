// retort-read-models: reads a request from standard input, runs Clang, and answers on standard output. `retort` runs
// it when its cache does not have the answer; so nothing of Clang is loaded otherwise, and what Clang does not
// survive `retort` does.

#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <string>

#include "reflect/clang/unit.hpp"

namespace {

std::string all_of_input() {
    std::string text;
    char part[65536];
    for (;;) {
        const ssize_t size = ::read(STDIN_FILENO, part, sizeof part);
        if (size <= 0) return text;
        text.append(part, static_cast<std::size_t>(size));
    }
}

bool write_all(const std::string& text) {
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t size = ::write(STDOUT_FILENO, text.data() + done, text.size() - done);
        if (size <= 0) return false;
        done += static_cast<std::size_t>(size);
    }
    return true;
}

}  // namespace

int main() {
    using namespace retort::reflect;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // ends with the one who asked
    const auto request = isatty(STDIN_FILENO) ? std::nullopt : request_from(all_of_input());
    if (!request) {
        std::fputs("retort-read-models is a part of retort: retort models\n", stderr);
        return 2;
    }
    const bool answered = write_all(to_message(read_unit(*request)));
    std::fflush(nullptr);
    ::_exit(answered ? 0 : 1);  // the system frees memory faster than Clang does
}
