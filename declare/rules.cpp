#include "declare/rules.hpp"

#include <algorithm>
#include <utility>

#include "declare/declared_part.hpp"
#include "declare/exclusion.hpp"
#include "declare/text.hpp"
#include "reflect/lower/context.hpp"
#include "schema/parts.hpp"

namespace retort::declare {

namespace {

std::string joined(const std::vector<std::string>& columns) {
    std::string made;
    for (const std::string& each : columns) made += (made.empty() ? "" : "_") + each;
    return made;
}

/// The columns of a partition key as PARTITION BY prints it, "RANGE (a, b)"; none if one is an expression or has
/// settings.
std::vector<std::string> partition_columns(const Table& table) {
    std::vector<std::string> columns;
    const std::size_t open = table.partition_by.find(" (");
    if (open == std::string::npos || !table.partition_by.ends_with(')')) return {};
    const std::string list = table.partition_by.substr(open + 2, table.partition_by.size() - open - 3) + ", ";
    for (std::size_t start = 0; start < list.size();) {
        const std::size_t end = list.find(", ", start);
        const std::string word = list.substr(start, end - start);
        const auto column = std::find_if(table.columns.begin(), table.columns.end(),
                                         [&](const Column& each) { return retort::quote(each.name) == word; });
        if (column == table.columns.end()) return {};
        columns.push_back(column->name);
        start = end + 2;
    }
    return columns;
}

/// The words that `schema()` uses without a namespace.
bool is_word(const std::string& member) {
    static const std::set<std::string> words = {"table",       "column",    "primary_key", "unique", "check",
                                                "foreign_key", "index",     "exclude",     "key",    "expression",
                                                "desc",        "on_delete", "on_update"};
    return words.contains(member);
}

class Writer {
public:
    Writer(const Context& context, const Table& table) : context_(context), table_(table) {
        const TableNames& names = context.names.table(table.name);
        type_ = names.type;
        space_ = names.space;
        made_.shadowed = std::any_of(names.members.begin(), names.members.end(),
                                     [](const auto& each) { return is_word(each.second); });
        prefix_ = made_.shadowed ? "retort::" : "";
    }

    TableRules run() {
        for (const Column& column : table_.columns) {
            Node rule = column_rule(context_, table_, column, prefix_, type_);
            // The rule of a mixin says the rest.
            if (context_.inherited.contains({table_.name, column.name})) rule.clauses.clear();
            columns_[column.name] = std::move(rule);
        }
        for_each_part(table_, [&](const auto& part) { add(part); });
        for (const Column& column : table_.columns)
            if (Node& rule = columns_[column.name]; !rule.clauses.empty() || !rule.arguments.empty())
                if (!context_.inherited.contains({table_.name, column.name})) made_.rules.push_back(std::move(rule));
        std::move(rules_.begin(), rules_.end(), std::back_inserter(made_.rules));
        add_settings();
        return std::move(made_);
    }

private:
    std::string own(const std::string& column) const {
        return "&" + type_ + "::" + context_.names.member(table_.name, column);
    }
    std::vector<std::string> own(const std::vector<std::string>& columns) const {
        std::vector<std::string> made;
        for (const std::string& each : columns) made.push_back(own(each));
        return made;
    }

    /// The clauses of a column's rule; null for a column whose rule is a mixin's.
    std::vector<Node>* clauses_of(const std::vector<std::string>& columns) {
        if (columns.size() != 1 || context_.inherited.contains({table_.name, columns.front()})) return nullptr;
        return &columns_.at(columns.front()).clauses;
    }

    /// `generated`: the name without .named().
    template <class Part>
    void add_name(const Part& part, const std::string& generated, std::vector<Node>& clauses) const {
        const bool stored = info(context_.declared.dialect).schemas || std::is_same_v<Part, Index>;
        if (part.name.empty() || (stored && part.name == generated)) return;
        clauses.push_back(text_clause(".named", part.name));
    }

    static void add_deferral(Deferral deferral, std::vector<Node>& clauses) {
        if (deferral == Deferral::initially_immediate) clauses.push_back(flag_clause(".deferrable"));
        if (deferral == Deferral::initially_deferred) clauses.push_back(flag_clause(".initially_deferred"));
    }

    static void add_comment(const std::string& comment, std::vector<Node>& clauses) {
        if (!comment.empty()) clauses.push_back(text_clause(".comment", comment));
    }

    void add_include(const std::vector<std::string>& columns, std::vector<Node>& clauses) const {
        if (!columns.empty()) clauses.push_back({.name = ".include", .parameters = own(columns)});
    }

