// retort-read-models: reads a request from standard input, runs Clang, and answers on standard output. `retort` runs
// it only when its cache does not have the answer, so Clang is not loaded otherwise, and a crash of Clang does not
// affect `retort`.

#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <string>

#include "reflect/clang/prefix.hpp"
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

/// `retort-read-models --prefix MODEL_INCLUDE RESOURCES`, run when this program is built: precompiles the standard
/// library headers that models include most, for projects without other flags.
int make_prefix(const char* include, const char* resources) {
    retort::reflect::UnitRequest request;
    request.arguments = {"-std=c++20", "-I", include};
    request.working_directory = "/";
    request.resource_directory = resources;
    retort::reflect::Prefix prefix = retort::reflect::Prefix::ready_made(request);
    prefix.wanted = {"<array>",    "<chrono>", "<cstddef>",     "<cstdint>",     "<map>",     "<memory>",
                     "<optional>", "<string>", "<string_view>", "<type_traits>", "<utility>", "<vector>"};
    if (!retort::reflect::build(request, prefix)) return 1;
    prefix.keep();
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    using namespace retort::reflect;
    if (argc == 4 && std::string(argv[1]) == "--prefix") return make_prefix(argv[2], argv[3]);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // exits with the process that started it
    const auto request = isatty(STDIN_FILENO) ? std::nullopt : request_from(all_of_input());
    if (!request) {
        std::fputs("retort-read-models is part of retort; run: retort models\n", stderr);
        return 2;
    }
    const bool answered = write_all(to_message(read_unit(*request)));
    std::fflush(nullptr);
    ::_exit(answered ? 0 : 1);  // the system frees memory faster than Clang does
}
