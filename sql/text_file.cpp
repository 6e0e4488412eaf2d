#include "sql/text_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

#include "schema/error.hpp"

namespace retort::sql {

namespace {

/// A file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int number() const { return number_; }
    bool close() { return ::close(std::exchange(number_, -1)) == 0; }

private:
    int number_;
};

/// Removes a temporary file at the end of its scope.
struct Temporary {
    std::string path;
    ~Temporary() {
        if (!path.empty()) ::unlink(path.c_str());
    }
};

bool write_all(int descriptor, std::string_view content) {
    while (!content.empty()) {
        const ssize_t written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// Gives the complete file its final name, unless that is taken. rename() would replace an existing
/// file, so renameat2() with RENAME_NOREPLACE, or link() if the file system does not support that.
bool publish(const std::string& from, const std::string& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
    if (errno != EINVAL && errno != ENOSYS) return false;
    return ::link(from.c_str(), to.c_str()) == 0;
}

}  // namespace

void reject_path(const std::string& what, const std::string& path, int error, std::string hint) {
    throw Error("RT060", fmt::format("{} {}: {}", what, path, std::strerror(error)), std::move(hint));
}

std::string folder_of(const std::string& path) {
    const std::filesystem::path target(path);
    return target.has_parent_path() ? target.parent_path().string() : ".";
}

std::string write_temporary(const std::string& path, std::string_view content, const std::string& like) {
    const std::string folder = folder_of(path);
    std::string pattern = folder + "/." + std::filesystem::path(path).filename().string().substr(0, 100) + ".XXXXXX";
    Descriptor file(::mkostemp(pattern.data(), O_CLOEXEC));
    if (file.number() < 0) reject_path("can't write in", folder, errno);
    Temporary temporary{pattern};

    const mode_t mask = ::umask(0);
    ::umask(mask);
    struct stat status{};
    const mode_t mode = !like.empty() && ::stat(like.c_str(), &status) == 0 ? status.st_mode & 07777 : 0666 & ~mask;
    if (!write_all(file.number(), content) || ::fchmod(file.number(), mode) != 0 || ::fsync(file.number()) != 0 ||
        !file.close())
        reject_path("can't write", path, errno);
    return std::exchange(temporary.path, {});
}

void publish_new(const std::string& temporary, const std::string& path) {
    if (publish(temporary, path)) return;
    if (errno == EEXIST)
        throw Error("RT226", fmt::format("{} already exists", path), "the file is unchanged: rename or remove it");
    reject_path("can't write", path, errno);
}

void sync_folder(const std::string& folder) {
    const Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.number() < 0 || ::fsync(directory.number()) != 0) reject_path("can't sync", folder, errno);
}

void write_new_file(const std::string& path, std::string_view content) {
    const Temporary temporary{write_temporary(path, content)};
    publish_new(temporary.path, path);
    sync_folder(folder_of(path));
}

std::string read_file(const std::string& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.number() < 0) reject_path("can't read", path, errno);
    std::string content;
    char buffer[16384];
    for (;;) {
        const ssize_t count = ::read(file.number(), buffer, sizeof buffer);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) reject_path("can't read", path, errno);
        if (count == 0) return content;
        content.append(buffer, static_cast<std::size_t>(count));
    }
}

}  // namespace retort::sql