    template <class Key>
    void add_key(const Key& key, const std::string& word, const std::string& generated, bool nulls_not_distinct) {
        const bool plain_key = key.include.empty() && key.comment.empty() && key.deferral == Deferral::not_deferrable;
        Node rule{.name = prefix_ + word, .parameters = own(key.columns)};
        std::vector<Node>* clauses = plain_key ? clauses_of(key.columns) : nullptr;
        std::vector<Node> in_column{flag_clause("." + word)};
        std::vector<Node>& into = clauses != nullptr ? in_column : rule.clauses;
        add_include(key.include, into);
        if (nulls_not_distinct) into.push_back(flag_clause(".nulls_not_distinct"));
        add_deferral(key.deferral, into);
        add_name(key, generated, into);
        add_comment(key.comment, into);
        if (clauses == nullptr)
            rules_.push_back(std::move(rule));
        else
            clauses->insert(std::is_same_v<Key, PrimaryKey> ? clauses->begin() : clauses->end(), in_column.begin(),
                            in_column.end());
    }

    void add(const PrimaryKey& key) {
        add_key(key, "primary_key", reflect::object_name(table_.name.name, "", "pkey"), false);
    }
    void add(const Unique& key) {
        add_key(key, "unique", reflect::object_name(table_.name.name, joined(key.columns), "key"),
                key.nulls_not_distinct);
    }

    void add(const Check& check) {
        Node rule{.name = prefix_ + "check", .arguments = {quoted(check.expression)}};
        if (check.no_inherit) rule.clauses.push_back(flag_clause(".no_inherit"));
        if (check.not_valid) rule.clauses.push_back(flag_clause(".not_valid"));
        const std::vector<std::string> columns = reflect::columns_in(check.expression, table_.columns);
        add_name(check,
                 reflect::object_name(table_.name.name, columns.size() == 1 ? columns.front() : std::string(), "check"),
                 rule.clauses);
        add_comment(check.comment, rule.clauses);
        rules_.push_back(std::move(rule));
    }

    void add(const ForeignKey& key) {
        if (key.table != table_.name) made_.targets.insert(key.table);
        const bool short_form = key.set_columns.empty() && key.comment.empty();
        std::vector<Node>* clauses = short_form ? clauses_of(key.columns) : nullptr;
        Node rule{.name = prefix_ + "foreign_key", .parameters = own(key.columns)};
        std::vector<Node>& into = clauses != nullptr ? *clauses : rule.clauses;
        into.push_back(references(key));
        if (!key.set_columns.empty()) into.push_back({.name = ".set_columns", .parameters = own(key.set_columns)});
        if (key.match == Match::full) into.push_back(flag_clause(".match_full"));
        add_deferral(key.deferral, into);
        if (key.not_valid) into.push_back(flag_clause(".not_valid"));
        add_name(key, reflect::object_name(table_.name.name, joined(key.columns), "fkey"), into);
        add_comment(key.comment, into);
        if (clauses == nullptr) rules_.push_back(std::move(rule));
    }

    Node references(const ForeignKey& key) const {
        const TableNames& target = context_.names.table(key.table);
        const std::string type = context_.names.reference(target.space, target.type, space_);
        Node clause{.name = ".references"};
        const bool inherited = std::any_of(key.references.begin(), key.references.end(), [&](const std::string& each) {
            return context_.inherited.contains({key.table, each});
        });
        if (inherited) clause.parameters.push_back(type);
        for (const std::string& each : key.references)
            clause.parameters.push_back("&" + type + "::" + context_.names.member(key.table, each));
        const auto add_action = [&](const char* event, Action action) {
            static constexpr const char* words[] = {"no_action", "restrict_", "cascade", "set_null", "set_default"};
            if (action != Action::no_action)
                clause.arguments.push_back(plain(prefix_ + event + "::" + words[static_cast<std::size_t>(action)]));
        };
        add_action("on_delete", key.on_delete);
        add_action("on_update", key.on_update);
        return clause;
    }

    void add(const Exclusion& exclusion) {
        const ExclusionParts parts = exclusion_parts(exclusion.definition).value();
        Node rule{.name = prefix_ + "exclude"};
        for (const ExclusionKey& each : parts.keys) {
            Node key = key_node(each.column, each.expression);
            if (each.descending) key.clauses.push_back(flag_clause(".desc"));
            if (!each.collation.empty()) key.clauses.push_back(text_clause(".collate", each.collation));
            if (!each.opclass.empty()) key.clauses.push_back(text_clause(".opclass", each.opclass));
            key.clauses.push_back(text_clause(".with", each.op));
            rule.arguments.push_back(std::move(key));
        }
        if (parts.method != "gist") rule.clauses.push_back(text_clause(".method", parts.method));
        if (!parts.predicate.empty()) rule.clauses.push_back(text_clause(".where", parts.predicate));
        if (parts.initially_deferred)
            rule.clauses.push_back(flag_clause(".initially_deferred"));
        else if (parts.deferrable)
            rule.clauses.push_back(flag_clause(".deferrable"));
        add_name(exclusion, "", rule.clauses);
        add_comment(exclusion.comment, rule.clauses);
        rules_.push_back(std::move(rule));
    }

