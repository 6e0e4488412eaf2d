#include "tools/model_files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>
#include <system_error>

#include "schema/error.hpp"
#include "sql/text_file.hpp"
#include "tools/paths.hpp"

extern char** environ;

namespace retort::tools {

namespace fs = std::filesystem;

namespace {

/// Files that are written together: until `commit`, the destructor restores what was there.
class FileSet {
public:
    FileSet() = default;
    FileSet(const FileSet&) = delete;
    FileSet& operator=(const FileSet&) = delete;

    ~FileSet() {
        if (committed_) return;
        std::error_code ignored;
        for (const auto& [path, temporary] : temporaries_) fs::remove(temporary, ignored);
        for (const auto& [path, before] : replaced_) {
            fs::remove(path, ignored);
            if (!before.empty()) fs::rename(before, path, ignored);
        }
        for (auto each = folders_.rbegin(); each != folders_.rend(); ++each) fs::remove(*each, ignored);
    }

    void prepare(const fs::path& path, const std::string& text) {
        create_folder(path.parent_path());
        temporaries_.emplace_back(path, sql::write_temporary(path.string(), text));
    }

    void commit() {
        for (auto& [path, temporary] : temporaries_) {
            std::string before;
            if (fs::exists(path)) {
                before = path.string() + ".before";
                rename(path, before);
            }
            replaced_.emplace_back(path, before);
            rename(temporary, path);
        }
        committed_ = true;
        std::error_code ignored;
        std::set<fs::path> folders;
        for (const auto& [path, before] : replaced_) {
            if (!before.empty()) fs::remove(before, ignored);
            folders.insert(path.parent_path());
        }
        for (const fs::path& each : folders) sql::sync_folder(each.string());
    }

private:
    void create_folder(const fs::path& folder) {
        std::error_code failed;
        if (folder.empty() || fs::is_directory(folder, failed)) return;
        create_folder(folder.parent_path());
        fs::create_directory(folder, failed);
        if (failed) sql::reject_path("can't create", folder.string(), failed.value());
        folders_.push_back(folder);
    }

    static void rename(const fs::path& from, const fs::path& to) {
        if (std::rename(from.c_str(), to.c_str()) != 0) sql::reject_path("can't write", to.string(), errno);
    }

    std::vector<std::pair<fs::path, std::string>> temporaries_;
    std::vector<std::pair<fs::path, std::string>> replaced_;  ///< with the earlier file, if there was one
    std::vector<fs::path> folders_;
    bool committed_ = false;
};

bool has_style(fs::path folder) {
    std::error_code failed;
    for (folder = fs::absolute(folder, failed); !folder.empty(); folder = folder.parent_path()) {
        if (fs::exists(folder / ".clang-format", failed) || fs::exists(folder / "_clang-format", failed)) return true;
        if (folder == folder.root_path()) break;
    }
    return false;
}

}  // namespace

void write_files(const std::string& folder, const std::vector<declare::WrittenFile>& files, bool replace) {
    Diagnostic existing{.code = "RT464",
                        .message = fmt::format("{} already has files of these models", shown(folder).string()),
                        .hint = "give another folder, or --force to replace them"};
    std::error_code failed;
    for (const declare::WrittenFile& file : files)
        if (const fs::path path = fs::path(folder) / file.path; fs::exists(fs::symlink_status(path, failed)))
            existing.notes.push_back({.code = {}, .message = shown(path).string()});
    if (!replace && !existing.notes.empty()) throw Error(std::move(existing));
    FileSet set;
    for (const declare::WrittenFile& file : files) set.prepare(fs::path(folder) / file.path, file.text);
    set.commit();
}

void format_files(const std::string& folder, const std::vector<std::string>& paths) {
    if (paths.empty() || !has_style(folder)) return;
    std::vector<std::string> words = {"clang-format", "-i", "--style=file"};
    words.insert(words.end(), paths.begin(), paths.end());
    std::vector<char*> arguments;
    for (std::string& each : words) arguments.push_back(each.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    pid_t process = -1;
    const int error = ::posix_spawnp(&process, "clang-format", &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    int status = 0;
    if (error == 0)
        while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
        }
}

}  // namespace retort::tools
