#include "review/hazards/postgres/context.hpp"

#include <algorithm>

namespace retort::hazards::postgres {

void Context::find(Rule rule, std::size_t position, std::string message, ObjectName table, std::string hint) {
    out.findings.push_back({rule, offset + position, std::move(message), std::move(hint), std::move(table)});
}

void Context::affect(const ObjectName& table, Lock lock, Work work) {
    if (table.empty() || known.is_new(table)) return;
    const auto found = std::find_if(out.effects.begin(), out.effects.end(),
                                    [&](const TableEffect& each) { return each.table == table; });
    if (found == out.effects.end()) {
        out.effects.push_back({table, lock, work});
    } else {
        found->lock = std::max(found->lock, lock);
        found->work = std::max(found->work, work);
    }
}

void Context::affect_all(const ObjectName& table, Lock lock, Work work) {
    for (const ObjectName& each : known.with_descendants(table)) affect(each, lock, work);
}

bool Context::has(Rule rule) const {
    return std::any_of(out.findings.begin(), out.findings.end(),
                       [&](const Finding& each) { return each.rule == rule; });
}

}  // namespace retort::hazards::postgres
