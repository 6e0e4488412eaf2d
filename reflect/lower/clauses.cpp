#include "reflect/lower/clauses.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace retort::reflect {

using K = fact_kind;

bool begins_key(K kind) {
    return kind == K::primary_key || kind == K::unique || kind == K::check || kind == K::references || kind == K::index;
}

bool belongs_to_key(K kind) {
    switch (kind) {
        case K::named:
        case K::target_type:
        case K::target_member:
        case K::delete_action:
        case K::update_action:
        case K::match_full:
        case K::deferrable:
        case K::initially_deferred:
        case K::nulls_not_distinct:
        case K::no_inherit:
        case K::not_valid: return true;
        default: return false;
    }
}

int slot(K kind) {
    switch (kind) {
        case K::type:
        case K::varchar:
        case K::character:
        case K::numeric:
        case K::text:
        case K::as_text:
        case K::as_integer: return 1;
        case K::default_bool:
        case K::default_integer:
        case K::default_unsigned:
        case K::default_real:
        case K::default_text:
        case K::default_label:
        case K::default_sql: return 2;
        case K::identity:
        case K::identity_always: return 3;
        case K::generated:
        case K::generated_virtual: return 4;
        case K::collation: return 5;
        case K::comment: return 6;
        case K::renamed_from: return 7;
        case K::using_sql: return 8;
        case K::backfill_sql: return 9;
        case K::name: return 10;
        case K::schema: return 11;
        case K::precision: return 12;
        case K::start: return 13;
        case K::increment: return 14;
        case K::minimum: return 15;
        case K::maximum: return 16;
        case K::cache: return 17;
        case K::storage: return 18;
        case K::compression: return 19;
        case K::statistics: return 20;
        case K::primary_key: return 21;
        case K::where: return 22;
        case K::method: return 23;
        case K::tablespace: return 24;
        case K::partition_by: return 25;
        case K::named: return 26;
        case K::delete_action: return 27;
        case K::update_action: return 28;
        default: return 0;
    }
}

bool holds(engine which, Dialect dialect) {
    static constexpr std::array<engine, all_dialects.size()> engines{engine::postgresql, engine::sqlite};
    return which == engine::any || which == engines[static_cast<std::size_t>(dialect)];
}

const char* word(K kind) {
    switch (kind) {
        case K::type: return "type";
        case K::varchar: return "varchar";
        case K::character: return "char_";
        case K::numeric: return "numeric";
        case K::text: return "text";
        case K::as_text: return "as_text";
        case K::as_integer: return "as_integer";
        case K::precision: return "precision";
        case K::without_time_zone: return "without_time_zone";
        case K::default_bool:
        case K::default_integer:
        case K::default_unsigned:
        case K::default_real:
        case K::default_text:
        case K::default_label: return "server_default";
        case K::default_sql: return "default_sql";
        case K::identity: return "identity";
        case K::identity_always: return "identity_always";
        case K::autoincrement: return "autoincrement";
        case K::generated: return "generated";
        case K::generated_virtual: return "generated_virtual";
        case K::collation: return "collate";
        case K::comment: return "comment";
        case K::renamed_from: return "renamed_from";
        case K::using_sql: return "using_sql";
        case K::backfill_sql: return "backfill_sql";
        case K::start: return "start";
        case K::increment: return "increment";
        case K::minimum: return "minimum";
        case K::maximum: return "maximum";
        case K::cache: return "cache";
        case K::cycle: return "cycle";
        case K::storage: return "storage";
        case K::compression: return "compression";
        case K::statistics: return "statistics";
        case K::primary_key: return "primary_key";
        case K::unique: return "unique";
        case K::check: return "check";
        case K::references: return "references";
        case K::index: return "index";
        case K::named: return "named";
        case K::match_full: return "match_full";
        case K::deferrable: return "deferrable";
        case K::initially_deferred: return "initially_deferred";
        case K::nulls_not_distinct: return "nulls_not_distinct";
        case K::no_inherit: return "no_inherit";
        case K::not_valid: return "not_valid";
        case K::delete_action: return "on_delete";
        case K::update_action: return "on_update";
        case K::where: return "where";
        case K::method: return "method";
        case K::tablespace: return "tablespace";
        case K::partition_by: return "partition_by";
        case K::schema: return "schema";
        case K::name: return "name";
        default: return "clause";
    }
}

