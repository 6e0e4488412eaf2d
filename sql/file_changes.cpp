#include "sql/file_changes.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <unistd.h>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <system_error>

#include "schema/error.hpp"
#include "sql/text_file.hpp"

namespace retort::sql {

namespace {

/// The file to which a symbolic link leads, or the path itself.
std::string target_of(const std::string& path) {
    std::error_code failed;
    const std::filesystem::path target = std::filesystem::canonical(path, failed);
    return failed || !std::filesystem::is_symlink(path, failed) ? path : target.string();
}

void require_unchanged(const FileChange& change) {
    if (change.from.empty() || read_file(change.from) == change.before) return;
    reject_changed(change.from);
}

void replace(const std::string& temporary, const std::string& path) {
    if (std::rename(temporary.c_str(), path.c_str()) != 0) reject_path("can't write", path, errno);
}

void remove(const std::string& path) {
    if (::unlink(path.c_str()) != 0) reject_path("can't remove", path, errno);
}

/// What has been done, and the steps that undo it.
class Undo {
public:
    ~Undo() {
        for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) {
            try {
                (*step)();
            } catch (const std::exception&) {
                // The error that led here is reported; the other steps are undone.
            }
        }
    }
    void add(std::function<void()> step) { steps_.push_back(std::move(step)); }
    void keep_all() { steps_.clear(); }

private:
    std::vector<std::function<void()>> steps_;
};

/// Gives a file its content again.
void restore(const std::string& path, const std::string& content) {
    std::error_code failed;
    const bool there = std::filesystem::exists(path, failed);
    replace(write_temporary(path, content, there ? path : std::string()), path);
}

}  // namespace

void reject_changed(const std::string& path) {
    throw Error("RT333", fmt::format("{} was changed while the command ran", path),
                "it is unchanged since then; run the command again");
}

void apply(const std::vector<FileChange>& changes) {
    std::map<std::string, const FileChange*> old;  // by path
    std::set<std::string> kept, folders;
    for (const FileChange& each : changes) {
        if (!each.from.empty()) old[each.from] = &each;
        if (!each.to.empty()) kept.insert(each.to);
    }
    Undo undo;
    std::vector<std::string> temporaries;
    for (const FileChange& each : changes) {
        temporaries.emplace_back();
        if (each.to.empty()) continue;
        temporaries.back() = write_temporary(target_of(each.to), each.after, each.from);
        undo.add([path = temporaries.back()] { ::unlink(path.c_str()); });
        folders.insert({folder_of(each.to), folder_of(target_of(each.to))});
    }
    for (const FileChange& each : changes) require_unchanged(each);
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const FileChange& each = changes[i];
        if (each.to.empty() || old.contains(each.to)) continue;
        publish_new(temporaries[i], each.to);
        undo.add([&each] { remove(each.to); });
    }
    // From the last to the first: where each takes the name of the next, that one has been written.
    for (std::size_t i = changes.size(); i-- > 0;) {
        const auto replaced = old.find(changes[i].to);
        if (replaced == old.end()) continue;
        const std::string path = target_of(changes[i].to);
        undo.add([path, &content = replaced->second->before] { restore(path, content); });
        replace(temporaries[i], path);
    }
    for (const std::string& folder : folders) sync_folder(folder);
    for (const FileChange& each : changes) {
        if (each.from.empty() || kept.contains(each.from)) continue;
        folders.insert(folder_of(each.from));
        undo.add([&each] { restore(each.from, each.before); });
        remove(each.from);
    }
    for (const std::string& folder : folders) sync_folder(folder);
    // Where a link gave a file its name, the temporary one is left.
    for (const std::string& each : temporaries)
        if (!each.empty()) ::unlink(each.c_str());
    undo.keep_all();
}

}  // namespace retort::sql
