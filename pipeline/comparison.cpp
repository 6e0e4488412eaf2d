#include "pipeline/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "diff/inheritance.hpp"

namespace retort::pipeline {

std::set<Unsupported> not_compared(const Schema& schema) {
    return {schema.unsupported->begin(), schema.unsupported->end()};
}

std::set<Unsupported> not_compared(const Schema& from, const Schema& to) {
    std::set<Unsupported> all = not_compared(from);
    all.merge(not_compared(to));
    for (const auto& [name, after] : to.tables) {
        const Table* before = from.find_table(name);
        if (!before || after.inherits.empty() || before->inherits.empty()) continue;
        if (before->inherits != after.inherits && std::is_permutation(before->inherits.begin(), before->inherits.end(),
                                                                      after.inherits.begin(), after.inherits.end()))
            all.insert({"order of the parents of", name, ""});
        for (const Column& column : after.columns)
            if (const Column* other = before->find_column(column.name);
                other && other->inherited != column.inherited &&
                diff::is_inherited_column(*before, after, column.name, to))
                all.insert({fmt::format("inheritance of column {} in", column.name), name, ""});
    }
    return all;
}

void remove_not_compared(Schema& from, Schema& to) {
    std::set<Unsupported> all = not_compared(from);
    all.merge(not_compared(to));
    for (const Unsupported& each : all) {
        std::string word = each.kind;
        std::replace(word.begin(), word.end(), ' ', '_');
        const ObjectKindInfo* kind = find_definition_kind(word);
        if (kind == nullptr) continue;
        const auto belongs = [&](const auto& entry) {
            const auto& [id, definition] = entry;
            const bool is_it = id.kind == kind->kind && id.name == each.name &&
                               (each.about.empty() || each.about == "for " + definition.arguments);
            return is_it || (kind->relation && definition.table == each.name);
        };
        for (Schema* side : {&from, &to}) std::erase_if(side->definitions, belongs);
    }
}

}  // namespace retort::pipeline
