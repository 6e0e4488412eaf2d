#include "tests/emit/case_file.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace retort::test {

CaseFile read_case(const std::filesystem::path& path) {
    CaseFile file;
    file.name = path.stem().string();
    std::ifstream in(path);
    if (!in) throw std::runtime_error("can't read " + path.string());
    std::string* section = nullptr;
    std::string renames;
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with("--- ")) {
            if (section) *section += line + "\n";
            continue;
        }
        const std::string name = line.substr(4);
        if (name == "before") section = &file.before;
        else if (name == "rows") section = &file.rows;
        else if (name == "after") section = &file.after;
        else if (name == "up") section = &file.up, file.has_up = true;
        else if (name == "down") section = &file.down, file.has_down = true;
        else if (name == "renames") section = &renames;
        else throw std::runtime_error(path.string() + ": no such section: " + name);
    }
    std::istringstream lines(renames);
    for (std::string line; std::getline(lines, line);) {
        const std::size_t arrow = line.find(" -> ");
        if (arrow == std::string::npos) throw std::runtime_error(path.string() + ": a rename is 'old -> new': " + line);
        file.renames.emplace_back(line.substr(0, arrow), line.substr(arrow + 4));
    }
    return file;
}

std::vector<std::filesystem::path> case_files(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".case") found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace retort::test
