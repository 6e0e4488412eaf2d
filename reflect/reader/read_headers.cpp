#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <thread>

#include "reflect/reader.hpp"
#include "reflect/reader/cache.hpp"
#include "reflect/reader/digest.hpp"
#include "reflect/reader/helper.hpp"
#include "reflect/reader/toolchain.hpp"

namespace retort::reflect {

namespace fs = std::filesystem;

namespace {

/// All that decides what is read, but for the contents of files.
std::uint64_t key_of(const UnitRequest& request, const std::string& program) {
    std::uint64_t key = program_stamp("/proc/self/exe") ^ digest("reader", program_stamp(program));
    const auto add = [&](const std::string& text) { key = digest(text, key); };
    for (const std::string& header : request.headers) add(header);
    add("");
    for (const std::string& argument : request.arguments) add(argument);
    add(request.working_directory);
    add(request.resource_directory);
    add(request.doc_comments ? "comments" : "no comments");
    for (const char* name : {"CPATH", "CPLUS_INCLUDE_PATH", "C_INCLUDE_PATH"}) {
        const char* value = std::getenv(name);
        add(value != nullptr ? value : "");
    }
    return key;
}

/// How many cores there are for the reading: RETORT_JOBS in the environment, else what the system lets this process have.
int processes() {
    if (const char* given = std::getenv("RETORT_JOBS"); given != nullptr && *given != 0) return std::max(1, std::atoi(given));
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace

std::vector<Record> read_headers(const ReadOptions& options) {
    UnitRequest request;
    request.working_directory = fs::absolute(options.working_directory.empty() ? "." : options.working_directory).lexically_normal().string();
    if (request.working_directory.size() > 1 && request.working_directory.back() == '/') request.working_directory.pop_back();
    ReadOptions here = options;
    here.working_directory = request.working_directory;
    for (const std::string& header : options.headers) {
        const fs::path path = fs::path(header).is_absolute() ? fs::path(header) : fs::path(request.working_directory) / header;
        std::error_code ignored;
        if (!fs::is_regular_file(path, ignored))
            throw Error("RT100", "the header " + header + " does not exist", "see [models] headers in retort.toml");
        request.headers.push_back(path.lexically_normal().string());
    }
    if (request.headers.empty()) return {};
    request.arguments = compiler_arguments(here, request.headers);
    request.arguments.push_back("-I" + model_include_directory());
    request.resource_directory = clang_resource_directory();
    request.doc_comments = options.doc_comments;

    request.processes = processes();

    const Cache cache(cache_folder(options));
    const std::string program = reader_program();
    const std::uint64_t key = key_of(request, program);
    if (std::optional<std::vector<Record>> known = cache.find(key)) return std::move(*known);

    UnitResult result = std::move(run_reader(program, {request}).front());
    if (!result.errors.empty()) throw Error(std::move(result.errors));
    cache.keep(key, result.records, result.files);
    return std::move(result.records);
}

}  // namespace retort::reflect
