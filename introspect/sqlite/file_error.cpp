#include "introspect/sqlite/file_error.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <string_view>

namespace retort::introspect::sqlite {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view write_permission =
    "give this user write permission on the file and on its folder, where SQLite creates the journal";

std::string setting_of(const sql::Url& url) { return url.setting.empty() ? "the database URL" : url.setting; }

fs::path folder_of(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

/// For "sqlite:///var/app.db", which is relative, where the folder /var exists.
std::string absolute_path_hint(const sql::Url& url) {
    const auto colon = url.display.find(":///");
    if (colon == std::string::npos) return {};
    const std::string path = url.display.substr(colon + 3, url.display.find('?') - (colon + 3));
    std::error_code ignored;
    if (path.starts_with("//") || path.find('/', 1) == std::string::npos || !fs::exists(folder_of(path), ignored))
        return {};
    return fmt::format("three slashes name a relative path: write {}//{} for the absolute one; or ",
                       url.display.substr(0, colon + 2), path);
}

}  // namespace

Error cannot_open(const sql::Url& url, const std::string& why, const std::string& hint) {
    return Error("RT212", fmt::format("cannot open {}: {}", url.display, why),
                 fmt::format("{} ({})", hint, setting_of(url)));
}

Error file_is_missing(const sql::Url& url) {
    const bool only_existing = url.parameter("mode") == "rw" || url.parameter("mode") == "ro";
    return Error("RT291", fmt::format("{} does not exist: there is no file {}", url.display, url.target),
                 fmt::format("{}correct {}, or create the database with 'retort upgrade'{}", absolute_path_hint(url),
                             setting_of(url), only_existing ? " and a URL without mode" : ""));
}

Error file_error(FileFailure failure, const sql::Url& url, const Connection& connection, const std::string& message) {
    const std::string file = fs::path(url.target).filename().string();
    switch (failure) {
        case FileFailure::locked:
            return Error("RT274",
                         fmt::format("{} is locked by {}: {}, waited {} s", url.display, connection.lock_holder(),
                                     message, std::chrono::duration<double>(connection.waited()).count()),
                         "wait until its transaction ends, or end that program, and run again; busy_timeout under "
                         "[database] sets how long to wait");
        case FileFailure::damaged:
            return Error("RT288", fmt::format("{} is damaged: {}", url.display, message),
                         fmt::format("restore a backup; or copy what can be read into a new file: sqlite3 {} .recover "
                                     "| sqlite3 new.db",
                                     file));
        case FileFailure::full:
        case FileFailure::input_output: {
            const bool full = failure == FileFailure::full;
            return Error("RT289",
                         fmt::format("{} cannot {}: {}", url.display, full ? "grow" : "be read or written", message),
                         full ? "free space on its disk, or raise PRAGMA max_page_count, and run again; to rebuild a "
                                "table takes space for a copy of it and for the journal"
                              : "check the disk and the system's log, then the database with PRAGMA integrity_check");
        }
        case FileFailure::no_database:
            return cannot_open(url, message, "the file is no SQLite database, or an encrypted one; name another");
        case FileFailure::interrupted:
            return cannot_open(url,
                               "a program ended inside a transaction, which must be rolled back before the file can "
                               "be read: " +
                                   message,
                               url.parameter("mode") == "ro"
                                   ? "remove mode=ro from the URL, or open the file once with a program that may write"
                                   : std::string(write_permission));
        case FileFailure::not_writable:
        case FileFailure::none: break;
    }
    return cannot_open(url, message, std::string(write_permission));
}

bool check_file(const sql::Url& url) {
    const fs::path path = url.target;
    if (path.empty()) throw cannot_open(url, "it names no file", "name a file");
    std::error_code failed;
    const fs::file_status status = fs::status(path, failed);
    if (status.type() == fs::file_type::directory) throw cannot_open(url, "it is a folder", "name a file in it");
    if (status.type() == fs::file_type::not_found) {
        const fs::path folder = folder_of(path);
        if (!fs::exists(folder, failed))
            throw cannot_open(url, "there is no folder " + folder.string(),
                              absolute_path_hint(url) + "create the folder, or name another file");
        return false;
    }
    if (status.type() == fs::file_type::none)
        throw cannot_open(url, failed.message(), "give this user permission to search the file's folder");
    if (status.type() != fs::file_type::regular)
        throw cannot_open(url, "it is a device, pipe or socket, not a file", "name a file");
    return true;
}

}  // namespace retort::introspect::sqlite
