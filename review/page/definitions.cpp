#include "review/page/definitions.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "schema/action.hpp"
#include "schema/overloaded.hpp"

namespace retort::page {

namespace {

std::string list(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& each : names) text += (text.empty() ? "" : ", ") + quote(each);
    return "(" + text + ")";
}

std::string with(const std::map<std::string, std::string>& storage) {
    std::string text;
    for (const auto& [key, value] : storage) text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", key, value);
    return text.empty() ? "" : fmt::format(" WITH ({})", text);
}

std::string include(const std::vector<std::string>& columns) {
    return columns.empty() ? "" : " INCLUDE " + list(columns);
}

std::string deferral(Deferral deferral) {
    switch (deferral) {
        case Deferral::not_deferrable: return "";
        case Deferral::initially_immediate: return " DEFERRABLE";
        case Deferral::initially_deferred: return " DEFERRABLE INITIALLY DEFERRED";
    }
    return "";
}

std::string tablespace(const std::string& name) { return name.empty() ? "" : " TABLESPACE " + quote(name); }

std::string conflict(const std::string& word) { return word.empty() ? "" : " ON CONFLICT " + word; }

std::string comment(const std::string& text) { return text.empty() ? "" : " COMMENT " + quote_literal(text); }

template <class Key>
std::string key(std::string_view word, const Key& key) {
    std::string columns;
    for (const std::string& each : key.columns) {
        const auto options = key.column_options.find(each);
        columns += (columns.empty() ? "" : ", ") + quote(each);
        if (options != key.column_options.end()) columns += " " + options->second;
    }
    return fmt::format("{} ({}{}){}{}{}{}{}{}", word, columns, key.without_overlaps ? " WITHOUT OVERLAPS" : "",
                       include(key.include), with(key.storage), tablespace(key.tablespace), deferral(key.deferral),
                       conflict(key.on_conflict), comment(key.comment));
}

std::string validity(bool not_valid, bool not_enforced) {
    return fmt::format("{}{}", not_enforced ? " NOT ENFORCED" : "", not_valid ? " NOT VALID" : "");
}

}  // namespace

std::string definition(const Column& column) {
    std::string text = to_sql(column.type);
    if (!column.collation.empty()) text += " COLLATE " + column.collation;
    if (column.generated)
        text += fmt::format(" GENERATED ALWAYS AS ({}) {}", column.generated->expression,
                            column.generated->stored ? "STORED" : "VIRTUAL");
    if (column.identity)
        text += fmt::format(" GENERATED {} AS IDENTITY", column.identity->always ? "ALWAYS" : "BY DEFAULT");
    if (column.autoincrement) text += " AUTOINCREMENT";
    if (!column.nullable) text += " NOT NULL" + conflict(column.null_conflict);
    if (column.default_sql) text += " DEFAULT " + *column.default_sql;
    if (!column.storage.empty()) text += " STORAGE " + column.storage;
    if (!column.compression.empty()) text += " COMPRESSION " + column.compression;
    if (column.statistics) text += fmt::format(" STATISTICS {}", *column.statistics);
    return text + comment(column.comment);
}

std::string definition(const diff::Constraint& constraint) {
    return std::visit(
        Overloaded{[](const PrimaryKey& each) { return key("PRIMARY KEY", each); },
                   [](const Unique& each) {
                       return key(each.nulls_not_distinct ? "UNIQUE NULLS NOT DISTINCT" : "UNIQUE", each);
                   },
                   [](const Check& each) {
                       return fmt::format("CHECK ({}){}{}{}", each.expression, each.no_inherit ? " NO INHERIT" : "",
                                          validity(each.not_valid, each.not_enforced), comment(each.comment));
                   },
                   [](const ForeignKey& each) {
                       std::string text = fmt::format("FOREIGN KEY {} REFERENCES {} {}", list(each.columns),
                                                      quote(each.table), list(each.references));
                       if (each.match == Match::full) text += " MATCH FULL";
                       if (each.on_delete != Action::no_action)
                           text += fmt::format(" ON DELETE {}", to_sql(each.on_delete));
                       if (!each.set_columns.empty()) text += " " + list(each.set_columns);
                       if (each.on_update != Action::no_action)
                           text += fmt::format(" ON UPDATE {}", to_sql(each.on_update));
                       return text + deferral(each.deferral) + validity(each.not_valid, each.not_enforced) +
                              comment(each.comment);
                   },
                   [](const Exclusion& each) { return each.definition + with(each.storage) + comment(each.comment); }},
        constraint);
}

std::string definition(const Index& index) {
    std::string parts;
    for (const IndexPart& each : index.parts) {
        parts += (parts.empty() ? "" : ", ") + (each.column.empty() ? "(" + each.expression + ")" : quote(each.column));
        if (!each.collation.empty()) parts += " COLLATE " + each.collation;
        if (!each.opclass.empty()) parts += " " + each.opclass;
        if (each.descending) parts += " DESC";
        if (each.nulls != Nulls::standard) parts += each.nulls == Nulls::first ? " NULLS FIRST" : " NULLS LAST";
    }
    return fmt::format("{}{}({}){}{}{}{}{}{}{}", index.unique ? "UNIQUE " : "",
                       index.method == "btree" ? "" : "USING " + index.method + " ", parts, include(index.include),
                       index.nulls_not_distinct ? " NULLS NOT DISTINCT" : "", with(index.storage),
                       tablespace(index.tablespace), index.predicate.empty() ? "" : " WHERE " + index.predicate,
                       index.invalid ? " (invalid)" : "", comment(index.comment));
}

}  // namespace retort::page
