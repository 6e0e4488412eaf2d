#include "reflect/reader/cache.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>

#include "reflect/reader/digest.hpp"

namespace retort::reflect {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view magic = "retort models 2\n";
constexpr std::size_t entries_kept = 64;
constexpr std::size_t prefixes_kept = 8;
/// Nanoseconds within which a second modification may leave a file's times unchanged.
constexpr std::uint64_t settling = 50'000'000;

/// A file's metadata, available without reading the file.
struct Stamp {
    std::uint64_t size = 0;
    std::uint64_t modified = 0;
    std::uint64_t changed = 0;
    std::uint64_t inode = 0;

    bool operator==(const Stamp&) const = default;
};

std::optional<Stamp> stamp_of(const std::string& path) {
    struct stat found{};
    if (::stat(path.c_str(), &found) != 0 || !S_ISREG(found.st_mode)) return std::nullopt;
    const auto nanoseconds = [](const timespec& t) {
        return static_cast<std::uint64_t>(t.tv_sec) * 1000000000ULL + static_cast<std::uint64_t>(t.tv_nsec);
    };
    return Stamp{static_cast<std::uint64_t>(found.st_size), nanoseconds(found.st_mtim), nanoseconds(found.st_ctim),
                 found.st_ino};
}

std::optional<std::string> read_file(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return std::nullopt;
    std::string text;
    struct stat found{};
    bool good = ::fstat(file, &found) == 0 && S_ISREG(found.st_mode);
    if (good) text.resize(static_cast<std::size_t>(found.st_size));
    std::size_t done = 0;
    while (good && done < text.size()) {
        const ssize_t size = ::read(file, text.data() + done, text.size() - done);
        if (size <= 0)
            good = false;
        else
            done += static_cast<std::size_t>(size);
    }
    ::close(file);
    if (!good) return std::nullopt;
    return text;
}

void put(std::string& to, std::uint64_t value) { to.append(reinterpret_cast<const char*>(&value), sizeof value); }

std::uint64_t get(std::string_view& from) {
    std::uint64_t value = 0;
    if (from.size() < sizeof value) return 0;
    std::memcpy(&value, from.data(), sizeof value);
    from.remove_prefix(sizeof value);
    return value;
}

/// True while the file's content is unchanged: by its stamp, or else by reading it.
bool unchanged(const std::string& path, const Stamp& then, std::uint64_t content) {
    const std::optional<Stamp> now = stamp_of(path);
    if (!now) return false;
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

std::optional<std::string> Cache::find(std::uint64_t key) const {
    if (folder_.empty()) return std::nullopt;
    std::optional<std::string> bytes = read_file(entry(key));
    if (!bytes || bytes->compare(0, magic.size(), magic) != 0) return std::nullopt;
    std::string_view rest = std::string_view(*bytes).substr(magic.size());
    const std::uint64_t sum = get(rest);
    if (digest(rest) != sum) return std::nullopt;
    const auto path = [&] {
        const std::uint64_t length = std::min<std::uint64_t>(get(rest), rest.size());
        std::string text(rest.substr(0, length));
        rest.remove_prefix(length);
        return text;
    };
    const std::uint64_t files = get(rest);
    for (std::uint64_t i = 0; i < files; ++i) {
        Stamp then;
        then.size = get(rest);
        then.modified = get(rest);
        then.changed = get(rest);
        then.inode = get(rest);
        const std::uint64_t content = get(rest);
        if (!unchanged(path(), then, content)) return std::nullopt;
    }
    const std::uint64_t missing = get(rest);
    for (std::uint64_t i = 0; i < missing; ++i)
        if (::access(path().c_str(), F_OK) == 0) return std::nullopt;
    bytes->erase(0, bytes->size() - rest.size());
    return bytes;
}

void Cache::keep(std::uint64_t key, const std::string& answer, const std::vector<FileRead>& files,
                 const std::vector<std::string>& missing, std::chrono::system_clock::time_point started) const {
    if (folder_.empty()) return;
    const auto begin = static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::nanoseconds>(started.time_since_epoch()).count());
    std::string all;
    put(all, files.size());
    for (const FileRead& file : files) {
        const std::optional<Stamp> stamp = stamp_of(file.path);
        if (!stamp) return;
        const bool settled = std::max(stamp->modified, stamp->changed) + settling < begin;
        put(all, stamp->size);
        put(all, settled ? stamp->modified : 0);
        put(all, stamp->changed);
        put(all, stamp->inode);
        put(all, static_cast<std::uint64_t>(file.content));
        put(all, file.path.size());
        all += file.path;
    }
    put(all, missing.size());
    for (const std::string& path : missing) {
        put(all, path.size());
        all += path;
    }
    all += answer;
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

/// Removes all files but the most recent ones: answers, and the prefixes that retort-read-models keeps here.
/// Incomplete files of a killed process are removed after a day.
void Cache::prune() const {
    std::error_code ignored;
    std::map<std::string, std::vector<std::pair<fs::file_time_type, fs::path>>> found;
    for (const auto& file : fs::directory_iterator(folder_, ignored))
        found[file.path().extension().string()].emplace_back(fs::last_write_time(file.path(), ignored), file.path());
    for (auto& [extension, files] : found) {
        const bool ours = extension == ".models" || extension == ".pch" || extension == ".prefix";
        const std::size_t kept = extension == ".models" ? entries_kept : prefixes_kept;
        std::sort(files.begin(), files.end());
        for (std::size_t i = 0; i < files.size(); ++i) {
            const std::string name = files[i].second.filename().string();
            const bool half = name.find(".models.") != std::string::npos ||
                              name.find(".prefix.") != std::string::npos || name.find(".pch") != std::string::npos;
            const bool old = half && files[i].first + std::chrono::hours(24) < fs::file_time_type::clock::now();
            if (ours ? i + kept < files.size() : old) fs::remove(files[i].second, ignored);
        }
    }
}

std::optional<FileRead> file_read(const std::string& path) {
    const std::optional<std::string> text = read_file(path);
    if (!text) return std::nullopt;
    return FileRead{path, static_cast<std::int64_t>(digest(*text))};
}

std::string cache_folder(const ReadOptions& options) {
    if (!options.cache_directory.empty())
        return options.cache_directory == "off" ? std::string{} : options.cache_directory;
    const auto variable = [](const char* name) {
        const char* value = std::getenv(name);
        return std::string(value != nullptr ? value : "");
    };
    if (const std::string given = variable("RETORT_CACHE_DIR"); !given.empty())
        return given == "off" ? std::string{} : given;
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
