#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <set>
#include <thread>

#include "reflect/archive.hpp"
#include "reflect/reader.hpp"
#include "reflect/reader/cache.hpp"
#include "reflect/reader/command_line.hpp"
#include "reflect/reader/compile_commands.hpp"
#include "reflect/reader/digest.hpp"
#include "reflect/reader/helper.hpp"
#include "reflect/reader/merge.hpp"
#include "reflect/reader/toolchain.hpp"
#include "reflect/record_io.hpp"

namespace retort::reflect {

namespace fs = std::filesystem;

namespace archive {

template <class A>
void io(A& archive, HeaderGroup& value) {
    io(archive, value.headers);
    io(archive, value.arguments);
}

}  // namespace archive

namespace {

using Clock = std::chrono::system_clock;

/// A cache key over a sequence of texts.
class Key {
public:
    explicit Key(std::uint64_t seed) : value_(seed) {}
    void add(const std::string& text) { value_ = digest(text, value_); }
    void add(const std::vector<std::string>& list) {
        for (const std::string& text : list) add(text);
        add("");
    }
    std::uint64_t value() const { return value_; }

private:
    std::uint64_t value_;
};

/// Where to correct a flag that Clang rejects: a flag of the setting is in the message; any other one is from a compile
/// command.
std::string source_of_flag(const std::string& message, const ReadOptions& options) {
    const auto is_named = [&](const std::string& word) { return message.find("'" + word + "'") != std::string::npos; };
    bool is_set = options.compile_commands.empty();
    for (const std::string& flag : options.flags) {
        const std::vector<std::string> words = split_command(flag);
        is_set = is_set || std::any_of(words.begin(), words.end(), is_named);
    }
    if (is_set) return "correct [models] flags in retort.toml";
    return "correct the build that writes the compile_commands.json of [models] compile_commands = \"" +
           options.compile_commands + "\"";
}

/// The groups of the headers, from the cache if none of the files that determine them has changed.
std::vector<HeaderGroup> groups_of(const ReadOptions& options, const std::vector<std::string>& headers,
                                   const Cache& cache, std::uint64_t programs) {
    if (options.compile_commands.empty()) return group_headers(options, headers).groups;
    Key key(programs);
    key.add("groups");
    key.add(headers);
    key.add(options.flags);
    key.add(options.compile_commands);
    key.add(options.working_directory);
    if (const std::optional<std::string> known = cache.find(key.value()))
        if (auto groups = archive::unpacked<std::vector<HeaderGroup>>(*known)) return std::move(*groups);
    const auto started = Clock::now();
    const HeaderGroups made = group_headers(options, headers);
    std::vector<FileRead> files;
    for (const std::string& path : made.files)
        if (std::optional<FileRead> file = file_read(path)) files.push_back(std::move(*file));
    cache.keep(key.value(), archive::packed(made.groups), files, {}, started);
    return made.groups;
}

/// The cache key of a reading: all inputs except the contents of files.
std::uint64_t key_of(const std::vector<UnitRequest>& requests, std::uint64_t programs) {
    Key key(programs);
    for (const UnitRequest& request : requests) {
        key.add(request.headers);
        key.add(request.arguments);
    }
    key.add(requests.front().working_directory);
    key.add(requests.front().resource_directory);
    key.add(requests.front().doc_comments ? "comments" : "no comments");
    for (const char* name : {"CPATH", "CPLUS_INCLUDE_PATH", "C_INCLUDE_PATH"}) {
        const char* value = std::getenv(name);
        key.add(value != nullptr ? value : "");
    }
    return key.value();
}

/// The maximum number of processes for a reading: RETORT_JOBS in the environment, else the number of cores.
int processes() {
    if (const char* given = std::getenv("RETORT_JOBS"); given != nullptr && *given != 0)
        return std::max(1, std::atoi(given));
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

/// The headers as absolute paths. Throws Error RT234 for a header that does not exist.
std::vector<std::string> absolute_headers(const ReadOptions& options) {
    std::vector<std::string> headers;
    for (const std::string& header : options.headers) {
        const fs::path path = fs::path(options.working_directory) / header;
        std::error_code ignored;
        if (!fs::is_regular_file(path, ignored))
            throw Error("RT234", "the header " + header + " does not exist", "see [models] headers in retort.toml");
        headers.push_back(path.lexically_normal().string());
    }
    return headers;
}

}  // namespace

std::vector<Record> read_headers(const ReadOptions& given) {
    ReadOptions options = given;
    options.working_directory =
        fs::absolute(given.working_directory.empty() ? "." : given.working_directory).lexically_normal().string();
    if (options.working_directory.size() > 1 && options.working_directory.back() == '/')
        options.working_directory.pop_back();
    const std::vector<std::string> headers = absolute_headers(options);
    if (headers.empty()) return {};

    const std::string program = reader_program();
    const std::uint64_t programs = program_stamp("/proc/self/exe") ^ digest("reader", program_stamp(program));
    const Cache cache(cache_folder(options));
    std::vector<UnitRequest> requests;
    for (HeaderGroup& group : groups_of(options, headers, cache, programs)) {
        UnitRequest request;
        request.headers = std::move(group.headers);
        request.arguments = std::move(group.arguments);
        request.arguments.insert(request.arguments.end(), {"-I", model_include_directory()});
        request.working_directory = options.working_directory;
        request.resource_directory = clang_resource_directory();
        request.doc_comments = options.doc_comments;
        request.prefix_folder = cache_folder(options);
        request.processes = processes();
        requests.push_back(std::move(request));
    }
    if (requests.size() > 1)
        for (UnitRequest& request : requests) request.processes = 1;  // the requests already run in parallel
    const std::uint64_t key = key_of(requests, programs);
    if (const std::optional<std::string> known = cache.find(key))
        if (std::optional<std::vector<Record>> records = from_bytes(*known)) return std::move(*records);

    const auto started = Clock::now();
    UnitResult result = merged(requests, run_reader(program, requests, static_cast<std::size_t>(processes())));
    for (Diagnostic& error : result.errors)
        if (error.code == "RT260") error.hint = source_of_flag(error.message, options);
    if (!result.errors.empty()) throw Error(std::move(result.errors));
    cache.keep(key, to_bytes(result.records), result.files, result.missing, started);
    return std::move(result.records);
}

}  // namespace retort::reflect
