#include "reflect/reader/cache.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "reflect/reader/digest.hpp"
#include "reflect/record_io.hpp"

namespace retort::reflect {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view magic = "retort models 1\n";
constexpr std::size_t entries_kept = 32;

/// What the system says of a file without reading it.
struct Stamp {
    std::uint64_t size = 0;
    std::uint64_t modified = 0;
    std::uint64_t changed = 0;
    std::uint64_t inode = 0;

    bool operator==(const Stamp&) const = default;
};

std::optional<Stamp> stamp_of(const std::string& path) {
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0 || !S_ISREG(found.st_mode)) return std::nullopt;
    const auto nanoseconds = [](const timespec& t) { return static_cast<std::uint64_t>(t.tv_sec) * 1000000000ULL + static_cast<std::uint64_t>(t.tv_nsec); };
    return Stamp{static_cast<std::uint64_t>(found.st_size), nanoseconds(found.st_mtim), nanoseconds(found.st_ctim), found.st_ino};
}

std::optional<std::string> read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return std::nullopt;
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}

void put(std::string& to, std::uint64_t value) { to.append(reinterpret_cast<const char*>(&value), sizeof value); }

std::uint64_t get(std::string_view& from) {
    std::uint64_t value = 0;
    if (from.size() < sizeof value) return 0;
    std::memcpy(&value, from.data(), sizeof value);
    from.remove_prefix(sizeof value);
    return value;
}

/// True while the file has the content that it had: by its stamp, or else by reading it.
bool unchanged(const std::string& path, const Stamp& then, std::uint64_t content) {
    const std::optional<Stamp> now = stamp_of(path);
    if (!now || now->size != then.size) return false;
    if (*now == then) return true;
    const std::optional<std::string> text = read_file(path);
    return text && digest(*text) == content;
}

}  // namespace

std::string Cache::entry(std::uint64_t key) const {
    static constexpr char digits[] = "0123456789abcdef";
    std::string name;
    for (int shift = 60; shift >= 0; shift -= 4) name += digits[(key >> shift) & 15];
    return folder_ + "/" + name + ".models";
}

std::optional<std::vector<Record>> Cache::find(std::uint64_t key) const {
    if (folder_.empty()) return std::nullopt;
    const std::optional<std::string> bytes = read_file(entry(key));
    if (!bytes || bytes->compare(0, magic.size(), magic) != 0) return std::nullopt;
    std::string_view rest = std::string_view(*bytes).substr(magic.size());
    const std::uint64_t sum = get(rest);
    if (digest(rest) != sum) return std::nullopt;
    const std::uint64_t count = get(rest);
    for (std::uint64_t i = 0; i < count; ++i) {
        Stamp then;
        then.size = get(rest);
        then.modified = get(rest);
        then.changed = get(rest);
        then.inode = get(rest);
        const std::uint64_t content = get(rest);
        const std::uint64_t length = get(rest);
        if (length > rest.size()) return std::nullopt;
        const std::string path(rest.substr(0, length));
        rest.remove_prefix(length);
        if (!unchanged(path, then, content)) return std::nullopt;
    }
    return from_bytes(rest);
}

void Cache::keep(std::uint64_t key, const std::vector<Record>& records, const std::vector<std::string>& files) const {
    if (folder_.empty()) return;
    std::string body;
    std::uint64_t count = 0;
    for (const std::string& file : files) {
        const std::optional<Stamp> stamp = stamp_of(file);
        const std::optional<std::string> text = read_file(file);
        if (!stamp || !text) return;
        put(body, stamp->size);
        put(body, stamp->modified);
        put(body, stamp->changed);
        put(body, stamp->inode);
        put(body, digest(*text));
        put(body, file.size());
        body += file;
        ++count;
    }
    std::string all;
    put(all, count);
    all += body;
    all += to_bytes(records);
    std::string head(magic);
    put(head, digest(all));

    std::error_code ignored;
    fs::create_directories(folder_, ignored);
    const std::string target = entry(key);
    const std::string temporary = target + "." + std::to_string(::getpid());
    {
        std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
        out << head << all;
        if (!out.flush()) {
            out.close();
            fs::remove(temporary, ignored);
            return;
        }
    }
    fs::rename(temporary, target, ignored);
    if (ignored) fs::remove(temporary, ignored);
    prune();
}

/// Leaves the entries that were written last.
void Cache::prune() const {
    std::error_code ignored;
    std::vector<std::pair<fs::file_time_type, fs::path>> found;
    for (const auto& file : fs::directory_iterator(folder_, ignored))
        if (file.path().extension() == ".models") found.emplace_back(fs::last_write_time(file.path(), ignored), file.path());
    if (found.size() <= entries_kept) return;
    std::sort(found.begin(), found.end());
    for (std::size_t i = 0; i + entries_kept < found.size(); ++i) fs::remove(found[i].second, ignored);
}

std::string cache_folder(const ReadOptions& options) {
    if (!options.cache_directory.empty()) return options.cache_directory == "off" ? std::string{} : options.cache_directory;
    const auto variable = [](const char* name) {
        const char* value = std::getenv(name);
        return std::string(value != nullptr ? value : "");
    };
    if (const std::string given = variable("RETORT_CACHE_DIR"); !given.empty()) return given == "off" ? std::string{} : given;
    if (const std::string xdg = variable("XDG_CACHE_HOME"); !xdg.empty()) return xdg + "/retort";
    if (const std::string home = variable("HOME"); !home.empty()) return home + "/.cache/retort";
    return {};
}

std::uint64_t program_stamp(const std::string& path) {
    const std::optional<Stamp> stamp = stamp_of(path);
    std::string bytes;
    if (stamp) {
        put(bytes, stamp->size);
        put(bytes, stamp->modified);
        put(bytes, stamp->inode);
    }
    return digest(bytes);
}

}  // namespace retort::reflect
