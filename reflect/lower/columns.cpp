#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

#include "reflect/lower/context.hpp"

namespace retort::reflect {

namespace {

using K = fact_kind;

std::string real_literal(double value) {
    char text[40];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    return std::string(text, end);
}

std::string trimmed_lower(const std::string& sql) {
    std::string made;
    for (const char c : sql)
        if (c != ' ') made += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return made;
}

/// The SQLite equivalent of a PostgreSQL expression, for a few common expressions.
std::string sqlite_expression(Context& context, const Fact& fact, const std::string& subject) {
    const std::string plain = trimmed_lower(fact.text);
    if (plain == "now()" || plain == "transaction_timestamp()") return "CURRENT_TIMESTAMP";
    if (plain == "current_date" || plain == "current_time" || plain == "current_timestamp") {
        std::string upper;
        for (const char c : plain) upper += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        return upper;
    }
    if (plain == "gen_random_uuid()" || plain == "uuid_generate_v4()")
        report_unsupported(context, fact.place,
                           "SQLite has no function for the default \"" + fact.text + "\" of " + subject,
                           "declare it for PostgreSQL only: .on(postgresql).default_sql(\"" + fact.text + "\")");
    return fact.text;
}

std::optional<std::string> default_of(Context& context, const Clauses& clauses, const LoweredType& type,
                                      const std::string& subject) {
    const Fact* fact = clauses.one({K::default_bool, K::default_integer, K::default_unsigned, K::default_real,
                                    K::default_text, K::default_label, K::default_sql});
    if (fact == nullptr) return std::nullopt;
    switch (fact->kind) {
        case K::default_bool:
            if (context.info().type_affinity) return fact->number != 0 ? "1" : "0";
            return fact->number != 0 ? "true" : "false";
        case K::default_integer: return std::to_string(fact->number);
        case K::default_unsigned: return std::to_string(static_cast<std::uint64_t>(fact->number));
        case K::default_real:
            if (!std::isfinite(fact->real)) {
                context.errors.add("RT254", fact->place, "the default of " + subject + " is not a finite number",
                                   "write it as default_sql(\"…\")");
                return std::nullopt;
            }
            return real_literal(fact->real);
        case K::default_text: return quote_literal(fact->text);
        case K::default_label: {
            if (type.storage == EnumStorage::integer) return std::to_string(fact->number);
            const std::string* label = type.enumeration != nullptr ? type.enumeration->label_of(fact->number) : nullptr;
            if (label != nullptr) return quote_literal(*label);
            context.errors.add("RT240", fact->place, "the default of " + subject + " is not a label of its enum");
            return std::nullopt;
        }
        default: return context.info().type_affinity ? sqlite_expression(context, *fact, subject) : fact->text;
    }
}

std::optional<Identity> identity_of(const Context& context, const Clauses& clauses) {
    if (!context.info().identity_columns) return std::nullopt;
    const Fact* fact = clauses.one({K::identity, K::identity_always});
    if (fact == nullptr) fact = clauses.one(K::autoincrement);
    if (fact == nullptr) return std::nullopt;
    Identity made;
    made.always = fact->kind == K::identity_always;
    const auto number = [&](K kind) -> std::optional<std::int64_t> {
        const Fact* given = clauses.one(kind);
        return given != nullptr ? std::optional<std::int64_t>(given->number) : std::nullopt;
    };
    made.options.start = number(K::start);
    made.options.increment = number(K::increment);
    made.options.minimum = number(K::minimum);
    made.options.maximum = number(K::maximum);
    made.options.cache = number(K::cache);
    made.options.cycle = clauses.has(K::cycle);
    return made;
}

std::optional<Generated> generated_of(Context& context, const Clauses& clauses, const std::string& subject) {
    const Fact* fact = clauses.one({K::generated, K::generated_virtual});
    if (fact == nullptr) return std::nullopt;
    if (fact->kind == K::generated_virtual && !context.info().virtual_columns)
        report_unsupported(
            context, fact->place, "PostgreSQL 15 has no virtual generated columns: " + subject,
            "write generated(\"…\"), or .on(sqlite).generated_virtual(\"…\") and .on(postgresql).generated(\"…\")");
    Generated made;
    made.expression = fact->text;
    made.stored = fact->kind == K::generated;
    return made;
}

void check_contradictions(Context& context, const Column& column, const Clauses& clauses, const std::string& subject) {
    const auto contradict = [&](const char* one, const char* other, const Fact* at) {
        report_contradiction(context.errors, *at, subject + " has both " + one + " and " + other);
    };
    const auto out_of_range = [&](const Fact& fact, const std::string& what, const std::string& range) {
        context.errors.add("RT235", fact.place, what + " for " + subject, "the range is " + range);
    };
    const Fact* generated = clauses.one({K::generated, K::generated_virtual});
    const Fact* identity = clauses.one({K::identity, K::identity_always});
    if (column.generated && column.default_sql) contradict("a default", "a generated value", generated);
    if (column.generated && column.identity) contradict("an identity", "a generated value", generated);
    if (column.identity && column.default_sql)
        contradict("a default", "an identity", identity != nullptr ? identity : clauses.one(K::autoincrement));
    if (column.identity && column.type.sql != "smallint" && column.type.sql != "integer" && column.type.sql != "bigint")
        context.errors.add(
            "RT255", location_of(identity, Location{}),
            "an identity column must be smallint, integer or bigint: " + subject + " is " + to_sql(column.type));
    for (const K option : {K::start, K::increment, K::minimum, K::maximum, K::cache, K::cycle})
        if (const Fact* fact = clauses.one(option);
            fact != nullptr && identity == nullptr && !clauses.has(K::autoincrement))
            report_out_of_place(context.errors, *fact, "an identity: " + subject,
                                "write it after identity() or identity_always()");
    for (const K option : {K::varchar, K::character})
        if (const Fact* fact = clauses.one(option); fact != nullptr && (fact->number < 0 || fact->number > 10485760 ||
                                                                        (fact->number == 0 && option == K::character)))
            out_of_range(*fact, "a length of " + std::to_string(fact->number), "1 to 10485760");
    if (const Fact* fact = clauses.one(K::precision); fact != nullptr && (fact->number < 0 || fact->number > 6))
        out_of_range(*fact, "a precision of " + std::to_string(fact->number), "0 to 6");
    if (const Fact* fact = clauses.one(K::numeric);
        fact != nullptr && (fact->number < 1 || fact->number > 1000 || fact->real < -1000 || fact->real > 1000))
        out_of_range(
            *fact,
            "numeric(" + std::to_string(fact->number) + ", " + std::to_string(static_cast<int>(fact->real)) + ")",
            "1 to 1000 for the precision, -1000 to 1000 for the scale");
}

/// The rule of each member, of which with_merged_rules() has left one.
std::map<std::pair<std::string, std::string>, const Rule*> rules_by_member(Context& context,
                                                                           const LoweredTable& table) {
    std::map<std::pair<std::string, std::string>, const Rule*> found;
    const Record& record = *table.record;
    for (const Rule& rule : record.rules) {
        if (rule.kind != rule_kind::column) continue;
        for (const Fact& fact : rule.facts) {
            if (fact.kind != K::member) continue;
            const auto key = std::make_pair(fact.member.owner, fact.member.name);
            const bool known = std::any_of(record.members.begin(), record.members.end(), [&](const Member& member) {
                return member.owner == key.first && member.name == key.second;
            });
            if (!known) {
                report_no_column(context, record, fact.member, location_of(&fact, rule.place), "members");
                continue;
            }
            const auto [at, fresh] = found.emplace(key, &rule);
            if (fresh) continue;
            Diagnostic& error = context.errors.add("RT249", rule.place,
                                                   "a second rule for '" + record.name + "::" + fact.member.name + "'",
                                                   "put all its clauses into one column<…>()");
            Errors::note(error, at->second->place, "the first rule");
        }
    }
    return found;
}

/// Collation, storage and comment.
void set_properties(const Context& context, const Clauses& clauses, const Member& member, Column& column) {
    if (const Fact* fact = clauses.one(K::collation))
        column.collation = context.info().collation_objects ? retort::quote(fact->text) : fact->text;
    if (context.info().storage_settings) {
        if (const Fact* fact = clauses.one(K::storage)) column.storage = fact->text;
        if (const Fact* fact = clauses.one(K::compression)) column.compression = fact->text;
        if (const Fact* fact = clauses.one(K::statistics)) column.statistics = static_cast<int>(fact->number);
    }
    if (context.info().comments) {
        const Fact* comment = clauses.one(K::comment);
        column.comment = comment != nullptr ? comment->text : member.comment;
    }
}

Transition transition_of(Context& context, const Clauses& clauses, const LoweredType& type,
                         const std::string& subject) {
    Transition transition;
    if (const Fact* fact = clauses.one(K::renamed_from)) transition.renamed_from = fact->text;
    if (const Fact* fact = clauses.one(K::using_sql)) transition.using_sql = fact->text;
    if (const Fact* fact = clauses.one(K::backfill_sql)) transition.backfill_sql = fact->text;
    if (type.enumeration == nullptr) return transition;
    const auto add_old = [&](const Fact* fact) {
        if (const std::string* label = type.enumeration->label_of(fact->number))
            transition.old_labels[fact->text] = *label;
        else
            report_old_label(context, *fact, "the enum of " + subject);
    };
    if (type.storage == EnumStorage::text)
        for (const Fact* fact : Clauses(type.enumeration->from->facts, context.dialect).all(K::old_label))
            add_old(fact);
    for (const Fact* fact : clauses.all(K::old_label)) add_old(fact);
    return transition;
}

/// The check of a column that stores an enum as text.
Check labels_check_of(const Table& table, const Column& column, const LoweredType& type, const Member& member) {
    Check check;
    check.expression = labels_check(column.name, *type.enumeration);
    check.depends_on.add(column_id(table.name, column.name));
    check.declared = member.place.position();
    return check;
}

}  // namespace

std::string display(const Record& record, const Member& member) { return record.name + "::" + member.name; }

const Location& location_of(const Fact* fact, const Location& fallback) {
    return fact != nullptr && fact->place.line > 0 ? fact->place : fallback;
}

void lower_columns(Context& context, LoweredTable& into) {
    const Record& record = *into.record;
    Table& table = into.table;
    const auto rules = rules_by_member(context, into);
    std::map<std::pair<std::string, std::string>, bool> ignored;
    for (const Rule& rule : record.rules)
        if (rule.kind == rule_kind::ignore)
            for (const Fact& fact : rule.facts) ignored[{fact.member.owner, fact.member.name}] = true;

    std::map<std::string, const Member*> names;
    static const std::vector<Fact> nothing;
    table.columns.reserve(record.members.size());
    for (const Member& member : record.members) {
        const auto key = std::make_pair(member.owner, member.name);
        if (ignored.count(key) != 0) continue;
        const auto at = rules.find(key);
        const Rule* rule = at != rules.end() ? at->second : nullptr;
        const std::string subject = "'" + display(record, member) + "'";
        const Clauses clauses(rule != nullptr ? rule->facts : nothing, context.dialect);

        Column column;
        const Fact* name = clauses.one(K::name);
        column.name = name != nullptr ? name->text : member.name;
        const auto [first, fresh] = names.emplace(column.name, &member);
        if (!fresh) {
            Diagnostic& error = context.errors.add(
                "RT102", location_of(name, member.place),
                "column '" + column.name + "' of table '" + retort::display(table.name) + "' is declared twice",
                "give one of the members another name: column<&" + display(record, member) + ">(\"…\")");
            Errors::note(error, first->second->place, "first declared by this member");
            continue;
        }
        into.column_of[key] = column.name;
        const std::optional<LoweredType> type = lower_type(context, record, member, clauses, table.strict);
        column.declared = member.place.position();
        if (!type) {
            table.columns.push_back(std::move(column));
            continue;
        }
        column.type = type->type;
        column.nullable = member.type.optional && !clauses.has(K::not_null);
        column.default_sql = default_of(context, clauses, *type, subject);
        column.identity = identity_of(context, clauses);
        column.generated = generated_of(context, clauses, subject);
        column.autoincrement = context.info().autoincrement && clauses.has(K::autoincrement);
        set_properties(context, clauses, member, column);
        Transition transition = transition_of(context, clauses, *type, subject);
        if (type->enumeration != nullptr && type->storage == EnumStorage::text)
            table.checks.push_back(labels_check_of(table, column, *type, member));
        if (!(transition == Transition{})) column.transition = std::move(transition);
        clauses.check_repeated(context.errors, subject, true);
        check_contradictions(context, column, clauses, subject);
        table.columns.push_back(std::move(column));
    }
    for (Column& column : table.columns)
        if (column.generated)
            column.depends_on.add_columns(table.name, columns_in(column.generated->expression, table.columns));
}

}  // namespace retort::reflect
