#include "declare/declared_part.hpp"
#include "declare/defaults.hpp"
#include "declare/rules.hpp"
#include "declare/text.hpp"

namespace retort::declare {

namespace {

void add_identity(const Column& column, std::vector<Node>& clauses) {
    if (column.autoincrement) clauses.push_back(flag_clause(".autoincrement"));
    if (!column.identity) return;
    clauses.push_back(flag_clause(column.identity->always ? ".identity_always" : ".identity"));
    const SequenceOptions& options = column.identity->options;
    const auto add = [&](const char* word, const std::optional<std::int64_t>& number) {
        if (!number) return;
        // -9223372036854775808 is no literal of C++.
        Node clause = number_clause(word, *number);
        if (*number == INT64_MIN) clause.arguments = {plain("-9223372036854775807 - 1")};
        clauses.push_back(std::move(clause));
    };
    add(".start", options.start);
    add(".increment", options.increment);
    add(".minimum", options.minimum);
    add(".maximum", options.maximum);
    add(".cache", options.cache);
    if (options.cycle) clauses.push_back(flag_clause(".cycle"));
}

}  // namespace

bool has_doc_comment(const std::string& comment) { return !doc_comment(comment, "").empty(); }

Node column_rule(const Context& context, const Table& table, const Column& column, const std::string& prefix,
                 const std::string& owner) {
    const std::string& member = context.names.member(table.name, column.name);
    const MemberType& type = context.types.of(table.name, column.name);
    Node rule{.name = prefix + "column", .parameters = {"&" + owner + "::" + member}};
    if (member != column.name) rule.arguments.push_back(quoted(column.name));
    std::vector<Node>& clauses = rule.clauses;
    clauses = type.clauses;
    if (!column.collation.empty())
        clauses.push_back(text_clause(".collate", collation_name(context.declared.dialect, column.collation)));
    if (column.default_sql)
        clauses.push_back(default_clause(context.declared, context.names, table.name, column, type));
    add_identity(column, clauses);
    if (column.generated)
        clauses.push_back(
            text_clause(column.generated->stored ? ".generated" : ".generated_virtual", column.generated->expression));
    if (!column.storage.empty()) clauses.push_back(text_clause(".storage", column.storage));
    if (!column.compression.empty()) clauses.push_back(text_clause(".compression", column.compression));
    if (column.statistics) clauses.push_back(number_clause(".statistics", *column.statistics));
    if (!column.comment.empty() && !has_doc_comment(column.comment))
        clauses.push_back(text_clause(".comment", column.comment));
    return rule;
}

}  // namespace retort::declare
