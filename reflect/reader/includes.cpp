#include "reflect/reader/includes.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>

namespace retort::reflect {

namespace fs = std::filesystem;

namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    return text;
}

bool take(std::string_view& text, std::string_view word) {
    text = trimmed(text);
    if (text.substr(0, word.size()) != word) return false;
    text.remove_prefix(word.size());
    return true;
}

}  // namespace

bool Includes::exists(const std::string& file) {
    const auto [at, fresh] = exists_.emplace(file, false);
    if (fresh) {
        struct stat found{};
        at->second = ::stat(file.c_str(), &found) == 0 && S_ISREG(found.st_mode);
    }
    return at->second;
}

const std::vector<Includes::Line>& Includes::lines(const std::string& file) {
    const auto [at, fresh] = lines_.try_emplace(file);
    if (!fresh || lines_.size() > most_files) return at->second;
    std::ifstream in(file, std::ios::binary);
    for (std::string line; std::getline(in, line);) {
        std::string_view rest = line;
        if (!take(rest, "#") || !take(rest, "include")) continue;
        rest = trimmed(rest);
        if (rest.empty() || (rest[0] != '"' && rest[0] != '<')) continue;
        const std::size_t end = rest.find(rest[0] == '"' ? '"' : '>', 1);
        if (end != std::string_view::npos) at->second.push_back({std::string(rest.substr(1, end - 1)), rest[0] == '"'});
    }
    return at->second;
}

const std::set<std::string>& Includes::of(const std::string& source, const std::vector<std::string>& folders) {
    const auto [at, fresh] = closures_.try_emplace(source);
    if (!fresh) return at->second;
    std::set<std::string>& all = at->second;
    std::vector<std::string> open = {source};
    while (!open.empty()) {
        const std::string file = std::move(open.back());
        open.pop_back();
        for (const Line& line : lines(file)) {
            const auto add = [&](const fs::path& folder) {
                std::string path = (folder / line.name).lexically_normal().string();
                if (!exists(path)) return false;
                if (path.rfind("/usr/", 0) != 0 && all.insert(path).second) open.push_back(std::move(path));
                return true;
            };
            if (line.quoted && add(fs::path(file).parent_path())) continue;
            for (const std::string& folder : folders)
                if (add(folder)) break;
        }
    }
    return all;
}

std::vector<std::string> Includes::files() const {
    std::vector<std::string> all;
    for (const auto& [file, lines] : lines_) all.push_back(file);
    return all;
}

}  // namespace retort::reflect
