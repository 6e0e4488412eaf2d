#include "plan/sqlite/arrange.hpp"

#include <algorithm>
#include <utility>

namespace retort::plan::sqlite {

namespace {

/// The sort key of a change: its stage and its table.
struct SortKey {
    int stage = 0;
    ObjectName table;

    auto operator<=>(const SortKey&) const = default;
};

const ObjectName& table_of(const diff::AddColumn& change) { return change.table; }
const ObjectName& table_of(const diff::DropColumn& change) { return change.table; }
const ObjectName& table_of(const diff::AlterColumn& change) { return change.table; }
const ObjectName& table_of(const diff::AddConstraint& change) { return change.table; }
const ObjectName& table_of(const diff::DropConstraint& change) { return change.table; }
const ObjectName& table_of(const diff::AlterConstraint& change) { return change.table; }
const ObjectName& table_of(const diff::CreateIndex& change) { return change.table; }
const ObjectName& table_of(const diff::DropIndex& change) { return change.table; }
const ObjectName& table_of(const diff::AlterIndex& change) { return change.table; }
const ObjectName& table_of(const diff::AlterTable& change) { return change.to.name; }

struct SortKeyOf {
    SortKey operator()(const diff::DropDefinition&) const { return {0, {}}; }
    SortKey operator()(const diff::DropIndex&) const { return {1, {}}; }
    SortKey operator()(const diff::DropTable&) const { return {2, {}}; }
    SortKey operator()(const diff::AlterTable& change) const {
        return change.from.name != change.to.name ? SortKey{3, {}} : SortKey{6, change.to.name};
    }
    SortKey operator()(const diff::AlterColumn& change) const {
        return change.from.name != change.to.name ? SortKey{4, {}} : SortKey{6, change.table};
    }
    SortKey operator()(const diff::CreateTable&) const { return {5, {}}; }
    SortKey operator()(const diff::CreateDefinition&) const { return {7, {}}; }
    SortKey operator()(const diff::AlterDefinition&) const { return {7, {}}; }
    template <class Change>
    SortKey operator()(const Change& change) const {
        if constexpr (requires { table_of(change); })
            return {6, table_of(change)};
        else
            return {8, {}};
    }
};

bool is_rename(const diff::Change& change) {
    if (const auto* table = std::get_if<diff::AlterTable>(&change)) return table->from.name != table->to.name;
    if (const auto* column = std::get_if<diff::AlterColumn>(&change)) return column->from.name != column->to.name;
    return false;
}

}  // namespace

diff::Differences arrange(diff::Differences changes) {
    std::stable_sort(changes.begin(), changes.end(), [](const diff::Change& a, const diff::Change& b) {
        return std::visit(SortKeyOf{}, a) < std::visit(SortKeyOf{}, b);
    });
    return changes;
}

std::map<ObjectName, TableDelta> by_table(const diff::Differences& changes, const Schema& from, const Schema& to) {
    std::map<ObjectName, TableDelta> deltas;
    for (const diff::Change& change : changes) {
        if (is_rename(change)) continue;
        std::visit(
            [&](const auto& each) {
                if constexpr (requires { table_of(each); }) {
                    TableDelta& delta = deltas[table_of(each)];
                    delta.from = from.find_table(table_of(each));
                    delta.to = to.find_table(table_of(each));
                    delta.changes.push_back(each);
                }
            },
            change);
    }
    return deltas;
}

}  // namespace retort::plan::sqlite
