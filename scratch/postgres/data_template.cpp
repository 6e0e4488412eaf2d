#include "scratch/postgres/data_template.hpp"

#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "scratch/postgres/roles.hpp"

namespace retort::scratch::postgres {

namespace {

namespace fs = std::filesystem;

/// The size of a folder, to verify a copy: the number of files and of their bytes.
struct Extent {
    std::uintmax_t files = 0;
    std::uintmax_t bytes = 0;

    bool operator==(const Extent&) const = default;
};

/// Copies a tree of folders and files, and returns its size.
Extent copy_tree(const fs::path& from, const fs::path& to) {
    Extent extent;
    fs::create_directories(to);
    fs::permissions(to, fs::perms::owner_all);
    for (auto at = fs::recursive_directory_iterator(from); at != fs::recursive_directory_iterator(); ++at) {
        const fs::path target = to / fs::relative(at->path(), from);
        if (at->is_directory()) {
            fs::create_directory(target);
            fs::permissions(target, fs::perms::owner_all);
        } else {
            fs::copy_file(at->path(), target);
            ++extent.files;
            extent.bytes += fs::file_size(target);
        }
    }
    return extent;
}

fs::path kept_data(const fs::path& kept) { return kept / "data"; }
fs::path kept_extent(const fs::path& kept) { return kept / "extent"; }

bool copy_kept(const fs::path& kept, const fs::path& data) {
    std::error_code error;
    Extent expected;
    std::ifstream in(kept_extent(kept));
    if (!(in >> expected.files >> expected.bytes)) {
        return false;
    }
    try {
        if (copy_tree(kept_data(kept), data) == expected) {
            return true;
        }
    } catch (const fs::filesystem_error&) {
        // Treated as damaged.
    }
    fs::remove_all(data, error);
    return false;
}

/// Creates the cached folder with one rename, so that another process never sees a part of it.
void keep(const fs::path& data, const fs::path& kept) {
    std::error_code error;
    const fs::path half = kept.string() + "." + std::to_string(getpid()) + ".tmp";
    try {
        fs::create_directories(kept.parent_path());
        const Extent extent = copy_tree(data, kept_data(half));
        std::ofstream out(kept_extent(half));
        out << extent.files << ' ' << extent.bytes << '\n';
        out.close();
        if (out) {
            fs::rename(half, kept, error);
        }
    } catch (const fs::filesystem_error&) {
        // A full or read-only disk: the next run calls initdb again.
    }
    fs::remove_all(half, error);
}

void run_initdb(const Installation& installation, const std::optional<Account>& account, const fs::path& data) {
    const fs::path log = data.parent_path() / "initdb.log";
    const pid_t process = start({{(installation.programs / "initdb").string(), "--pgdata=" + data.string(),
                                  "--username=" + std::string(superuser), "--auth=trust", "--encoding=UTF8",
                                  "--locale=C", "--wal-segsize=1", "--no-sync"},
                                 log},
                                account, data.parent_path());
    const int status = process < 0 ? -1 : wait_for(process);
    if (status != 0) {
        std::ifstream in(log);
        std::string words{std::istreambuf_iterator<char>(in), {}};
        if (const auto mark = words.find("error:"); mark != std::string::npos) {
            words.erase(0, mark + 7);
        }
        throw std::runtime_error((installation.programs / "initdb").string() +
                                 " failed: " + words.substr(0, words.find('\n')));
    }
}

/// Runs a script in a database of the new data directory, with the server in single-user mode: a statement a line.
void run_alone(const Installation& installation, const std::optional<Account>& account, const fs::path& data,
               const std::string& database, const std::string& script) {
    const fs::path input = data.parent_path() / "roles.sql";
    const fs::path log = data.parent_path() / "roles.log";
    fs::remove(log);
    std::ofstream(input) << script;
    if (account) {
        give(input.parent_path(), *account);
    }
    const pid_t process = start({{(installation.programs / "postgres").string(), "--single", "-D", data.string(), "-F",
                                  "-c", "exit_on_error=on", "-c", "log_checkpoints=off", database},
                                 log,
                                 input},
                                account, data.parent_path());
    if (process < 0 || wait_for(process) != 0) {
        std::ifstream in(log);
        std::string line, last;
        while (std::getline(in, line)) {
            if (line.find("ERROR:") != std::string::npos || line.find("FATAL:") != std::string::npos) {
                last = line;
            }
        }
        throw std::runtime_error((installation.programs / "postgres").string() + " --single failed: " + last);
    }
}

}  // namespace

std::optional<fs::path> cache_folder() {
    const char* cache = std::getenv("XDG_CACHE_HOME");
    if (cache != nullptr && *cache == '/') {
        return fs::path(cache) / "retort";
    }
    const char* home = std::getenv("HOME");
    if (home != nullptr && *home == '/') {
        return fs::path(home) / ".cache" / "retort";
    }
    return std::nullopt;
}

void make_data(const Installation& installation, const std::optional<Account>& account, const fs::path& data,
               bool fresh) {
    const std::optional<fs::path> cache = cache_folder();
    const fs::path kept = cache ? *cache / ("cluster-" + installation.version) : fs::path();
    std::error_code error;
    if (cache && fresh) {
        fs::remove_all(kept, error);
    }
    if (cache && copy_kept(kept, data)) {
        if (account) {
            give(data, *account);
        }
        return;
    }
    run_initdb(installation, account, data);
    run_alone(installation, account, data, "template1", roles_script() + database_script(installation, "template1"));
    run_alone(installation, account, data, "postgres", database_script(installation, "postgres"));
    if (cache) {
        fs::remove_all(kept, error);  // it is damaged or missing
        keep(data, kept);
    }
}

}  // namespace retort::scratch::postgres
