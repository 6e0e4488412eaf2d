#include "tests/support/case_file.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

namespace retort::test {

namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        if (!line.empty()) lines.push_back(line);
    return lines;
}

std::vector<std::string> split(const std::string& text, char at) {
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, at);) parts.push_back(part);
    return parts;
}

}  // namespace

CaseFile read_case(const std::filesystem::path& path) {
    CaseFile file;
    file.name = path.stem().string();
    std::ifstream in(path);
    if (!in) throw std::runtime_error("can't read " + path.string());
    std::string renames, lossy, required;
    const std::map<std::string, std::string*> sections{
        {"before", &file.before}, {"rows", &file.rows}, {"after", &file.after},
        {"up", &file.up},         {"down", &file.down}, {"works", &file.works},
        {"renames", &renames},    {"lossy", &lossy},    {"works back", &file.works_back},
        {"requires", &required}};
    std::string* section = nullptr;
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with("--- ")) {
            if (section) *section += line + "\n";
            continue;
        }
        const auto found = sections.find(line.substr(4));
        if (found == sections.end()) throw std::runtime_error(path.string() + ": no such section: " + line);
        section = found->second;
        file.has_up = file.has_up || section == &file.up;
        file.has_down = file.has_down || section == &file.down;
    }
    for (const std::string& line : lines_of(renames)) {
        const std::size_t arrow = line.find(" -> ");
        if (arrow == std::string::npos) throw std::runtime_error(path.string() + ": a rename is 'old -> new': " + line);
        file.renames.emplace_back(line.substr(0, arrow), line.substr(arrow + 4));
    }
    for (const std::string& line : lines_of(lossy)) file.lossy.insert(line);
    for (const std::string& line : lines_of(required)) {
        if (line.starts_with("server "))
            file.server = std::stoi(line.substr(7));
        else if (line.starts_with("extension "))
            file.extensions.push_back(line.substr(10));
        else if (line == "privileges")
            file.privileges = true;
        else if (line == "owners")
            file.owners = true;
        else
            throw std::runtime_error(path.string() +
                                     ": required is 'server N', 'extension NAME', 'privileges' or 'owners': " + line);
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

void declare_renames(Schema& after, const CaseFile& file) {
    for (const auto& [old_name, new_name] : file.renames) {
        const std::vector<std::string> parts = split(new_name, '.');
        const std::string old_last = old_name.substr(old_name.rfind('.') + 1);
        const std::string old_schema =
            old_name.find('.') == std::string::npos ? "" : old_name.substr(0, old_name.find('.'));
        const bool in_schema = parts.size() > 1 && after.schemas.contains(parts[0]);
        const ObjectName object{in_schema ? parts[0] : "", parts[in_schema ? 1 : 0]};
        const std::size_t colon = object.name.find(':');
        if (colon != std::string::npos) {
            Enum& found = after.enums.at({object.schema, object.name.substr(0, colon)});
            found.transition->old_labels[old_last.substr(old_last.find(':') + 1)] = object.name.substr(colon + 1);
        } else if (parts.size() == (in_schema ? 3U : 2U)) {
            Column* column = after.tables.at(object).find_column(parts.back());
            if (!column) throw std::runtime_error("no such column to rename: " + new_name);
            column->transition->renamed_from = old_last;
        } else {
            const std::string old = old_schema == object.schema ? old_last : old_schema + "." + old_last;
            if (after.enums.contains(object))
                after.enums.at(object).transition->renamed_from = old;
            else
                after.tables.at(object).transition->renamed_from = old;
        }
    }
}

}  // namespace retort::test
