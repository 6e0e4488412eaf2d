#include "emit/postgres/phase_scripts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "diff/renames.hpp"
#include "emit/postgres/batches.hpp"
#include "emit/postgres/clauses.hpp"
#include "emit/postgres/column_settings.hpp"
#include "emit/postgres/column_sql.hpp"
#include "emit/postgres/constraints.hpp"
#include "emit/postgres/context.hpp"
#include "emit/postgres/emit.hpp"
#include "emit/postgres/indexes.hpp"
#include "emit/postgres/online.hpp"
#include "emit/postgres/privileges.hpp"
#include "emit/postgres/script.hpp"
#include "emit/postgres/sequence_sql.hpp"
#include "emit/postgres/sink.hpp"
#include "plan/postgres/plan.hpp"
#include "schema/default_name.hpp"
#include "schema/parts.hpp"

namespace retort::emit::postgres {

using plan::postgres::name_of;
using plan::postgres::Part;
using plan::postgres::PhasedColumn;
using plan::postgres::PhasedPart;
using plan::postgres::SwappedKey;

namespace {

const Statement short_wait{"SET LOCAL lock_timeout = '500ms'", {}};

/// A script that is one transaction.
Script in_one_transaction(std::vector<Statement> statements) {
    Script script;
    script.statements.push_back(short_wait);
    for (Statement& each : statements) script.statements.push_back(std::move(each));
    return script;
}

bool is_index(const Part& part) { return std::holds_alternative<Index>(part); }
bool is_key(const Part& part) { return std::holds_alternative<PrimaryKey>(part); }
bool is_foreign_key(const Part& part) { return std::holds_alternative<ForeignKey>(part); }

void rename_part(const ObjectName& table, const Part& part, const std::string& before, const std::string& after,
                 Sink& sink) {
    if (is_index(part))
        sink.add(fmt::format("ALTER INDEX {} RENAME TO {}", quote(ObjectName{table.schema, before}), quote(after)));
    else
        sink.add(fmt::format("{}RENAME CONSTRAINT {} TO {}", alter_table_sql(table), quote(before), quote(after)));
}

void drop_constraint(const ObjectName& table, const std::string& name, Sink& sink) {
    sink.add(alter_table_sql(table) + "DROP CONSTRAINT " + quote(name));
}

/// All tables that the contract alters, at once: so that it does not hold some of the locks while it waits for others.
void lock_tables(const plan::postgres::Phases& phases, Sink& sink) {
    std::set<ObjectName> tables;
    for (const PhasedColumn& each : phases.columns) tables.insert(each.table);
    for (const PhasedPart& each : phases.parts) {
        tables.insert(each.table);
        if (const auto* key = std::get_if<ForeignKey>(&each.before)) tables.insert(key->table);
    }
    std::string list;
    for (const ObjectName& each : tables) list += (list.empty() ? "" : ", ") + quote(each);
    sink.add("LOCK TABLE " + list + " IN ACCESS EXCLUSIVE MODE");
}

/// The sequence of a serial column.
const Sequence* owned_sequence(const Schema& schema, const ObjectName& table, const std::string& column) {
    for (const auto& [name, sequence] : schema.sequences)
        if (sequence.owner_table == table && sequence.owner_column == column) return &sequence;
    return nullptr;
}
void own_sequence(const Schema& schema, const PhasedColumn& column, const std::string& owner, const std::string& name,
                  Sink& sink) {
    if (const Sequence* sequence = owned_sequence(schema, column.table, owner))
        sink.add(
            fmt::format("ALTER SEQUENCE {} OWNED BY {}.{}", quote(sequence->name), quote(column.table), quote(name)));
}

/// The setting that notes the next number of an identity column during a transaction.
std::string setting_of(const PhasedColumn& column) {
    std::string name = "retort.next_";
    for (const char c : display(column.table) + "_" + column.added)
        name += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'
                    ? std::string(1, c)
                    : fmt::format("_{:02x}", static_cast<unsigned char>(c));
    return name;
}
std::string sequence_of(const ObjectName& table, const std::string& column) {
    return fmt::format("pg_get_serial_sequence({}, {})::regclass", quote_literal(quote(table)), quote_literal(column));
}
/// The column becomes an identity column, whose numbers go on after the noted one.
void add_identity(const PhasedColumn& column, const std::string& name, const Column& as, Sink& sink) {
    sink.add(alter_column_sql(column.table, name) + "ADD " + identity_sql(*as.identity));
    sink.add(fmt::format("SELECT setval({0}, noted, false) FROM (SELECT {1}) AS number(noted) WHERE noted IS NOT NULL",
                         sequence_of(column.table, name), noted_number_sql(setting_of(column))));
    sink.comment_on(
        "SEQUENCE " + quote(ObjectName{column.table.schema, as.identity->sequence->empty()
                                                                ? default_name(column.table.name, name, "seq")
                                                                : *as.identity->sequence}),
        "", as.identity->comment);
}
void note_identity(const PhasedColumn& column, const std::string& sequence, const Column& after, Sink& sink) {
    sink.add(note_number_sql(setting_of(column), sequence, {after.type.sql, after.identity->options}));
}

/// A plan between two states and the sink of its statements.
struct OnlinePart {
    OnlinePart(const Schema& from, const Schema& to, Direction direction)
        : made(plan::postgres::plan(from, to, plan::postgres::Mode::online, plan::all_online_kinds())),
          context(made.from(), made.to(), made.renames(), direction),
          sink(context) {}