Clauses::Clauses(const std::vector<Fact>& facts, Dialect dialect) {
    for (const Fact& fact : facts)
        if (holds(fact.on, dialect)) list_.push_back(&fact);
}

const Fact* Clauses::one(std::initializer_list<K> kinds) const {
    const Fact* found = nullptr;
    for (const Fact* fact : list_) {
        if (std::find(kinds.begin(), kinds.end(), fact->kind) == kinds.end()) continue;
        if (found == nullptr || (found->on == engine::any && fact->on != engine::any)) found = fact;
    }
    return found;
}

std::vector<const Fact*> Clauses::all(K kind) const {
    std::vector<const Fact*> found;
    std::copy_if(list_.begin(), list_.end(), std::back_inserter(found),
                 [&](const Fact* fact) { return fact->kind == kind; });
    return found;
}

void Clauses::check_repeated(Errors& errors, const std::string& subject, bool whole_column) const {
    std::map<std::pair<int, engine>, const Fact*> seen;
    for (const Fact* fact : list_) {
        const int which = slot(fact->kind);
        if (which == 0 || (whole_column && belongs_to_key(fact->kind))) continue;
        // Each key of an index has its own collation.
        if (!whole_column && fact->kind == K::collation) continue;
        const auto [at, fresh] = seen.emplace(std::make_pair(which, fact->on), fact);
        if (fresh) continue;
        const Fact& first = *at->second;
        const std::string clause = std::string(word(fact->kind)) + "() ";
        Diagnostic& error =
            first.kind == fact->kind
                ? errors.add("RT247", fact->place, clause + "is given twice for " + subject, "remove one of them")
                : report_contradiction(errors, *fact, clause + "contradicts " + word(first.kind) + "() of " + subject);
        Errors::note(error, first.place, std::string(word(first.kind)) + "() is here");
    }
}

Diagnostic& report_contradiction(Errors& errors, const Fact& at, const std::string& message) {
    return errors.add("RT248", at.place, message, "remove one of them");
}

void report_out_of_place(Errors& errors, const Fact& fact, const std::string& what, const std::string& hint) {
    errors.add("RT107", fact.place, std::string(word(fact.kind)) + "() does not follow " + what, hint);
}

std::vector<KeyClause> keys_of_column(const Rule& rule, Dialect dialect, Errors& errors) {
    std::vector<KeyClause> keys;
    MemberRef member;
    for (const Fact& fact : rule.facts)
        if (fact.kind == K::member) member = fact.member;
    bool current_holds = true;
    bool any = false;
    for (const Fact& fact : rule.facts) {
        if (begins_key(fact.kind)) {
            any = true;
            current_holds = holds(fact.on, dialect);
            if (!current_holds) continue;
            KeyClause key;
            key.what = fact.kind;
            key.members = {member};
            key.head = &fact;
            key.place = fact.place.line > 0 ? fact.place : rule.place;
            key.in_column = true;
            keys.push_back(std::move(key));
        } else if (belongs_to_key(fact.kind)) {
            if (!any) {
                report_out_of_place(errors, fact, "a key",
                                    "write it after primary_key(), unique(), check(), references() or index()");
                return keys;
            }
            if (current_holds && holds(fact.on, dialect)) keys.back().clauses.add(fact);
        }
    }
    return keys;
}

KeyClause key_of_rule(const Rule& rule, Dialect dialect) {
    KeyClause key;
    switch (rule.kind) {
        case rule_kind::primary_key: key.what = K::primary_key; break;
        case rule_kind::unique: key.what = K::unique; break;
        case rule_kind::check: key.what = K::check; break;
        case rule_kind::foreign_key: key.what = K::references; break;
        case rule_kind::index: key.what = K::index; break;
        default: key.what = K::with_operator; break;
    }
    key.place = rule.place;
    for (const Fact& fact : rule.facts) {
        if (fact.kind == K::member) key.members.push_back(fact.member);
        if (fact.kind == K::check) key.head = &fact;
    }
    key.clauses = Clauses(rule.facts, dialect);
    return key;
}

}  // namespace retort::reflect
