#include "reflect/lower/merge_rules.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "reflect/lower/clauses.hpp"

namespace retort::reflect {

namespace {

using K = fact_kind;
using MemberKey = std::pair<std::string, std::string>;

/// The member of a column's rule; nullptr for other rules.
const Fact* member_of(const Rule& rule) {
    if (rule.kind != rule_kind::column) return nullptr;
    const auto found =
        std::find_if(rule.facts.begin(), rule.facts.end(), [](const Fact& fact) { return fact.kind == K::member; });
    return found == rule.facts.end() ? nullptr : &*found;
}

MemberKey key_of(const Fact& member) { return {member.member.owner, member.member.name}; }

bool same_clause(const Fact& a, const Fact& b) {
    return a.kind == b.kind && a.on == b.on && a.text == b.text && a.more == b.more && a.number == b.number &&
           a.type == b.type && a.member.owner == b.member.owner && a.member.name == b.member.name;
}

/// A column's rule: the clauses of the column, and each key with the clauses that follow it.
struct Parts {
    std::vector<Fact> column;
    std::vector<std::vector<Fact>> keys;

    explicit Parts(const std::vector<Fact>& facts) {
        for (const Fact& fact : facts) {
            if (begins_key(fact.kind))
                keys.push_back({fact});
            else if (belongs_to_key(fact.kind) && !keys.empty())
                keys.back().push_back(fact);
            else
                column.push_back(fact);
        }
    }
};

/// True if `derived` holds wherever `base` does.
bool covers(const Fact& derived, const Fact& base) { return derived.on == engine::any || derived.on == base.on; }

bool replaces(const Fact& derived, const Fact& base) {
    if (same_clause(derived, base)) return true;
    return slot(base.kind) != 0 && slot(derived.kind) == slot(base.kind) && covers(derived, base);
}

bool replaces(const std::vector<Fact>& derived, const std::vector<Fact>& base) {
    const Fact &key = derived.front(), &old = base.front();
    if (key.kind != old.kind || !covers(key, old)) return false;
    const bool one_of_each_column = key.kind == K::primary_key || key.kind == K::unique || key.kind == K::references;
    return one_of_each_column || std::equal(derived.begin(), derived.end(), base.begin(), base.end(), same_clause);
}

std::vector<Fact> merged(const std::vector<Fact>& base, const std::vector<Fact>& derived) {
    const Parts old(base), own(derived);
    std::vector<Fact> facts;
    for (const Fact& fact : old.column)
        if (std::none_of(own.column.begin(), own.column.end(), [&](const Fact& each) { return replaces(each, fact); }))
            facts.push_back(fact);
    facts.insert(facts.end(), own.column.begin(), own.column.end());
    for (const std::vector<Fact>& key : old.keys)
        if (std::none_of(own.keys.begin(), own.keys.end(), [&](const auto& each) { return replaces(each, key); }))
            facts.insert(facts.end(), key.begin(), key.end());
    for (const std::vector<Fact>& key : own.keys) facts.insert(facts.end(), key.begin(), key.end());
    return facts;
}

}  // namespace

bool has_rules_to_merge(const Record& record) {
    std::map<MemberKey, bool> seen;
    for (const Rule& rule : record.rules)
        if (const Fact* member = member_of(rule)) {
            const auto [at, fresh] = seen.emplace(key_of(*member), rule.inherited);
            if (!fresh && (rule.inherited || at->second)) return true;
        }
    return false;
}

Record with_merged_rules(const Record& record) {
    Record made = record;
    std::map<MemberKey, Rule> inherited;
    std::vector<MemberKey> order;
    // Bases are listed from the outermost one on.
    for (const Rule& rule : record.rules) {
        const Fact* member = member_of(rule);
        if (member == nullptr || !rule.inherited) continue;
        const auto [at, fresh] = inherited.emplace(key_of(*member), rule);
        if (fresh)
            order.push_back(at->first);
        else
            at->second.facts = merged(at->second.facts, rule.facts);
    }
    std::erase_if(made.rules, [&](const Rule& rule) { return rule.inherited && member_of(rule) != nullptr; });
    for (Rule& rule : made.rules) {
        const Fact* member = member_of(rule);
        if (member == nullptr) continue;
        const auto found = inherited.find(key_of(*member));
        if (found == inherited.end()) continue;
        rule.facts = merged(found->second.facts, rule.facts);
        inherited.erase(found);
    }
    for (const MemberKey& key : order)
        if (auto left = inherited.extract(key); !left.empty()) made.rules.push_back(std::move(left.mapped()));
    return made;
}

}  // namespace retort::reflect
