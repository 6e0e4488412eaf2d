#include "plan/postgres/type_alterations.hpp"

#include <algorithm>
#include <map>
#include <string_view>

namespace retort::plan::postgres {

using diff::Attribute;
using diff::DomainParts;

namespace {

constexpr std::string_view not_valid = " NOT VALID";

std::string validated(std::string constraint) {
    if (constraint.ends_with(not_valid)) constraint.resize(constraint.size() - not_valid.size());
    return constraint;
}

}  // namespace

const Attribute* find_attribute(const std::vector<Attribute>& list, const std::string& name) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const Attribute& each) { return each.name == name; });
    return found == list.end() ? nullptr : &*found;
}

ConstraintChanges constraint_changes(const DomainParts& from, const DomainParts& to) {
    ConstraintChanges changes;
    std::map<std::string, std::string> dropped;
    for (const auto& [name, text] : from.constraints) {
        const auto after = to.constraints.find(name);
        if (after == to.constraints.end())
            dropped.emplace(name, text);
        else if (after->second == text)
            continue;
        else if (after->second == validated(text))
            changes.validated.push_back(name);
        else
            changes.dropped.push_back(name), changes.added.push_back(name);
    }
    for (const auto& [name, text] : to.constraints) {
        if (from.constraints.contains(name)) continue;
        const auto same =
            std::find_if(dropped.begin(), dropped.end(), [&](const auto& pair) { return pair.second == text; });
        if (same == dropped.end()) {
            changes.added.push_back(name);
            continue;
        }
        changes.renamed.emplace_back(same->first, name);
        dropped.erase(same);
    }
    for (const auto& [name, text] : dropped) changes.dropped.push_back(name);
    return changes;
}

bool domain_alterable(const Definition& from, const Definition& to) {
    const DomainParts a = diff::domain_parts(from), b = diff::domain_parts(to);
    return a.base == b.base && a.collation == b.collation;
}

bool adds_checks(const DomainParts& from, const DomainParts& to) {
    const ConstraintChanges changes = constraint_changes(from, to);
    const auto checks = [&](const std::string& name) { return !to.constraints.at(name).ends_with(not_valid); };
    return (to.not_null && !from.not_null) || !changes.validated.empty() ||
           std::any_of(changes.added.begin(), changes.added.end(), checks);
}

bool composite_alterable(const Definition& from, const Definition& to, bool free) {
    const std::vector<Attribute> before = diff::attributes_of(from), after = diff::attributes_of(to);
    std::size_t at = 0;
    for (const Attribute& each : before) {
        const Attribute* kept = find_attribute(after, each.name);
        if (!kept) continue;
        if (at == after.size() || kept != &after[at] || (!free && !(*kept == each))) return false;
        ++at;
    }
    return std::none_of(after.begin() + static_cast<std::ptrdiff_t>(at), after.end(),
                        [&](const Attribute& each) { return find_attribute(before, each.name) != nullptr; });
}

Definition with_comments_left(Definition from, const Definition& to) {
    if (to.kind == ObjectKind::composite) {
        const std::vector<Attribute> after = diff::attributes_of(to);
        std::erase_if(from.columns, [&](const auto& pair) { return find_attribute(after, pair.first) == nullptr; });
    } else if (to.kind == ObjectKind::domain) {
        const ConstraintChanges changes = constraint_changes(diff::domain_parts(from), diff::domain_parts(to));
        for (const std::string& name : changes.dropped) from.constraint_comments.erase(name);
        for (const auto& [old_name, name] : changes.renamed) {
            auto moved = from.constraint_comments.extract(old_name);
            if (moved.empty()) continue;
            moved.key() = name;
            from.constraint_comments.insert(std::move(moved));
        }
    }
    return from;
}

}  // namespace retort::plan::postgres
