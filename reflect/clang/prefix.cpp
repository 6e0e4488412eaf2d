#include "reflect/clang/prefix.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "reflect/archive.hpp"
#include "reflect/reader/cache.hpp"
#include "reflect/reader/command_line.hpp"
#include "reflect/reader/digest.hpp"

namespace retort::reflect {

namespace fs = std::filesystem;

namespace archive {

template <class A>
void io(A& archive, FileRead& value) {
    io(archive, value.path);
    io(archive, value.content);
}

template <class A>
void io(A& archive, Prefix& value) {
    io(archive, value.includes);
    io(archive, value.wanted);
    io(archive, value.macros);
    io(archive, value.files);
    io(archive, value.missing);
    io(archive, value.digest);
    io(archive, value.hopeless);
}

}  // namespace archive

namespace {

constexpr std::string_view mark = "retort prefix " RETORT_VERSION "\n";

/// The note that was kept, or an empty one.
Prefix read_note(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    std::string all = std::move(text).str();
    std::string_view rest = all;
    std::uint64_t sum = 0;
    if (rest.substr(0, mark.size()) != mark || rest.size() < mark.size() + sizeof sum) return {};
    std::memcpy(&sum, rest.data() + mark.size(), sizeof sum);
    rest.remove_prefix(mark.size() + sizeof sum);
    if (digest(rest) != sum) return {};
    return archive::unpacked<Prefix>(rest).value_or(Prefix{});
}

}  // namespace

bool without_prefix(const UnitRequest& request) {
    return request.prefix_folder.empty() || !request.neutral_describe ||
           std::any_of(request.arguments.begin(), request.arguments.end(),
                       [](const std::string& a) { return a == "-include" || a == "-imacros"; });
}

Prefix Prefix::load(const UnitRequest& request) {
    std::uint64_t key = program_stamp("/proc/self/exe");
    for (const std::string& argument : request.arguments) key = reflect::digest(argument, key);
    key = reflect::digest(request.resource_directory, key);
    key = reflect::digest(request.working_directory, key);
    const std::string name = request.prefix_folder + "/" + std::to_string(key);
    Prefix found = read_note(name + ".prefix");
    found.path_ = name + ".pch";
    found.note_ = name + ".prefix";
    return found;
}

Prefix Prefix::ready_made(const UnitRequest& request) {
    std::error_code unknown;
    const std::string program = fs::read_symlink("/proc/self/exe", unknown).string();
    Prefix found;
    if (without_include_folders(request.arguments) == std::vector<std::string>{"-std=c++20"})
        found = read_note(program + ".prefix");
    found.path_ = program + ".pch";
    found.note_ = program + ".prefix";
    return found;
}

bool Prefix::usable() const {
    if (hopeless || includes.empty()) return false;
    const std::optional<FileRead> there = file_read(path_);
    return there && there->content == digest;
}

bool Prefix::has(const std::vector<std::string>& headers) const {
    return std::all_of(headers.begin(), headers.end(), [&](const std::string& each) {
        return std::find(includes.begin(), includes.end(), each) != includes.end();
    });
}

std::string Prefix::text() const {
    std::string lines;
    for (const std::string& name : includes) lines += "#include " + name + "\n";
    return lines;
}

bool Prefix::seal() {
    const std::optional<FileRead> made = file_read(path_);
    if (made) digest = made->content;
    return made.has_value();
}

void Prefix::keep() const {
    const std::string body = archive::packed(*this);
    const std::uint64_t sum = reflect::digest(body);
    std::string all(mark);
    all.append(reinterpret_cast<const char*>(&sum), sizeof sum);
    all += body;
    std::error_code ignored;
    fs::create_directories(fs::path(note_).parent_path(), ignored);
    const std::string temporary = note_ + "." + std::to_string(::getpid());
    std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
    out << all;
    out.close();
    if (out) fs::rename(temporary, note_, ignored);
    if (!out || ignored) fs::remove(temporary, ignored);
}

}  // namespace retort::reflect
