#include "migrate/summary.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace retort::migrate {

namespace {

constexpr std::string_view detected = "Detected differences:",
                           lost = "Lost by the upgrade; the downgrade does not restore it:",
                           hazards = "Hazards of the upgrade ('retort explain CODE' describes each):", bullet = "* ";

bool is_heading(const std::string& remark) { return remark == detected || remark == lost || remark == hazards; }

std::string on_one_line(std::string text) {
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    return text;
}

}  // namespace

std::vector<std::string> summary_remarks(const Summary& summary) {
    std::vector<std::string> remarks;
    const auto add = [&](std::string_view heading, const std::vector<std::string>& lines) {
        if (lines.empty()) return;
        if (remarks.empty()) remarks.emplace_back();
        remarks.emplace_back(heading);
        for (const std::string& line : lines) remarks.push_back(std::string(bullet) + on_one_line(line));
    };
    add(detected, summary.detected);
    add(lost, summary.lost);
    add(hazards, summary.hazards);
    return remarks;
}

std::vector<std::string> without_summary(const std::vector<std::string>& remarks) {
    std::vector<std::string> rest;
    bool inside = false;
    for (const std::string& each : remarks) {
        inside = is_heading(each) || (inside && each.starts_with(bullet));
        if (inside) {
            if (!rest.empty() && rest.back().empty()) rest.pop_back();
            continue;
        }
        rest.push_back(each);
    }
    return rest;
}

}  // namespace retort::migrate
