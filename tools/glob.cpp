#include "tools/glob.hpp"

#include <algorithm>
#include <set>
#include <system_error>

namespace retort::tools {

namespace fs = std::filesystem;

namespace {

/// Matches a bracket expression that starts at `pattern[0] == '['`. Sets `length` to its size,
/// or to 0 when the '[' has no ']' and is an ordinary character.
bool matches_set(std::string_view pattern, char c, std::size_t& length) {
    std::size_t at = 1;
    const bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
    if (negated) ++at;
    const std::size_t first = at;
    bool found = false;
    for (; at < pattern.size() && (pattern[at] != ']' || at == first); ++at) {
        if (at + 2 < pattern.size() && pattern[at + 1] == '-' && pattern[at + 2] != ']') {
            found = found || (pattern[at] <= c && c <= pattern[at + 2]);
            at += 2;
        } else {
            found = found || pattern[at] == c;
        }
    }
    length = at < pattern.size() ? at + 1 : 0;
    return found != negated;
}

bool matches_here(std::string_view pattern, std::string_view name) {
    while (!pattern.empty()) {
        if (pattern[0] == '*') {
            pattern.remove_prefix(1);
            for (std::size_t skip = 0; skip <= name.size(); ++skip) {
                if (matches_here(pattern, name.substr(skip))) return true;
            }
            return false;
        }
        if (name.empty()) return false;
        std::size_t length = 1;
        bool same = pattern[0] == '?' || pattern[0] == name[0];
        if (pattern[0] == '[') {
            std::size_t set_length = 0;
            const bool in_set = matches_set(pattern, name[0], set_length);
            if (set_length > 0) {
                length = set_length;
                same = in_set;
            }
        }
        if (!same) return false;
        pattern.remove_prefix(length);
        name.remove_prefix(1);
    }
    return name.empty();
}

bool has_wildcard(std::string_view text) { return text.find_first_of("*?[") != std::string_view::npos; }

std::vector<fs::path> entries(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code failed;
    for (fs::directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed)) {
        found.push_back(it->path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

class Walker {
public:
    explicit Walker(std::vector<std::string> parts) : parts_(std::move(parts)) {}

    void walk(const fs::path& at, std::size_t part) {
        std::error_code failed;
        if (part == parts_.size()) {
            if (fs::is_regular_file(at, failed)) found_.insert(at.lexically_normal());
            return;
        }
        const std::string& pattern = parts_[part];
        if (pattern == "**") {
            walk(at, part + 1);
            for (const fs::path& entry : entries(at)) {
                if (!matches("*", entry.filename().string())) continue;
                if (fs::is_symlink(entry, failed) || !fs::is_directory(entry, failed)) continue;
                walk(entry, part);
            }
        } else if (!has_wildcard(pattern)) {
            walk(at / pattern, part + 1);
        } else {
            for (const fs::path& entry : entries(at)) {
                if (matches(pattern, entry.filename().string())) walk(entry, part + 1);
            }
        }
    }

    std::vector<fs::path> found() const { return {found_.begin(), found_.end()}; }

private:
    std::vector<std::string> parts_;
    std::set<fs::path> found_;
};

}  // namespace

bool matches(std::string_view pattern, std::string_view name) {
    if (!name.empty() && name[0] == '.' && (pattern.empty() || pattern[0] != '.')) return false;
    return matches_here(pattern, name);
}

std::vector<fs::path> glob(const fs::path& root, const std::string& pattern) {
    const fs::path whole(pattern);
    std::vector<std::string> parts;
    for (const fs::path& part : whole.relative_path()) {
        if (!part.empty() && part != ".") parts.push_back(part.string());
    }
    if (parts.empty()) return {};
    Walker walker(std::move(parts));
    walker.walk(whole.is_absolute() ? whole.root_path() : root, 0);
    return walker.found();
}

}  // namespace retort::tools
