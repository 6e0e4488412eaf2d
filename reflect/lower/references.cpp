#include <algorithm>
#include <set>

#include "reflect/lower/context.hpp"
#include "reflect/lower/key_parts.hpp"
#include "schema/parts.hpp"

namespace retort::reflect {

namespace {

using K = fact_kind;

Action action_of(const Fact* fact) {
    if (fact == nullptr) return Action::no_action;
    switch (static_cast<on_delete>(fact->number)) {
        case on_delete::restrict_: return Action::restrict_;
        case on_delete::cascade: return Action::cascade;
        case on_delete::set_null: return Action::set_null;
        case on_delete::set_default: return Action::set_default;
        default: return Action::no_action;
    }
}

/// The model that a foreign key references. Null if there is none, which is reported as RT103.
const LoweredTable* target_of(Context& context, const LoweredTable& from, const KeyClause& key) {
    const std::string subject = "a foreign key of '" + from.record->name + "' references ";
    const Fact* explicit_type = key.clauses.one(K::target_type);
    const Fact* member = key.clauses.one(K::target_member);
    const auto report_no_model = [&](const std::string& name) {
        std::string hint = "add a schema() to it, or read the header that declares it";
        if (name.empty()) hint = "add its model to schema_of<…>()";
        std::vector<std::string> models;
        for (const auto& [model, table] : context.tables) models.push_back(model);
        const std::string_view meant = did_you_mean(unqualified(name), models);
        if (!meant.empty()) hint = "did you mean '" + std::string(meant) + "'?";
        context.errors.add("RT103", location_of(member, key.place),
                           subject + (name.empty() ? "a struct" : "'" + name + "'") + ", which is not a model", hint);
        return nullptr;
    };
    if (explicit_type != nullptr) {
        const auto at = context.tables.find(explicit_type->type);
        return at != context.tables.end() ? &at->second : report_no_model(explicit_type->type);
    }
    if (member == nullptr) {
        context.errors.add("RT252", key.place, "a foreign_key<…>() of '" + from.record->name + "' references nothing",
                           "add .references<…>()");
        return nullptr;
    }
    const MemberRef& target = member->member;
    if (const auto at = context.tables.find(target.owner); at != context.tables.end()) return &at->second;
    if (target.name.empty()) return report_no_model("");
    std::vector<const LoweredTable*> derived;
    if (from.column(target) != nullptr) return &from;
    for (const auto& [name, table] : context.tables)
        if (table.column(target) != nullptr) derived.push_back(&table);
    if (derived.size() == 1) return derived.front();
    if (derived.empty()) return report_no_model(target.owner);
    context.errors.add(
        "RT241", location_of(member, key.place),
        subject + "'" + target.owner + "::" + target.name + "', which several models inherit from a base",
        "name the model: references<" + derived.front()->record->name + ", &" + derived.front()->record->name +
            "::" + target.name + ">()");
    return nullptr;
}

/// True if a foreign key may reference these columns: a primary key or unique columns, in any order
/// (PostgreSQL: ddl-constraints; SQLite: foreignkeys, section 3).
bool is_key(const Table& table, const std::vector<std::string>& columns) {
    const std::set<std::string> wanted(columns.begin(), columns.end());
    const auto same = [&](const std::vector<std::string>& key) {
        return std::set<std::string>(key.begin(), key.end()) == wanted;
    };
    if (any_part(KeyConstraints{}, table, [&](const auto& key) { return same(key.columns); })) return true;
    return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
        std::vector<std::string> key;
        for (const IndexPart& part : index.parts) key.push_back(part.column);
        return index.unique && index.predicate.empty() && same(key);
    });
}

void add_foreign_key(Context& context, LoweredTable& into, const KeyClause& key) {
    ForeignKey made;
    made.columns = columns_of(context, into, key.members, key.place);
    const LoweredTable* target = target_of(context, into, key);
    if (target == nullptr || made.columns.empty()) return;
    made.table = target->table.name;
    std::vector<MemberRef> members;
    for (const Fact* fact : key.clauses.all(K::target_member)) members.push_back(fact->member);
    made.references = columns_of(context, *target, members, key.place);
    if (made.references.empty()) return;
    made.on_delete = action_of(key.clauses.one(K::delete_action));
    made.on_update = action_of(key.clauses.one(K::update_action));
    made.match = key.clauses.has(K::match_full) && context.info().constraint_options ? Match::full : Match::simple;
    made.deferral = deferral_of(key);
    made.not_valid = context.info().constraint_options && key.clauses.has(K::not_valid);
    std::vector<MemberRef> set;
    for (const Fact* fact : key.clauses.all(K::set_member)) set.push_back(fact->member);
    made.set_columns = columns_of(context, into, set, key.place);
    if (!context.info().constraint_options) made.set_columns.clear();
    take_name(key, made);
    take_comment(context, key, made);
    made.declared = key.place.position();

    const std::string there = retort::display(made.table);
    if (!*target->table.external && !is_key(target->table, made.references)) {
        std::string list;
        for (const std::string& column : made.references) list += (list.empty() ? "" : ", ") + column;
        Diagnostic& error = context.errors.add(
            "RT108", location_of(key.clauses.one(K::target_member), key.place),
            "a foreign key of '" + into.record->name + "' references " + there + " (" + list + "), which is not a key",
            "declare these columns unique, or reference the primary key");
        Errors::note(error, table_location(*target, made.references.front()), "the referenced column");
    }
    if (made.on_delete == Action::set_null || made.on_update == Action::set_null)
        for (const std::string& name : made.set_columns.empty() ? made.columns : made.set_columns)
            if (const Column* column = into.table.find_column(name); column != nullptr && !column->nullable)
                context.errors.add(
                    "RT236",
                    location_of(
                        key.clauses.one(made.on_delete == Action::set_null ? K::delete_action : K::update_action),
                        key.place),
                    "a foreign key of '" + into.record->name + "' has SET NULL, but column '" + name + "' is NOT NULL",
                    "make the member a std::optional, or choose another action");
    into.table.foreign_keys.push_back(std::move(made));
}

}  // namespace

void lower_references(Context& context, LoweredTable& into) {
    for (const KeyClause& key : keys_of_record(context, into))
        if (key.what == K::references) add_foreign_key(context, into, key);
}

}  // namespace retort::reflect
