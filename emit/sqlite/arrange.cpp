#include "emit/sqlite/arrange.hpp"

#include <algorithm>
#include <utility>

namespace retort::emit::sqlite {

namespace {

/// When a change is made, and in which table.
struct Place {
    int stage = 0;
    ObjectName table;

    auto operator<=>(const Place&) const = default;
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

struct PlaceOf {
    Place operator()(const diff::DropDefinition&) const { return {0, {}}; }
    Place operator()(const diff::DropIndex&) const { return {1, {}}; }
    Place operator()(const diff::DropTable&) const { return {2, {}}; }
    Place operator()(const diff::AlterTable& change) const {
        return change.from.name != change.to.name ? Place{3, {}} : Place{6, change.to.name};
    }
    Place operator()(const diff::AlterColumn& change) const {
        return change.from.name != change.to.name ? Place{4, {}} : Place{6, change.table};
    }
    Place operator()(const diff::CreateTable&) const { return {5, {}}; }
    Place operator()(const diff::CreateDefinition&) const { return {7, {}}; }
    Place operator()(const diff::AlterDefinition&) const { return {7, {}}; }
    template <class Change>
    Place operator()(const Change& change) const {
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

std::vector<diff::Change> arrange(std::vector<diff::Change> changes) {
    std::stable_sort(changes.begin(), changes.end(), [](const diff::Change& a, const diff::Change& b) {
        return std::visit(PlaceOf{}, a) < std::visit(PlaceOf{}, b);
    });
    return changes;
}

std::map<ObjectName, TableDelta> by_table(const std::vector<diff::Change>& changes, const Schema& from,
                                          const Schema& to) {
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

}  // namespace retort::emit::sqlite
