#include "tests/structure/includes.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace retort::test {

namespace fs = std::filesystem;

namespace {

/// "diff" of `#include "diff/change.hpp"`; empty for any other line.
std::string included_folder(const std::string& line) {
    const std::string start = "#include \"";
    const std::size_t at = line.find(start);
    if (at == std::string::npos || line.find_first_not_of(" \t") != at) return {};
    const std::size_t slash = line.find('/', at + start.size());
    return slash == std::string::npos ? std::string() : line.substr(at + start.size(), slash - at - start.size());
}

bool is_source(const fs::path& path) { return path.extension() == ".cpp" || path.extension() == ".hpp"; }

}  // namespace

FolderRules read_rules(const fs::path& file) {
    std::ifstream in(file);
    if (!in) throw std::runtime_error("can't read " + file.string());
    FolderRules rules;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.starts_with('#')) continue;
        const std::size_t colon = line.find(':');
        if (colon == std::string::npos)
            throw std::runtime_error(file.string() + ": a rule is 'folder: folder…': " + line);
        const std::string folder = line.substr(0, colon);
        std::set<std::string>& allowed = rules[folder];
        allowed.insert(folder);
        std::istringstream words(line.substr(colon + 1));
        for (std::string word; words >> word;) allowed.insert(word);
    }
    return rules;
}

std::vector<std::string> forbidden_includes(const fs::path& root, const FolderRules& rules) {
    std::vector<std::string> found;
    for (const auto& [folder, allowed] : rules) {
        if (!fs::is_directory(root / folder)) {
            found.push_back(folder + ": no such folder");
            continue;
        }
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            if (!entry.is_regular_file() || !is_source(entry.path())) continue;
            std::ifstream in(entry.path());
            std::size_t number = 0;
            for (std::string line; std::getline(in, line);) {
                ++number;
                const std::string included = included_folder(line);
                if (!rules.contains(included) || allowed.contains(included)) continue;
                found.push_back(fs::relative(entry.path(), root).string() + ":" + std::to_string(number) + ": " + line);
            }
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<std::string> files_that_include(const fs::path& root, const FolderRules& rules, const std::string& header) {
    std::vector<std::string> found;
    for (const auto& [folder, allowed] : rules)
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            if (!entry.is_regular_file() || !is_source(entry.path())) continue;
            std::ifstream in(entry.path());
            for (std::string line; std::getline(in, line);)
                if (line == "#include <" + header + ">") found.push_back(fs::relative(entry.path(), root).string());
        }
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<std::string> files_of_table(const fs::path& page) {
    std::ifstream in(page);
    if (!in) throw std::runtime_error("can't read " + page.string());
    std::vector<std::string> files;
    bool inside = false;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("| Where is")) inside = true;
        if (!line.starts_with("|")) inside = false;
        const std::size_t last = line.rfind('`');
        if (!inside || last == std::string::npos || last == 0) continue;
        const std::size_t first = line.rfind('`', last - 1);
        files.push_back(line.substr(first + 1, last - first - 1));
    }
    return files;
}

}  // namespace retort::test
