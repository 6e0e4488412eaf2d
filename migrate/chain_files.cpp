#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "migrate/chain.hpp"
#include "sql/text_file.hpp"

namespace retort::migrate {

namespace {

namespace fs = std::filesystem;

/// Throws Error RT060 for what is named like a revision and is not a file that ends: a folder, a link that leads
/// nowhere, a pipe.
void require_file(const fs::directory_entry& entry) {
    std::error_code error;
    if (entry.is_regular_file(error)) return;
    const auto status = fs::status(entry.path(), error);
    if (!fs::exists(status) || fs::is_regular_file(status)) return;
    const int reason = fs::is_directory(status) ? EISDIR : EINVAL;
    sql::reject_path("can't read as a revision", entry.path().string(), reason,
                     "remove it from the folder, or give it another name");
}

/// The entries of a folder that are named like revisions.
void list(const std::string& directory, bool must_exist, std::vector<fs::directory_entry>& found) {
    constexpr const char* hint = "the setting is 'directory' under [migrations]";
    std::error_code error;
    if (!fs::exists(directory, error)) {
        if (must_exist) sql::reject_path("can't read", directory, ENOENT, hint);
        return;
    }
    fs::directory_iterator entries(directory, error);
    if (error) sql::reject_path("can't read", directory, error.value(), hint);
    for (const auto& entry : entries) {
        const std::string name = entry.path().filename().string();
        if (name.ends_with(".sql") && !name.starts_with('.')) found.push_back(entry);
    }
}

/// The value of the line "-- revision:" of a file that does not parse; empty if there is none.
std::string id_in(const std::string& text) {
    constexpr std::string_view blanks = " \t\r";
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        std::string_view line = std::string_view(text).substr(start, end - start);
        start = end + 1;
        if (!line.starts_with("--")) continue;
        line.remove_prefix(std::min(line.find_first_not_of(blanks, 2), line.size()));
        if (!line.starts_with("revision:")) continue;
        line.remove_prefix(std::min(line.find_first_not_of(blanks, 9), line.size()));
        return std::string(line.substr(0, line.find_last_not_of(blanks) + 1));
    }
    return {};
}

void note_bad_file(const std::string& path, BadFiles& bad) {
    try {
        if (fs::is_regular_file(path))
            if (const std::string id = id_in(sql::read_file(path)); !id.empty()) {
                bad.ids.insert(id);
                return;
            }
    } catch (const std::exception&) {  // was reported
    }
    bad.unknown = true;
}

}  // namespace

Chain Chain::load(const std::string& directory) { return load(std::vector{directory}); }

Chain Chain::load(const std::vector<std::string>& directories) {
    std::vector<fs::directory_entry> entries;
    for (const std::string& each : directories) list(each, &each != &directories.front(), entries);
    std::sort(entries.begin(), entries.end());
    std::vector<Revision> revisions;
    std::vector<Diagnostic> errors;
    BadFiles bad;
    revisions.reserve(entries.size());
    for (const fs::directory_entry& entry : entries) {
        const std::string path = entry.path().string();
        try {
            require_file(entry);
            revisions.push_back(load_revision(path));
        } catch (const Error& error) {
            errors.insert(errors.end(), error.diagnostics().begin(), error.diagnostics().end());
            note_bad_file(path, bad);
        }
    }
    return Chain(ordered(std::move(revisions), std::move(errors), bad));
}

}  // namespace retort::migrate