    void emit() { emit_online(made.steps, made.handlings, context, sink); }
    Script script() { return in_transactions(sink, {}); }

    plan::postgres::Plan made;
    Context context;
    Sink sink;
};

void grant_on(const PhasedColumn& column, const std::string& before, const std::string& after, const Schema& schema,
              const Context& context, Sink& sink) {
    for (const auto& [target, grants] : schema.privileges->grants) {
        if (target.kind != GrantKind::table || target.name != column.table || target.column != before) continue;
        GrantTarget copy = target;
        copy.column = after;
        postgres::emit(diff::AlterPrivileges{copy, {}, grants}, context, sink);
    }
}

const Definition& definition(const Schema& schema, ObjectKind kind, const ObjectName& name, const std::string& sub) {
    return schema.definitions.at({kind, name, sub});
}
void create_sync(const PhasedColumn& column, const Schema& schema, Sink& sink) {
    const ObjectName trigger{column.table.schema, column.trigger};
    sink.add(definition(schema, ObjectKind::function, column.function, "").sql);
    sink.add(definition(schema, ObjectKind::trigger, trigger, column.table.name).sql);
}
void drop_sync(const PhasedColumn& column, Sink& sink) {
    sink.add(fmt::format("DROP TRIGGER {} ON {}", quote(column.trigger), quote(column.table)));
    sink.add(fmt::format("DROP FUNCTION {}()", quote(column.function)));
}

void set_default(const PhasedColumn& column, const std::string& name, const Column& as, Sink& sink) {
    if (as.default_sql) sink.add(alter_column_sql(column.table, name) + "SET DEFAULT " + default_sql(*as.default_sql));
}

/// The primary key takes the unique index, which gets its name.
void take_key(const ObjectName& table, const PrimaryKey& key, const std::string& index, Sink& sink) {
    sink.add(fmt::format("{}ADD CONSTRAINT {} PRIMARY KEY USING INDEX {}{}", alter_table_sql(table), quote(key.name),
                         quote(index), deferral_sql(key.deferral)));
    comment_on_constraint(table, key, sink);
}

void add_open(const ObjectName& table, const Part& part, Sink& sink) {
    ForeignKey key = std::get<ForeignKey>(part);
    key.not_valid = true;
    sink.add(alter_table_sql(table) + "ADD " + constraint_sql(key));
    comment_on_constraint(table, key, sink);
}
void validate(const ObjectName& table, const Part& part, Sink& sink) {
    sink.add_alone(alter_table_sql(table) + "VALIDATE CONSTRAINT " + quote(name_of(part)));
}

/// The index that becomes the interim unique index of a primary key's new column, before the names are swapped.
Index index_of_new(const PhasedPart& part) {
    Index index = std::get<Index>(*part.interim);
    const PrimaryKey& key = std::get<PrimaryKey>(*part.after);
    for (std::size_t i = 0; i < key.columns.size(); ++i) index.parts[i].column = key.columns[i];
    index.include = key.include;
    return index;
}

/// Gives the columns and their parts the names that they had before the contract. `swapped`: foreign keys that are
/// added again, since they depend on the primary key's index.
void swap_names(const PhasedChange& change, const PhasedChange& back, const std::set<const PhasedPart*>& swapped,
                Sink& sink) {
    const plan::postgres::Phases& phases = change.phases;
    for (const PhasedColumn& each : back.phases.columns) drop_sync(each, sink);
    for (const PhasedPart* each : swapped)
        if (each->interim) drop_constraint(each->table, name_of(*each->after), sink);
    for (const PhasedPart& each : phases.parts) {
        if (!each.after) continue;
        if (is_key(*each.after))
            drop_constraint(each.table, name_of(*each.after), sink);
        else if (!swapped.contains(&each))
            rename_part(each.table, *each.after, name_of(*each.after), name_of(*each.interim), sink);
    }
    for (std::size_t i = 0; i < phases.columns.size(); ++i) {
        const PhasedColumn& each = phases.columns[i];
        const std::string alter = alter_column_sql(each.table, each.to.name);
        if (each.to.identity) {
            note_identity(each, sequence_of(each.table, each.to.name), each.from, sink);
            sink.add(alter + "DROP IDENTITY");
        }
        if (each.to.default_sql) sink.add(alter + "DROP DEFAULT");
        if (!each.renamed())
            for (const auto& [before, after] :
                 {std::pair(each.to.name, each.added), std::pair(back.phases.columns[i].added, each.from.name)})
                sink.add(
                    fmt::format("{}RENAME COLUMN {} TO {}", alter_table_sql(each.table), quote(before), quote(after)));
    }
    for (const PhasedPart& each : back.phases.parts) {
        if (const auto* key = std::get_if<PrimaryKey>(&*each.after))
            take_key(each.table, *key, name_of(*each.interim), sink);
        else
            rename_part(each.table, *each.after, name_of(*each.interim), name_of(*each.after), sink);
    }
}

/// The transaction at the end of the way back.
void take_place_again(const PhasedChange& change, const PhasedChange& back, Sink& sink) {
    const plan::postgres::Phases& phases = change.phases;
    std::set<const PhasedPart*> swapped;
    for (const SwappedKey& each : plan::postgres::swapped_keys(phases)) {
        create_index_concurrently(each.key->table, index_of_new(*each.key), sink);
        swapped.insert(each.references.begin(), each.references.end());
    }
    sink.divide();
    lock_tables(phases, sink);
    swap_names(change, back, swapped, sink);
    for (const PhasedColumn& each : phases.columns) {
        own_sequence(change.states.contracted, each, each.to.name, each.from.name, sink);
        set_default(each, each.from.name, each.from, sink);
        if (each.from.identity) add_identity(each, each.from.name, each.from, sink);
        create_sync(each, change.states.backfilled, sink);
    }
    for (const PhasedPart& each : phases.parts)
        if (swapped.contains(&each) && each.interim) add_open(each.table, *each.interim, sink);
    for (const PhasedPart& each : phases.parts)
        if (swapped.contains(&each) && each.interim) validate(each.table, *each.interim, sink);
}

void append(Script& all, Script part) {
    if (part.transactional) all.statements.push_back({"BEGIN", {}});
    for (Statement& each : part.statements) all.statements.push_back(std::move(each));
    if (part.transactional) all.statements.push_back({"COMMIT", {}});
}

}  // namespace

Script expand_script(const PhasedChange& change, const Schema& from) {
    OnlinePart part(from, change.states.expanded, Direction::up);
    part.emit();
    if (!change.states.expanded.privileges->compared)
        for (const PhasedColumn& each : change.phases.columns)
            grant_on(each, each.from.name, each.added, from, part.context, part.sink);
    return in_one_transaction(part.sink.take());
}

Script unexpand_script(const PhasedChange& change, const Schema& from) {
    OnlinePart part(change.states.expanded, from, Direction::down);
    part.emit();
    return in_one_transaction(part.sink.take());
}

Script backfill_script(const PhasedChange& change) {
    OnlinePart part(change.states.expanded, change.states.backfilled, Direction::up);
    for (std::size_t i = 0; i < change.phases.columns.size(); ++i) {
        const PhasedColumn& column = change.phases.columns[i];
        part.sink.add_alone(in_batches(column.table, fill_sql(column, change.values[i])), change.values[i].note);
    }
    part.emit();
    return part.script();
}

Script contract_script(const PhasedChange& change) {
    const plan::postgres::Phases& phases = change.phases;
    const diff::Renames renames;
    const Context context(change.states.backfilled, change.states.contracted, renames, Direction::up);
    Sink sink(context);
    lock_tables(phases, sink);
    for (const PhasedColumn& each : phases.columns) drop_sync(each, sink);
    for (const PhasedPart& each : phases.parts)
        if (is_foreign_key(each.before)) drop_constraint(each.table, name_of(each.before), sink);
    for (const PhasedColumn& each : phases.columns) {
        if (each.from.identity) note_identity(each, sequence_of(each.table, each.from.name), each.to, sink);
        own_sequence(change.states.backfilled, each, each.from.name, each.added, sink);
        sink.add(alter_table_sql(each.table) + "DROP COLUMN " + quote(each.from.name),
                 fmt::format("{}.{} has its values", display(each.table), each.added));
        if (!each.renamed())
            sink.add(fmt::format("{}RENAME COLUMN {} TO {}", alter_table_sql(each.table), quote(each.added),
                                 quote(each.to.name)));
    }
    for (const PhasedPart& each : phases.parts) {
        if (!each.after) continue;
        if (const auto* key = std::get_if<PrimaryKey>(&*each.after))
            take_key(each.table, *key, name_of(*each.interim), sink);
        else
            rename_part(each.table, *each.after, name_of(*each.interim), name_of(*each.after), sink);
    }
    for (const PhasedColumn& each : phases.columns) {
        set_default(each, each.to.name, each.to, sink);
        if (each.to.identity) add_identity(each, each.to.name, each.to, sink);
    }
    return in_one_transaction(sink.take());
}

Script reopen_script(const PhasedChange& change, const PhasedChange& back) {
    Script all;
    all.transactional = false;
    append(all, expand_script(back, change.states.contracted));
    append(all, backfill_script(back));
    const diff::Renames renames;
    const Context context(back.states.backfilled, change.states.backfilled, renames, Direction::down);
    Sink sink(context);
    take_place_again(change, back, sink);
    Script last = in_transactions(sink, {});
    if (last.transactional) last.statements.insert(last.statements.begin(), short_wait);
    append(all, std::move(last));
    return all;
}

}  // namespace retort::emit::postgres
