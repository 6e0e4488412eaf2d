#include "diff/valid_indexes.hpp"

#include <algorithm>
#include <vector>

#include "schema/same_state.hpp"

namespace retort::diff {

namespace {

/// Calls `visit` with the lists of indexes of `state`, and with those of the same owner in `other`.
template <class AnySchema, class Visitor>
void for_each_list(AnySchema& state, const Schema& other, const Visitor& visit) {
    static const std::vector<Index> none;
    for (auto& [name, table] : state.tables) {
        const Table* counterpart = other.find_table(name);
        visit(table.indexes, counterpart ? counterpart->indexes : none);
    }
    for (auto& [id, definition] : state.definitions) {
        const auto counterpart = other.definitions.find(id);
        visit(definition.indexes, counterpart == other.definitions.end() ? none : counterpart->second.indexes);
    }
}

bool is_absent(const Index& index, const std::vector<Index>& others, WithValidIndexes::Side side) {
    return index.invalid && (side == WithValidIndexes::Side::second || find_same_state(others, index) != others.end());
}

}  // namespace

WithValidIndexes::WithValidIndexes(const Schema& state, const Schema& other, Side side) : state_(state) {
    bool any = false;
    for_each_list(state, other, [&](const auto& list, const auto& others) {
        any = any ||
              std::any_of(list.begin(), list.end(), [&](const Index& each) { return is_absent(each, others, side); });
    });
    if (!any) return;
    changed_ = state;
    for_each_list(*changed_, other, [&](auto& list, const auto& others) {
        std::erase_if(list, [&](const Index& each) { return is_absent(each, others, side); });
    });
}

}  // namespace retort::diff
