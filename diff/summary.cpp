#include "diff/summary.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <set>
#include <type_traits>
#include <utility>

#include "schema/overloaded.hpp"
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
        for (const CreateTable& create : only<CreateTable>(found)) created[create.to.name];
        for (const DropTable& drop : only<DropTable>(found)) dropped[drop.from.name];
        for (const AddColumn& add : only<AddColumn>(found)) new_columns.emplace(add.table, add.to.name);
        for (const DropSequence& drop : only<DropSequence>(found)) dropped_sequences.insert(drop.from.name);
        count(only<CreateIndex>(found), created, &Parts::indexes);
        count(only<DropIndex>(found), dropped, &Parts::indexes);
        count(only<AddConstraint>(found), created, &Parts::constraints);
        count(only<DropConstraint>(found), dropped, &Parts::constraints);
    }

    /// Counts the changes for the tables among `tables`.
    static void count(auto&& changes, std::map<ObjectName, Parts>& tables, std::size_t Parts::* part) {
        for (const auto& change : changes)
            if (const auto found = tables.find(change.table); found != tables.end()) ++(found->second.*part);
    }

    /// True if the line of its table, or of another change, already covers the change.
    bool is_listed(const Change& change) const {
        return std::visit(
            Overloaded{[&](const CreateIndex& index) { return created.contains(index.table); },
                       [&](const DropIndex& index) { return dropped.contains(index.table); },
                       [&](const AddConstraint& key) { return created.contains(key.table); },
                       [&](const DropConstraint& key) { return dropped.contains(key.table); },
                       [&](const CreateSequence& sequence) {
                           return created.contains(sequence.to.owner_table) ||
                                  new_columns.contains({sequence.to.owner_table, sequence.to.owner_column});
                       },
                       [&](const AlterSequence& sequence) { return dropped_sequences.contains(sequence.to.name); },
                       [](const auto&) { return false; }},
            change);
    }

    std::string line(const Change& change) const {
        return describe(change) +
               std::visit(Overloaded{[&](const CreateTable& create) {
                                         return " " + in_brackets(create.to, created.at(create.to.name));
                                     },
                                     [&](const DropTable& drop) {
                                         return " " + in_brackets(drop.from, dropped.at(drop.from.name));
                                     },
                                     [](const auto&) { return std::string(); }},
                          change);
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
