#include <algorithm>
#include <set>

#include "reflect/lower/context.hpp"

namespace retort::reflect {

namespace {

using K = fact_kind;

const Enumeration* enumeration_in(const CxxType& type) {
    if (type.enumeration) return type.enumeration.get();
    for (const CxxType& element : type.element)
        if (const Enumeration* found = enumeration_in(element)) return found;
    return nullptr;
}

/// The type name of an enum. The name of an enum inside a model contains both names: Order::Status → order_status.
std::string type_name(const Enumeration& from, const std::set<std::string>& records) {
    const std::string own = unqualified(from.name);
    if (from.name.size() > own.size() + 2) {
        const std::string outer = from.name.substr(0, from.name.size() - own.size() - 2);
        if (records.count(outer) != 0) return snake_case(unqualified(outer)) + "_" + snake_case(own);
    }
    return snake_case(own);
}

LoweredEnum lower_enum(Context& context, const Enumeration& from, const std::set<std::string>& records) {
    const Clauses clauses(from.facts, context.dialect);
    clauses.check_repeated(context.errors, "enum '" + from.name + "'");
    LoweredEnum made;
    made.from = &from;
    const Fact* name = clauses.one(K::name);
    made.name.name = name != nullptr ? name->text : type_name(from, records);
    if (const Fact* schema = clauses.one(K::schema); schema != nullptr && context.info().schemas)
        made.name.schema = schema->text;
    if (clauses.has(K::as_integer))
        made.storage = EnumStorage::integer;
    else if (clauses.has(K::as_text) || !context.info().enum_types)
        made.storage = EnumStorage::text;

    std::set<std::int64_t> omitted;
    for (const Fact* fact : clauses.all(K::omit)) omitted.insert(fact->number);
    std::map<std::int64_t, const Fact*> given;
    for (const Fact* fact : clauses.all(K::label)) given[fact->number] = fact;
    std::set<std::string> seen;
    std::set<std::int64_t> values;
    for (const Enumerator& enumerator : from.enumerators) {
        if (omitted.count(enumerator.value) != 0 || !values.insert(enumerator.value).second) continue;
        const auto at = given.find(enumerator.value);
        const std::string label = at != given.end() ? at->second->text : enumerator.name;
        if (!seen.insert(label).second)
            context.errors.add("RT110", location_of(at != given.end() ? at->second : nullptr, from.place),
                               "two enumerators of '" + from.name + "' have the label '" + label + "'");
        if (label.size() > 63)
            context.errors.add("RT257", location_of(at != given.end() ? at->second : nullptr, from.place),
                               "the label '" + label + "' of '" + from.name + "' is longer than 63 bytes",
                               "declare a shorter one with enumeration<E>().label(value, \"…\")");
        made.labels.emplace_back(enumerator.value, label);
    }
    if (made.labels.empty())
        context.errors.add("RT256", from.place, "enum '" + from.name + "' has no labels",
                           "a label needs an enumerator; the in-program reader requires BOOST_DESCRIBE_ENUM");
    for (const Fact* fact : clauses.all(K::old_label))
        if (made.label_of(fact->number) == nullptr) report_old_label(context, *fact, "'" + from.name + "'");
    return made;
}

}  // namespace

const std::string* LoweredEnum::label_of(std::int64_t value) const {
    for (const auto& [number, label] : labels)
        if (number == value) return &label;
    return nullptr;
}

void lower_enums(Context& context, const std::vector<const Record*>& records) {
    std::set<std::string> names;
    for (const Record* record : records) names.insert(record->name);
    for (const Record* record : records)
        for (const Member& member : record->members)
            if (const Enumeration* found = enumeration_in(member.type);
                found != nullptr && context.enums.count(found->name) == 0)
                context.enums.emplace(found->name, lower_enum(context, *found, names));

    if (!context.info().enum_types) return;
    for (const auto& [cxx, lowered] : context.enums)
        if (lowered.storage == EnumStorage::native)
            context.enum_types.emplace(retort::quote(lowered.name), lowered.name);
}

void note_enum_type(Context& context, const ObjectName& name) {
    for (auto& [cxx, lowered] : context.enums)
        if (lowered.storage == EnumStorage::native && lowered.name == name) lowered.is_a_column = true;
}

void declare_enums(Context& context, Schema& schema) {
    std::map<ObjectName, const Enumeration*> declared;
    for (const auto& [cxx, lowered] : context.enums) {
        if (!lowered.is_a_column) continue;
        const Enumeration& from = *lowered.from;
        const auto [at, fresh] = declared.emplace(lowered.name, &from);
        if (!fresh) {
            Diagnostic& error = context.errors.add(
                "RT238", from.place,
                "enums '" + at->second->name + "' and '" + from.name + "' both map to the type '" +
                    retort::display(lowered.name) + "'",
                "name one of them: template <> struct retort::model<" + from.name +
                    "> { static constexpr auto schema() { return retort::enumeration<" + from.name + ">(\"…\"); } };");
            Errors::note(error, at->second->place, "the other enum");
            continue;
        }
        const Clauses clauses(from.facts, context.dialect);
        Enum made;
        made.name = lowered.name;
        for (const auto& label : lowered.labels) made.labels.push_back(label.second);
        const Fact* comment = clauses.one(K::comment);
        made.comment = comment != nullptr ? comment->text : from.comment;
        if (const Fact* renamed = clauses.one(K::renamed_from)) made.transition->renamed_from = renamed->text;
        for (const Fact* fact : clauses.all(K::old_label))
            if (const std::string* label = lowered.label_of(fact->number))
                made.transition->old_labels[fact->text] = *label;
        made.declared = from.place.position();
        if (!made.name.schema.empty()) schema.schemas.insert(made.name.schema);
        schema.enums.emplace(made.name, std::move(made));
    }
}

void report_old_label(Context& context, const Fact& fact, const std::string& of) {
    context.errors.add("RT239", fact.place, "old_label(\"" + fact.text + "\") maps to no label of " + of);
}

std::string labels_check(const std::string& column, const LoweredEnum& from) {
    std::string sql = quote(column) + " IN (";
    for (std::size_t i = 0; i < from.labels.size(); ++i) {
        if (i > 0) sql += ", ";
        sql += quote_literal(from.labels[i].second);
    }
    return sql + ")";
}

}  // namespace retort::reflect
