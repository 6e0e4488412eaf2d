#include "reflect/lower.hpp"

#include <algorithm>
#include <deque>

#include "reflect/lower/context.hpp"
#include "reflect/lower/key_parts.hpp"
#include "reflect/lower/merge_rules.hpp"

namespace retort::reflect {

namespace {

using K = fact_kind;

const Rule& own_rule(const Record& record) { return record.rules.front(); }

bool excluded(const Record& record, Dialect dialect) {
    const std::vector<Fact>& facts = own_rule(record).facts;
    return std::any_of(facts.begin(), facts.end(), [&](const Fact& fact) {
        return fact.kind == K::only && !holds(static_cast<engine>(fact.number), dialect);
    });
}

/// PARTITION BY: the method and its columns, or the text as it was declared.
std::string partition_of(Context& context, const LoweredTable& table, const Clauses& clauses) {
    const Fact* how = clauses.one(K::partition_by);
    if (how == nullptr) return {};
    std::vector<MemberRef> members;
    for (const Fact* fact : clauses.all(K::partition_member)) members.push_back(fact->member);
    if (members.empty()) return how->text;
    std::string list;
    for (const std::string& column : columns_of(context, table, members, location_of(how, table.record->place)))
        list += (list.empty() ? "" : ", ") + retort::quote(column);
    return how->text + " (" + list + ")";
}

ObjectName name_of(const Context& context, const Clauses& clauses) {
    ObjectName name;
    if (const Fact* fact = clauses.one(K::name)) name.name = fact->text;
    if (context.info().schemas)
        if (const Fact* fact = clauses.one(K::schema)) name.schema = fact->text;
    return name;
}

LoweredTable begin_table(Context& context, const Record& record) {
    LoweredTable made;
    made.record = &record;
    Table& table = made.table;
    const Clauses clauses(own_rule(record).facts, context.dialect);
    clauses.check_repeated(context.errors, "table of '" + record.name + "'");
    table.name = name_of(context, clauses);
    table.external = clauses.has(K::external);
    if (const Fact* fact = clauses.one(K::renamed_from)) table.transition->renamed_from = fact->text;
    table.declared = record.place.position();
    if (context.info().comments) {
        const Fact* comment = clauses.one(K::comment);
        table.comment = comment != nullptr ? comment->text : record.comment;
    }
    if (context.info().storage_settings) {
        table.unlogged = clauses.has(K::unlogged);
        for (const Fact* fact : clauses.all(K::storage_parameter)) table.storage[fact->text] = fact->more;
        if (const Fact* fact = clauses.one(K::tablespace)) table.tablespace = fact->text;
        if (const Fact* fact = clauses.one(K::replica_identity)) table.replica_identity = fact->text;
        table.row_security = clauses.has(K::row_security);
    }
    if (context.info().rowid_tables) {
        table.strict = clauses.has(K::strict);
        table.without_rowid = clauses.has(K::without_rowid);
    }
    return made;
}

void finish_table(Context& context, LoweredTable& made) {
    const Clauses clauses(own_rule(*made.record).facts, context.dialect);
    if (context.info().partitions)
        made.table.partition_by = partition_of(context, made, clauses);
    else if (const Fact* fact = clauses.one(K::partition_by))
        report_unsupported(context, location_of(fact, made.record->place),
                           "SQLite has no partitioned tables: '" + made.record->name + "'",
                           "move it after .on(postgresql)");
    if (context.info().rowid_tables && made.table.without_rowid && !made.table.primary_key)
        context.errors.add("RT237", made.record->place,
                           "a WITHOUT ROWID table requires a primary key: '" + made.record->name + "' has none");
    if (made.table.columns.empty())
        context.errors.add("RT112", made.record->place, "model '" + made.record->name + "' has no columns",
                           "a model needs at least one member; the in-program reader requires BOOST_DESCRIBE_STRUCT");
}

/// The drops that the table's own rule declares. True if the table itself is dropped.
bool declare_drops(Context& context, const Record& record, std::set<Drop>& drops) {
    const Clauses clauses(own_rule(record).facts, context.dialect);
    const ObjectName table = name_of(context, clauses);
    if (clauses.has(K::dropped)) {
        drops.insert({table, ""});
        return true;
    }
    for (const Fact* fact : clauses.all(K::dropped_column)) drops.insert({table, fact->text});
    return false;
}

/// Reports columns that are declared as dropped and have a member.
void check_dropped_columns(Context& context, const LoweredTable& table) {
    const Clauses clauses(own_rule(*table.record).facts, context.dialect);
    for (const Fact* fact : clauses.all(K::dropped_column))
        if (table.table.find_column(fact->text) != nullptr)
            context.errors.add(
                "RT460", location_of(fact, table.record->place),
                "column '" + fact->text + "' of '" + table.record->name +
                    "' is declared as dropped, but a member declares it",
                "remove the member, or give it 'ignore<>', or remove .dropped_column(\"" + fact->text + "\")");
}

}  // namespace

void report_unsupported(Context& context, const Location& place, const std::string& message, const std::string& hint) {
    context.errors.add("RT111", place, message, hint);
}

Schema lower(const std::vector<Record>& records, Dialect dialect) {
    Context context;
    context.dialect = dialect;
    Schema schema;
    schema.dialect = dialect;
    std::vector<const Record*> used;
    std::deque<Record> merged;
    for (const Record& record : records) {
        if (excluded(record, dialect) || declare_drops(context, record, *schema.declared_drops)) continue;
        used.push_back(has_rules_to_merge(record) ? &merged.emplace_back(with_merged_rules(record)) : &record);
    }
    if (!records.empty()) context.naming = records.front().naming;

    lower_enums(context, used);
    std::map<ObjectName, const Record*> tables;
    for (const Record* record : used) {
        LoweredTable made = begin_table(context, *record);
        const auto [at, fresh] = tables.emplace(made.table.name, record);
        if (!fresh) {
            Diagnostic& error = context.errors.add("RT104", record->place,
                                                   "table '" + retort::display(made.table.name) + "' is declared by '" +
                                                       at->second->name + "' and by '" + record->name + "'",
                                                   "give one of them another name");
            Errors::note(error, at->second->place, "the other declaration");
            continue;
        }
        LoweredTable& table = context.tables.emplace(record->name, std::move(made)).first->second;
        lower_columns(context, table);
        check_dropped_columns(context, table);
    }
    declare_enums(context, schema);
    for (auto& [name, table] : context.tables) {
        lower_keys(context, table);
        finish_table(context, table);
    }
    for (auto& [name, table] : context.tables) lower_references(context, table);
    name_unnamed(context);
    context.errors.raise();
    for (auto& [name, table] : context.tables) {
        if (!table.table.name.schema.empty()) schema.schemas.insert(table.table.name.schema);
        schema.tables.emplace(table.table.name, std::move(table.table));
    }
    sort(schema);
    return schema;
}

}  // namespace retort::reflect
