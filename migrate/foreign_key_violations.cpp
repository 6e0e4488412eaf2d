#include "migrate/foreign_key_violations.hpp"

#include <fmt/format.h>

#include <map>
#include <utility>
#include <vector>

namespace retort::migrate {

std::optional<std::string> foreign_key_violations(introspect::Database& database, std::string_view query) {
    std::map<std::pair<std::string, std::string>, std::vector<std::string>> rows;
    for (const auto& row : database.query(query))
        rows[{row.at(0).value_or(""), row.at(2).value_or("")}].push_back(row.at(1).value_or("?"));
    if (rows.empty()) return std::nullopt;
    std::string text;
    for (const auto& [tables, rowids] : rows) {
        text += fmt::format("{}{} → {}: rowid ", text.empty() ? "" : "; ", tables.first, tables.second);
        for (std::size_t i = 0; i < rowids.size() && i < 10; ++i) text += (i == 0 ? "" : ", ") + rowids[i];
        if (rowids.size() > 10) text += fmt::format(" and {} more", rowids.size() - 10);
    }
    return text;
}

}  // namespace retort::migrate
