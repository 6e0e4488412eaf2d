#include "diff/summary.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <set>
#include <type_traits>
#include <utility>

#include "schema/parts.hpp"

namespace retort::diff {

namespace {

/// Counts of the parts of a created or dropped table that have separate changes.
struct Parts {
    std::size_t indexes = 0;
    std::size_t constraints = 0;
};

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

/// "(3 columns, 1 index, 2 constraints)"
std::string in_brackets(const Table& table, Parts parts) {
    parts.indexes += table.indexes.size();
    for_each_constraint(table, [&](const auto&) { ++parts.constraints; });
    std::vector<std::string> words{counted(table.columns.size(), "column", "columns")};
    if (parts.indexes > 0) words.push_back(counted(parts.indexes, "index", "indexes"));
    if (parts.constraints > 0) words.push_back(counted(parts.constraints, "constraint", "constraints"));
    return fmt::format("({})", fmt::join(words, ", "));
}

struct Collector {
    std::map<ObjectName, Parts> created, dropped;
    std::set<std::pair<ObjectName, std::string>> new_columns;
    std::set<ObjectName> dropped_sequences;

    explicit Collector(const Differences& found) {
        for (const Change& change : found) {
            if (const auto* create = std::get_if<CreateTable>(&change)) created[create->to.name];
            if (const auto* drop = std::get_if<DropTable>(&change)) dropped[drop->from.name];
            if (const auto* add = std::get_if<AddColumn>(&change)) new_columns.emplace(add->table, add->to.name);
            if (const auto* drop = std::get_if<DropSequence>(&change)) dropped_sequences.insert(drop->from.name);
        }
        for (const Change& change : found) count(change);
    }

    void count(const Change& change) {
        const auto add = [](std::map<ObjectName, Parts>& tables, const ObjectName& table, std::size_t Parts::* part) {
            if (const auto found = tables.find(table); found != tables.end()) ++(found->second.*part);
        };
        if (const auto* index = std::get_if<CreateIndex>(&change)) add(created, index->table, &Parts::indexes);
        if (const auto* index = std::get_if<DropIndex>(&change)) add(dropped, index->table, &Parts::indexes);
        if (const auto* key = std::get_if<AddConstraint>(&change)) add(created, key->table, &Parts::constraints);
        if (const auto* key = std::get_if<DropConstraint>(&change)) add(dropped, key->table, &Parts::constraints);
    }

    /// True if the line of its table, or of another change, already covers the change.
    bool is_listed(const Change& change) const {
        if (const auto* index = std::get_if<CreateIndex>(&change)) return created.contains(index->table);
        if (const auto* index = std::get_if<DropIndex>(&change)) return dropped.contains(index->table);
        if (const auto* key = std::get_if<AddConstraint>(&change)) return created.contains(key->table);
        if (const auto* key = std::get_if<DropConstraint>(&change)) return dropped.contains(key->table);
        if (const auto* sequence = std::get_if<CreateSequence>(&change))
            return created.contains(sequence->to.owner_table) ||
                   new_columns.contains({sequence->to.owner_table, sequence->to.owner_column});
        if (const auto* sequence = std::get_if<AlterSequence>(&change))
            return dropped_sequences.contains(sequence->to.name);
        return false;
    }

    std::string line(const Change& change) const {
        std::string words = describe(change);
        if (const auto* create = std::get_if<CreateTable>(&change))
            words += " " + in_brackets(create->to, created.at(create->to.name));
        if (const auto* drop = std::get_if<DropTable>(&change))
            words += " " + in_brackets(drop->from, dropped.at(drop->from.name));
        return words;
    }
};

}  // namespace

std::vector<std::string> summary(const Differences& found) {
    const Collector collector(found);
    std::vector<std::string> lines;
    for (const Change& change : found)
        if (!collector.is_listed(change)) lines.push_back(collector.line(change));
    return lines;
}

}  // namespace retort::diff