    Node key_node(const std::string& column, const std::string& expression) const {
        if (column.empty()) return {.name = prefix_ + "expression", .arguments = {quoted(expression)}};
        return {.name = prefix_ + "key", .parameters = {own(column)}};
    }

    /// The name that the lowering generates.
    std::string index_name(const Index& index) const {
        std::vector<std::string> words;
        for (const IndexPart& part : index.parts) {
            std::string word = part.column.empty() ? reflect::function_called(part.expression) : part.column;
            if (word.empty()) word = "expr";
            std::string unique = word;
            for (int i = 1; std::find(words.begin(), words.end(), unique) != words.end(); ++i)
                unique = word + std::to_string(i);
            words.push_back(unique);
        }
        return reflect::object_name(table_.name.name, joined(words), "idx");
    }

    Node index_key(const IndexPart& part) const {
        Node key = key_node(part.column, part.expression);
        if (part.descending) key.clauses.push_back(flag_clause(".desc"));
        if (part.nulls == Nulls::first) key.clauses.push_back(flag_clause(".nulls_first"));
        if (part.nulls == Nulls::last) key.clauses.push_back(flag_clause(".nulls_last"));
        if (!part.collation.empty())
            key.clauses.push_back(text_clause(".collate", collation_name(context_.declared.dialect, part.collation)));
        if (!part.opclass.empty()) key.clauses.push_back(text_clause(".opclass", part.opclass));
        return key;
    }

    void add(const Index& index) {
        Node rule{.name = prefix_ + "index"};
        const bool short_form = std::all_of(index.parts.begin(), index.parts.end(), [](const IndexPart& part) {
            return !part.column.empty() && part.nulls == Nulls::standard && part.collation.empty() &&
                   part.opclass.empty();
        });
        for (const IndexPart& part : index.parts)
            if (!short_form)
                rule.arguments.push_back(index_key(part));
            else
                rule.parameters.push_back(part.descending ? prefix_ + "desc<" + own(part.column) + ">"
                                                          : own(part.column));
        std::vector<Node>& clauses = rule.clauses;
        if (index.unique) clauses.push_back(flag_clause(".unique"));
        if (index.nulls_not_distinct) clauses.push_back(flag_clause(".nulls_not_distinct"));
        if (!index.method.empty() && index.method != "btree") clauses.push_back(text_clause(".method", index.method));
        add_include(index.include, clauses);
        if (!index.predicate.empty()) clauses.push_back(text_clause(".where", index.predicate));
        for (const auto& [parameter, value] : index.storage)
            clauses.push_back({.name = ".storage", .arguments = {quoted(parameter), quoted(value)}});
        if (!index.tablespace.empty()) clauses.push_back(text_clause(".tablespace", index.tablespace));
        add_name(index, index_name(index), clauses);
        add_comment(index.comment, clauses);
        if (clauses.empty() && short_form && index.parts.size() == 1 && !index.parts.front().descending)
            if (std::vector<Node>* into = clauses_of({index.parts.front().column}))
                return into->push_back(flag_clause(".index"));
        rules_.push_back(std::move(rule));
    }

    void add_settings() {
        std::vector<Node>& clauses = made_.clauses;
        if (!table_.name.schema.empty()) clauses.push_back(text_clause(".schema", table_.name.schema));
        if (!table_.comment.empty() && !has_doc_comment(table_.comment)) add_comment(table_.comment, clauses);
        if (table_.unlogged) clauses.push_back(flag_clause(".unlogged"));
        for (const auto& [parameter, value] : table_.storage)
            clauses.push_back({.name = ".storage", .arguments = {quoted(parameter), quoted(value)}});
        if (!table_.tablespace.empty()) clauses.push_back(text_clause(".tablespace", table_.tablespace));
        if (!table_.partition_by.empty()) clauses.push_back(partition_clause());
        if (!table_.replica_identity.empty())
            clauses.push_back(text_clause(".replica_identity", table_.replica_identity));
        if (table_.row_security) clauses.push_back(flag_clause(".row_security"));
        if (table_.strict) clauses.push_back(flag_clause(".strict"));
        if (table_.without_rowid) clauses.push_back(flag_clause(".without_rowid"));
    }

    Node partition_clause() const {
        const std::vector<std::string> columns = partition_columns(table_);
        const std::string how = table_.partition_by.substr(0, table_.partition_by.find(' '));
        if (columns.empty() || (how == "LIST" && columns.size() > 1))
            return text_clause(".partition_by", table_.partition_by);
        return {.name = how == "RANGE"  ? ".partition_by_range"
                        : how == "LIST" ? ".partition_by_list"
                                        : ".partition_by_hash",
                .parameters = own(columns)};
    }

    const Context& context_;
    const Table& table_;
    std::string type_;
    std::string space_;
    std::string prefix_;
    TableRules made_;
    std::map<std::string, Node> columns_;
    std::vector<Node> rules_;
};

}  // namespace

TableRules rules_of(const Context& context, const Table& table) { return Writer(context, table).run(); }

}  // namespace retort::declare
