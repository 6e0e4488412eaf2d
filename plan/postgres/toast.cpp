#include "plan/postgres/toast.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "schema/data_type.hpp"

namespace retort::plan::postgres {

namespace {

bool is_toast(const std::string& parameter) { return parameter.starts_with("toast."); }

/// True for a type whose values may be long with any modifiers. False if that is not known here.
bool holds_long_values(const Type& type) {
    static const std::set<std::string_view> types{
        "text", "bytea", "json", "jsonb", "xml", "tsvector", "character varying", "numeric", "bit varying"};
    return is_array(type) || types.contains(type.sql);
}

bool stays_long(const Column& column, const Table& after) {
    const Column* kept = after.find_column(column.name);
    return kept && kept->type == column.type && !column.generated && !kept->generated && column.storage.empty() &&
           kept->storage.empty() && holds_long_values(column.type);
}

bool same_columns(const Table& before, const Table& after) {
    return std::equal(before.columns.begin(), before.columns.end(), after.columns.begin(), after.columns.end(),
                      [](const Column& a, const Column& b) {
                          return a.name == b.name && a.type == b.type && a.generated == b.generated;
                      });
}

bool may_lose(const Table& before, const Table& after) {
    const bool kept = std::any_of(after.storage.begin(), after.storage.end(), [&](const auto& each) {
        const auto found = before.storage.find(each.first);
        return is_toast(each.first) && found != before.storage.end() && found->second == each.second;
    });
    return kept && !same_columns(before, after) &&
           std::none_of(before.columns.begin(), before.columns.end(),
                        [&](const Column& each) { return stays_long(each, after); });
}

void forget_toast(Table& table) {
    std::erase_if(table.storage, [](const auto& each) { return is_toast(each.first); });
}

}  // namespace

void keep_toast_parameters(Steps& steps, const Schema& from, const Schema& to) {
    for (const auto& [name, after] : to.tables) {
        const Table* before = from.find_table(name);
        if (!before || !may_lose(*before, after)) continue;
        const auto altered = std::find_if(steps.begin(), steps.end(), [&, &wanted = name](const Step& step) {
            const auto* alter = std::get_if<diff::AlterTable>(&step);
            return alter && alter->from.name == wanted && alter->to.name == wanted &&
                   alter->from.storage != alter->to.storage;
        });
        if (altered != steps.end()) {
            forget_toast(std::get<diff::AlterTable>(*altered).from);
            continue;
        }
        Table wanted;
        wanted.name = name;
        wanted.storage = after.storage;
        Table lost = wanted;
        forget_toast(lost);
        steps.push_back(diff::AlterTable{std::move(lost), std::move(wanted)});
    }
}

}  // namespace retort::plan::postgres
