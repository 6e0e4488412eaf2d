#include "lint_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace retort::test {

namespace fs = std::filesystem;

namespace {

/// Removes ", option" from the end of a section's name.
bool take_option(std::string& name, const std::string& option) {
    const std::string end = ", " + option;
    if (!name.ends_with(end)) return false;
    name.erase(name.size() - end.size());
    return true;
}

}  // namespace

LintCase read_lint_case(const fs::path& path) {
    LintCase file;
    file.name = path.parent_path().filename().string() + "_" + path.stem().string();
    file.dialect = path.parent_path().filename() == "sqlite" ? Dialect::sqlite : Dialect::postgresql;
    std::ifstream in(path);
    if (!in) throw std::runtime_error("can't read " + path.string());
    std::string before, section;
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.starts_with("--- ")) {
            section = line.substr(4);
            LintPart part;
            part.not_run = take_option(section, "not run");
            part.lock_timeout = !take_option(section, "no lock_timeout");
            if (section == "before") before.clear();
            if (section == "effects" && !file.parts.empty()) file.parts.back().has_effects = true;
            if (section == "transaction" || section == "statements") {
                part.before = before;
                part.transaction = section == "transaction";
                part.line = number;
                file.parts.push_back(part);
            } else if (section != "before" && (file.parts.empty() || (section != "findings" && section != "effects"))) {
                throw std::runtime_error(fmt::format("{}:{}: no such section: {}", path.string(), number, line));
            }
        } else if (section == "before") {
            before += line + "\n";
        } else if (section == "findings" && !line.empty()) {
            file.parts.back().findings.push_back(line);
        } else if (section == "effects" && !line.empty()) {
            file.parts.back().effects.push_back(line);
        } else if (!file.parts.empty() && (section == "transaction" || section == "statements")) {
            file.parts.back().sql += line + "\n";
        }
    }
    return file;
}

std::vector<LintCase> lint_cases() {
    if (const char* one = std::getenv("RETORT_CASE"); one != nullptr) return {read_lint_case(one)};
    std::vector<fs::path> paths;
    for (const auto& each : fs::recursive_directory_iterator(RETORT_LINT_CASES))
        if (each.path().extension() == ".case") paths.push_back(each.path());
    std::sort(paths.begin(), paths.end());
    std::vector<LintCase> cases;
    for (const fs::path& path : paths) cases.push_back(read_lint_case(path));
    return cases;
}

std::vector<hazards::JudgedStatement> LintPart::judge(Dialect dialect) const {
    const auto judge = hazards::open_judge(dialect);
    judge->judge({before, true, true});
    return judge->judge({sql, transaction, lock_timeout});
}

std::vector<std::string> finding_lines(const std::string& sql,
                                       const std::vector<hazards::JudgedStatement>& statements) {
    std::vector<std::string> lines;
    for (const hazards::JudgedStatement& each : statements)
        for (const hazards::Finding& finding : each.findings) {
            const auto end = sql.begin() + static_cast<std::ptrdiff_t>(finding.offset);
            lines.push_back(fmt::format("{} {}", 1 + std::count(sql.begin(), end, '\n'), entry(finding.rule).name));
        }
    return lines;
}

}  // namespace retort::test
