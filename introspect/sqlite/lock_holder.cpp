#include "introspect/sqlite/lock_holder.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <cstdint>
#include <fstream>
#include <sstream>

namespace retort::introspect::sqlite {

namespace {

constexpr std::uint64_t pending_byte = 0x40000000;  ///< PENDING, RESERVED after it, then 510 bytes for SHARED
constexpr std::uint64_t wal_write_byte = 120;       ///< of the -shm file

/// One line of /proc/locks (proc_locks(5)): "1: POSIX  ADVISORY  WRITE 4711 08:01:131 1073741825 1073741825".
struct Lock {
    bool write = false;
    long pid = 0;
    std::string file;  ///< "08:01:131"
    std::uint64_t first = 0;
};

bool parse(const std::string& line, Lock& lock) {
    std::istringstream in(line);
    std::string number;
    std::string type;
    std::string mode;
    std::string access;
    // A process that waits has "->" after the number, and holds nothing.
    if (!(in >> number >> type >> mode >> access >> lock.pid >> lock.file >> lock.first) || type != "POSIX")
        return false;
    lock.write = access == "WRITE";
    return true;
}

/// The file as /proc/locks names it; empty if it does not exist.
std::string id_of(const std::string& file) {
    struct stat status{};
    if (file.empty() || ::stat(file.c_str(), &status) != 0) return {};
    return fmt::format("{:02x}:{:02x}:{}", major(status.st_dev), minor(status.st_dev), status.st_ino);
}

std::string in_words(long pid) {
    std::ifstream in(fmt::format("/proc/{}/comm", pid));
    std::string name;
    std::getline(in, name);
    return name.empty() ? fmt::format("pid {}", pid) : fmt::format("pid {}, {}", pid, name);
}

}  // namespace

std::string lock_holder(const std::string& file) {
    const std::string main = id_of(file);
    const std::string shared_memory = id_of(file + "-shm");
    std::ifstream in("/proc/locks");
    long reader = 0;
    for (std::string line; std::getline(in, line);) {
        Lock lock;
        if (!parse(line, lock) || lock.pid <= 0 || lock.pid == ::getpid()) continue;
        const bool of_main = lock.file == main && lock.first >= pending_byte;
        if (lock.write && (of_main || (lock.file == shared_memory && lock.first == wal_write_byte)))
            return in_words(lock.pid);
        if (of_main) reader = lock.pid;
    }
    return reader == 0 ? "" : in_words(reader);
}

}  // namespace retort::introspect::sqlite
