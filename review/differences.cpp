#include "review/differences.hpp"

#include <fmt/format.h>

#include <map>
#include <string_view>
#include <type_traits>

#include "diff/compare.hpp"
#include "diff/summary.hpp"
#include "schema/overloaded.hpp"

namespace retort::review {

namespace {

/// The type of Alter… structs has `from` and `to`, that of Create… and Add… only `to`, that of Drop… only `from`.
template <class Change>
constexpr Difference::Change kind_of() {
    constexpr bool from = requires(const Change& each) { each.from; };
    constexpr bool to = requires(const Change& each) { each.to; };
    if constexpr (from && to) return Difference::Change::changed;
    if constexpr (from) return Difference::Change::dropped;
    return Difference::Change::added;
}

template <>
constexpr Difference::Change kind_of<diff::DropSchema>() {
    return Difference::Change::dropped;
}
template <>
constexpr Difference::Change kind_of<diff::DropExtension>() {
    return Difference::Change::dropped;
}
template <>
constexpr Difference::Change kind_of<diff::AlterSchema>() {
    return Difference::Change::changed;
}

Difference::Change kind_of(const diff::Change& change) {
    return std::visit([](const auto& each) { return kind_of<std::decay_t<decltype(each)>>(); }, change);
}

/// Where the models declare the object that the change produces.
Position declared_at(const diff::Change& change, const Schema& to) {
    const auto of_table = [&](const ObjectName& name) {
        const Table* table = to.find_table(name);
        return table == nullptr ? Position{} : Position(*table->declared);
    };
    const auto of_part = [&](const Annotation<Position>& declared, const ObjectName& table) {
        return declared->known() ? Position(*declared) : of_table(table);
    };
    return std::visit(
        Overloaded{[](const diff::CreateTable& each) { return Position(*each.to.declared); },
                   [](const diff::AlterTable& each) { return Position(*each.to.declared); },
                   [&](const diff::AddColumn& each) { return of_part(each.to.declared, each.table); },
                   [&](const diff::AlterColumn& each) { return of_part(each.to.declared, each.table); },
                   [](const diff::CreateEnum& each) { return Position(*each.to.declared); },
                   [](const diff::AlterEnum& each) { return Position(*each.to.declared); },
                   [&](const diff::CreateIndex& each) { return of_part(each.to.declared, each.table); },
                   [&](const diff::AlterIndex& each) { return of_part(each.to.declared, each.table); },
                   [&](const diff::AddConstraint& each) {
                       return std::visit([&](const auto& key) { return of_part(key.declared, each.table); }, each.to);
                   },
                   [&](const diff::AlterConstraint& each) {
                       return std::visit([&](const auto& key) { return of_part(key.declared, each.table); }, each.to);
                   },
                   [&](const diff::DropColumn& each) { return of_table(each.table); },
                   [&](const diff::DropConstraint& each) { return of_table(each.table); },
                   [&](const diff::DropIndex& each) { return of_table(each.table); },
                   [](const diff::CreateDefinition& each) { return Position(*each.to.declared); },
                   [](const diff::AlterDefinition& each) { return Position(*each.to.declared); },
                   [](const auto&) { return Position{}; }},
        change);
}

/// The table whose difference the change is; empty for other objects, triggers and policies among them.
ObjectName table_of(const diff::Change& change) {
    return std::visit(
        []<class Each>(const Each& each) -> ObjectName {
            if constexpr (requires { each.table; })
                return each.table;
            else if constexpr (std::is_same_v<Each, diff::DropTable>)
                return each.from.name;
            else if constexpr (std::is_same_v<Each, diff::CreateTable> || std::is_same_v<Each, diff::AlterTable>)
                return each.to.name;
            else
                return {};
        },
        change);
}

/// The lines with the kinds, positions and tables of the changes that they describe. A line is the description of a
/// change, and that of a created or dropped table ends with counts in brackets (diff/summary.hpp).
std::vector<Difference> located(const std::vector<std::string>& lines, const diff::Differences& changes,
                                const Schema& to) {
    std::map<std::string, const diff::Change*> described;
    for (const diff::Change& change : changes) described.emplace(diff::describe(change), &change);
    std::vector<Difference> found;
    for (const std::string& line : lines) {
        Difference& difference = found.emplace_back();
        difference.text = line;
        auto change = described.find(line);
        if (change == described.end()) change = described.find(line.substr(0, line.rfind(" (")));
        if (change == described.end()) continue;
        difference.change = kind_of(*change->second);
        difference.declared = declared_at(*change->second, to);
        difference.table = table_of(*change->second);
        if (!difference.declared.known()) difference.declared = {};
    }
    return found;
}

bool cut(std::string& text, std::size_t at, std::string_view part) {
    if (at == std::string::npos) return false;
    text.erase(at, part.size());
    return true;
}

}  // namespace

std::vector<Difference> differences(const Schema& from, const Schema& to, const emit::Plan& plan) {
    if (plan.differences.empty()) return {};
    return located(plan.differences, diff::compare(from, to, plan.renames), to);
}

std::vector<Difference> differences(const Schema& from, const Schema& to) {
    const diff::Differences changes = diff::compare(from, to);
    return located(diff::summary(changes), changes, to);
}

std::string by_hand(const Difference& difference) {
    constexpr std::string_view created = "new ", dropped = " dropped";
    std::string text = difference.text;
    switch (difference.change) {
        case Difference::Change::added: {
            const std::size_t after_table = text.find(": new ");
            if (text.starts_with(created))
                cut(text, 0, created);
            else if (after_table != std::string::npos)
                cut(text, after_table + 2, created);
            return text + " added by hand";
        }
        case Difference::Change::dropped: {
            const std::size_t at = text.rfind(dropped);
            return at == std::string::npos ? text + " by hand" : text.insert(at + dropped.size(), " by hand");
        }
        case Difference::Change::changed: return text + ", by hand";
    }
    return text;
}

}  // namespace retort::review
