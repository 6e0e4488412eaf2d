#include <algorithm>

#include "reflect/lower/context.hpp"
#include "reflect/lower/key_parts.hpp"

namespace retort::reflect {

namespace {

using K = fact_kind;

/// Columns of `include<…>()`. SQLite has no INCLUDE; an equivalent index there needs none.
std::vector<std::string> included(Context& context, const LoweredTable& table, const KeyClause& key) {
    std::vector<MemberRef> members;
    for (const Fact* fact : key.clauses.all(K::include)) members.push_back(fact->member);
    std::vector<std::string> columns = columns_of(context, table, members, key.place);
    if (!context.info().included_columns) columns.clear();
    return columns;
}

bool on_postgres_only(Context& context, const KeyClause& key, K kind, const std::string& what) {
    const Fact* fact = key.clauses.one(kind);
    if (fact == nullptr) return false;
    if (context.info().index_settings) return true;
    report_unsupported(context, location_of(fact, key.place), "SQLite has no " + what,
                       "move it after .on(postgresql), or add .only(postgresql) to the rule");
    return false;
}

void add_primary_key(Context& context, LoweredTable& into, const KeyClause& key) {
    Table& table = into.table;
    std::vector<std::string> columns = columns_of(context, into, key.members, key.place);
    if (columns.empty()) return;
    if (table.primary_key) {
        if (!key.in_column || !into.primary_key_in_columns) {
            context.errors.add("RT105", key.place,
                               "table '" + retort::display(table.name) + "' has a second primary key",
                               "put all its columns into one primary_key<…>()");
            return;
        }
        PrimaryKey& present = *table.primary_key;
        present.columns.insert(present.columns.end(), columns.begin(), columns.end());
    } else {
        PrimaryKey made;
        made.columns = std::move(columns);
        made.declared = key.place.position();
        table.primary_key = std::move(made);
        into.primary_key_in_columns = key.in_column;
    }
    PrimaryKey& made = *table.primary_key;
    take_name(key, made);
    take_comment(context, key, made);
    for (std::string& column : included(context, into, key)) made.include.push_back(std::move(column));
    made.deferral = context.info().constraint_options ? deferral_of(key) : Deferral::not_deferrable;
}

/// Columns of a primary key are NOT NULL, apart from those that SQLite lets be NULL (lang_createtable.html, section
/// 3.5) and that are declared so.
void forbid_null_in_key(const Context& context, Table& table) {
    if (!table.primary_key) return;
    const std::vector<std::string>& columns = table.primary_key->columns;
    for (const std::string& name : columns)
        if (Column* column = table.find_column(name)) {
            const bool is_rowid = columns.size() == 1 && column->type.sql == "INTEGER";
            if (!context.info().rowid_tables || table.strict || table.without_rowid || is_rowid)
                column->nullable = false;
        }
}

void add_unique(Context& context, LoweredTable& into, const KeyClause& key) {
    Unique made;
    made.columns = columns_of(context, into, key.members, key.place);
    if (made.columns.empty()) return;
    take_name(key, made);
    take_comment(context, key, made);
    made.include = included(context, into, key);
    made.nulls_not_distinct = on_postgres_only(context, key, K::nulls_not_distinct, "UNIQUE NULLS NOT DISTINCT");
    if (on_postgres_only(context, key, K::deferrable, "deferrable unique constraints") ||
        on_postgres_only(context, key, K::initially_deferred, "deferrable unique constraints"))
        made.deferral = deferral_of(key);
    made.declared = key.place.position();
    into.table.uniques.push_back(std::move(made));
}

void add_check(Context& context, LoweredTable& into, const KeyClause& key) {
    Check made;
    made.expression = key.head->text;
    made.depends_on.add_columns(into.table.name, columns_in(made.expression, into.table.columns));
    take_name(key, made);
    take_comment(context, key, made);
    made.no_inherit = context.info().constraint_options && key.clauses.has(K::no_inherit);
    made.not_valid = context.info().constraint_options && key.clauses.has(K::not_valid);
    made.declared = key.place.position();
    into.table.checks.push_back(std::move(made));
}

/// The keys of an index or exclusion constraint, each with its operator, if it has one.
std::vector<std::pair<IndexPart, std::string>> parts_of(Context& context, const LoweredTable& table,
                                                        const KeyClause& key) {
    std::vector<std::pair<IndexPart, std::string>> parts;
    for (const Fact* fact : key.clauses.list()) {
        switch (fact->kind) {
            case K::key_member: {
                IndexPart part;
                const std::vector<std::string> columns =
                    columns_of(context, table, {fact->member}, location_of(fact, key.place));
                if (!columns.empty()) part.column = columns.front();
                parts.emplace_back(std::move(part), "");
                break;
            }
            case K::key_expression: {
                IndexPart part;
                part.expression = fact->text;
                parts.emplace_back(std::move(part), "");
                break;
            }
            case K::descending:
                if (!parts.empty()) parts.back().first.descending = true;
                break;
            case K::nulls_first:
                if (!parts.empty() && context.info().index_settings) parts.back().first.nulls = Nulls::first;
                break;
            case K::nulls_last:
                if (!parts.empty() && context.info().index_settings) parts.back().first.nulls = Nulls::last;
                break;
            case K::collation:
                if (!parts.empty())
                    parts.back().first.collation =
                        context.info().collation_objects ? retort::quote(fact->text) : fact->text;
                break;
            case K::opclass:
                if (!parts.empty() && context.info().index_settings) parts.back().first.opclass = fact->text;
                break;
            case K::with_operator:
                if (!parts.empty()) parts.back().second = fact->text;
                break;
            default: break;
        }
    }
    for (auto& [part, op] : parts) {
        // An explicit default is dropped, as in the engine's catalog.
        if (part.descending && part.nulls == Nulls::first) part.nulls = Nulls::standard;
        if (!part.descending && part.nulls == Nulls::last) part.nulls = Nulls::standard;
    }
    return parts;
}

void add_index(Context& context, LoweredTable& into, const KeyClause& key) {
    Index made;
    if (key.in_column) {
        IndexPart part;
        const std::vector<std::string> columns = columns_of(context, into, key.members, key.place);
        if (columns.empty()) return;
        part.column = columns.front();
        made.parts.push_back(std::move(part));
    } else {
        for (auto& entry : parts_of(context, into, key)) made.parts.push_back(std::move(entry.first));
    }
    for (const IndexPart& part : made.parts)
        if (part.column.empty() && part.expression.empty()) return;
    take_name(key, made);
    take_comment(context, key, made);
    made.unique = !key.in_column && key.clauses.has(K::unique);
    made.nulls_not_distinct = on_postgres_only(context, key, K::nulls_not_distinct, "NULLS NOT DISTINCT");
    if (const Fact* fact = key.clauses.one(K::where)) made.predicate = fact->text;
    if (context.info().index_settings) {
        if (const Fact* fact = key.clauses.one(K::method)) made.method = fact->text;
        if (const Fact* fact = key.clauses.one(K::tablespace)) made.tablespace = fact->text;
        for (const Fact* fact : key.clauses.all(K::storage_parameter)) made.storage[fact->text] = fact->more;
    }
    made.include = included(context, into, key);
    if (const Fact* fact = key.clauses.one(K::renamed_from)) made.renamed_from = fact->text;
    std::string read = made.predicate;
    for (const IndexPart& part : made.parts) read += " " + part.expression;
    made.depends_on.add_columns(into.table.name, columns_in(read, into.table.columns));
    made.declared = key.place.position();
    into.table.indexes.push_back(std::move(made));
}

void add_exclusion(Context& context, LoweredTable& into, const KeyClause& key) {
    if (!context.info().exclusions) {
        report_unsupported(context, key.place, "SQLite has no exclusion constraints",
                           "add .only(postgresql) to the rule");
        return;
    }
    Exclusion made;
    const Fact* method = key.clauses.one(K::method);
    made.definition = "EXCLUDE USING " + (method != nullptr ? method->text : std::string("gist")) + " (";
    std::string read;
    bool first = true;
    for (const auto& [part, op] : parts_of(context, into, key)) {
        if (op.empty())
            context.errors.add("RT251", key.place, "a key of an exclusion constraint has no operator",
                               "add .with(\"=\") or another operator");
        if (!first) made.definition += ", ";
        first = false;
        if (!part.column.empty())
            made.definition += retort::quote(part.column);
        else
            made.definition += function_called(part.expression).empty() ? "(" + part.expression + ")" : part.expression;
        if (!part.collation.empty()) made.definition += " COLLATE " + part.collation;
        if (!part.opclass.empty()) made.definition += " " + part.opclass;
        if (part.descending) made.definition += " DESC";
        made.definition += " WITH " + op;
        read += " " + part.expression + " " + (part.column.empty() ? "" : retort::quote(part.column));
    }
    made.definition += ")";
    if (const Fact* fact = key.clauses.one(K::where)) {
        made.definition += " WHERE (" + fact->text + ")";
        read += " " + fact->text;
    }
    const Deferral deferral = deferral_of(key);
    if (deferral != Deferral::not_deferrable) made.definition += " DEFERRABLE";
    if (deferral == Deferral::initially_deferred) made.definition += " INITIALLY DEFERRED";
    made.depends_on.add_columns(into.table.name, columns_in(read, into.table.columns));
    take_name(key, made);
    take_comment(context, key, made);
    made.declared = key.place.position();
    into.table.exclusions.push_back(std::move(made));
}

}  // namespace

const std::string* LoweredTable::column(const MemberRef& member) const {
    const auto at = column_of.find({member.owner, member.name});
    return at != column_of.end() ? &at->second : nullptr;
}

void report_no_column(Context& context, const Record& record, const MemberRef& member, const Location& place,
                      const std::string& columns) {
    const std::string what = member.name.empty() ? "a member" : "'" + member.owner + "::" + member.name + "'";
    context.errors.add("RT106", place,
                       "a rule of '" + record.name + "' names " + what + ", which is not one of its " + columns,
                       "name members of '" + record.name + (columns == "columns" ? "' that are columns" : "'"));
}

std::vector<std::string> columns_of(Context& context, const LoweredTable& table, const std::vector<MemberRef>& members,
                                    const Location& place) {
    std::vector<std::string> columns;
    for (const MemberRef& member : members) {
        const std::string* column = table.column(member);
        if (column == nullptr) {
            report_no_column(context, *table.record, member, place, "columns");
            return {};
        }
        if (std::find(columns.begin(), columns.end(), *column) != columns.end()) {
            context.errors.add("RT250", place,
                               "column '" + *column + "' of '" + table.record->name + "' is named twice in one key",
                               "remove one of them");
            return {};
        }
        columns.push_back(*column);
    }
    return columns;
}

Deferral deferral_of(const KeyClause& key) {
    if (key.clauses.has(K::initially_deferred)) return Deferral::initially_deferred;
    return key.clauses.has(K::deferrable) ? Deferral::initially_immediate : Deferral::not_deferrable;
}

std::vector<KeyClause> keys_of_record(Context& context, const LoweredTable& table) {
    std::vector<KeyClause> keys;
    for (const Rule& rule : table.record->rules) {
        if (rule.kind == rule_kind::column) {
            bool known = false;
            for (const Fact& fact : rule.facts)
                if (fact.kind == K::member) known = table.column(fact.member) != nullptr;
            if (!known) continue;
            for (KeyClause& key : keys_of_column(rule, context.dialect, context.errors)) keys.push_back(std::move(key));
            continue;
        }
        if (rule.kind == rule_kind::table || rule.kind == rule_kind::mixin || rule.kind == rule_kind::ignore) continue;
        const bool out = std::any_of(rule.facts.begin(), rule.facts.end(), [&](const Fact& fact) {
            return fact.kind == K::only && !holds(static_cast<engine>(fact.number), context.dialect);
        });
        if (!out) keys.push_back(key_of_rule(rule, context.dialect));
    }
    for (const KeyClause& key : keys)
        key.clauses.check_repeated(context.errors, "a key of '" + table.record->name + "'");
    return keys;
}

void lower_keys(Context& context, LoweredTable& into) {
    for (const KeyClause& key : keys_of_record(context, into)) {
        switch (key.what) {
            case K::primary_key: add_primary_key(context, into, key); break;
            case K::unique: add_unique(context, into, key); break;
            case K::check: add_check(context, into, key); break;
            case K::index: add_index(context, into, key); break;
            case K::with_operator: add_exclusion(context, into, key); break;
            default: break;
        }
    }
    Table& table = into.table;
    forbid_null_in_key(context, table);
    if (!context.info().autoincrement) return;
    for (const Column& column : table.columns) {
        const bool alone = table.primary_key && table.primary_key->columns == std::vector<std::string>{column.name};
        if (column.autoincrement && !(alone && column.type.sql == "INTEGER"))
            context.errors.add("RT263", table_location(into, column.name),
                               "autoincrement() of '" + column.name + "' in table '" + retort::display(table.name) +
                                   "' requires an INTEGER primary key on this column alone");
    }
    for (const Rule& rule : into.record->rules) {
        if (rule.kind != rule_kind::column) continue;
        const Clauses clauses(rule.facts, context.dialect);
        const Fact* identity = clauses.one({K::identity, K::identity_always});
        if (identity == nullptr) continue;
        for (const Fact& fact : rule.facts) {
            if (fact.kind != K::member) continue;
            const std::string* column = into.column(fact.member);
            if (column != nullptr &&
                !(table.primary_key && table.primary_key->columns == std::vector<std::string>{*column}))
                report_unsupported(context, location_of(identity, rule.place),
                                   "SQLite has an identity only for a single-column primary key, not for '" + *column +
                                       "' of '" + into.record->name + "'",
                                   "move it after .on(postgresql)");
        }
    }
}

Location table_location(const LoweredTable& table, const std::string& column) {
    for (const Member& member : table.record->members)
        if (const std::string* name = table.column({member.owner, member.name}); name != nullptr && *name == column)
            return member.place;
    return table.record->place;
}

}  // namespace retort::reflect
