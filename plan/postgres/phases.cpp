#include "plan/postgres/phases.hpp"

#include <algorithm>

#include "diff/renames.hpp"
#include "diff/structure.hpp"
#include "plan/postgres/online_names.hpp"
#include "plan/postgres/phase_limits.hpp"
#include "schema/default_name.hpp"
#include "schema/parts.hpp"

namespace retort::plan::postgres {

namespace {

/// The parts that follow a column; an exclusion constraint is a limit.
using PhasedKinds = PartKinds<PrimaryKey, Unique, Check, ForeignKey, Index>;

using ColumnNames = std::map<ObjectName, std::map<std::string, std::string>>;

diff::Renames renames_of(ColumnNames names) {
    diff::Renames renames;
    renames.columns = std::move(names);
    return renames;
}

/// The schema with other names of the phased columns, as the engine writes them into expressions.
template <class Before, class After>
Schema with_names(const Schema& schema, const std::vector<PhasedColumn>& columns, Before before, After after) {
    ColumnNames names;
    for (const PhasedColumn& each : columns)
        if (before(each) != after(each)) names[each.table][before(each)] = after(each);
    return diff::apply(renames_of(std::move(names)), schema);
}
const std::string& old_name(const PhasedColumn& column) { return column.from.name; }
const std::string& new_name(const PhasedColumn& column) { return column.to.name; }
const std::string& added_name(const PhasedColumn& column) { return column.added; }
/// No column has it: a part that differs under this name is over the column.
std::string probe_name(const PhasedColumn& column) { return "retort probe " + column.from.name; }

/// A column of the first state that changes its name, or its type.
struct Candidate {
    const Table* table;
    const Column* from;
    const Column* to;
};

std::vector<Candidate> candidates(const Schema& from, const Schema& to, const diff::Renames& renames,
                                  const OnlineKinds& kinds, PlainChanges& plain) {
    std::vector<Candidate> found;
    for (const auto& [old_table, table] : from.tables) {
        const auto moved = renames.tables.find(old_table);
        const ObjectName& name = moved == renames.tables.end() ? old_table : moved->second;
        const Table* after = to.find_table(name);
        if (after == nullptr || *after->external) continue;
        const auto columns = renames.columns.find(name);
        for (const Column& column : table.columns) {
            std::string new_column = column.name;
            if (columns != renames.columns.end())
                if (const auto other = columns->second.find(column.name); other != columns->second.end())
                    new_column = other->second;
            const Column* target = after->find_column(new_column);
            if (target == nullptr) continue;
            const bool renamed = new_column != column.name;
            if (!renamed && !rewrites_table(column, *target)) continue;
            if (!kinds.contains(renamed ? OnlineKind::renames : OnlineKind::type_changes)) {
                if (renamed && rewrites_table(column, *target) && kinds.contains(OnlineKind::type_changes))
                    plain[{name, new_column}] = "the column is renamed in the same migration";
                continue;
            }
            if (auto limit = phase_limit(table, column, *target, from, to, renames))
                plain[{name, new_column}] = std::move(*limit);
            else
                found.push_back({&table, &column, target});
        }
    }
    return found;
}

/// The new column as the contract leaves it. What differs otherwise is a change of its own after the phases.
Column contracted_column(const ObjectName& table, const Column& from, const Column& to) {
    Column column = to;
    column.transition = Transition{};
    column.nullable = from.nullable || to.nullable;
    // A sequence may be renamed or dropped by the other changes.
    if (from.default_sql && from.default_sql->starts_with("nextval(")) {
        column.default_sql = from.default_sql;
        column.depends_on = from.depends_on;
    }
    // The identity is added to the new column under its new name.
    if (from.identity) {
        column.identity->named = from.identity->named;
        column.identity->compared = from.identity->compared;
        column.identity->sequence =
            *from.identity->named ? *from.identity->sequence : default_name(table.name, to.name, "seq");
    }
    return column;
}

class Names {
public:
    Names(const Schema& from, const Schema& to) : from_(from), to_(to), parts_(from, to) {
        for (const Schema* schema : {&from, &to})
            for (const auto& [id, definition] : schema->definitions)
                if (info(id.kind).routine) functions_.insert(id.name);
    }

    std::string interim_column(const Table& table, const std::string& column, const std::string& word) const {
        const Table* after = to_.find_table(table.name);
        return free([&](const std::string& label) { return default_name(column, {}, label); }, word,
                    [&](const std::string& name) {
                        return table.find_column(name) != nullptr ||
                               (after != nullptr && after->find_column(name) != nullptr);
                    });
    }
    ObjectName function(const ObjectName& table, const std::string& column) {
        const std::string name =
            free([&](const std::string& label) { return default_name(table.name, column, label); }, "sync",
                 [&](const std::string& other) { return functions_.contains({table.schema, other}); });
        functions_.insert({table.schema, name});
        return {table.schema, name};
    }
    /// Triggers of one event fire in the order of their names (PostgreSQL manual, 39.1): this one is the last, so that
    /// it copies what others have changed.
    std::string trigger(const ObjectName& table, const std::string& column) const {
        return free([&](const std::string& label) { return default_name("zz_" + table.name, column, label); }, "sync",
                    [&](const std::string& other) {
                        const ObjectId id{ObjectKind::trigger, {table.schema, other}, table.name};
                        return from_.definitions.contains(id) || to_.definitions.contains(id);
                    });
    }
    template <class T>
    std::string part(const ObjectName& table, const std::string& name, const std::string& word) {
        constexpr bool relation = !std::is_same_v<T, Check> && !std::is_same_v<T, ForeignKey>;
        return relation ? parts_.free_relation({table.schema, name}, word)
                        : parts_.free_check({table.schema, name}, {}, word);
    }

private:
    template <class Make, class Taken>
    static std::string free(Make make, const std::string& label, Taken taken) {
        std::string name = make(label);
        for (int number = 1; taken(name); ++number) name = make(label + std::to_string(number));
        return name;
    }

    const Schema &from_, &to_;
    OnlineNames parts_;
    std::set<ObjectName> functions_;
};

/// True if all columns that the part reads are in the table, which has no new ones before the phases.
bool is_possible(const Part& part, const Schema& from, const ObjectName& table) {
    const auto has = [&](const ObjectName& name, const std::vector<std::string>& columns) {
        const Table* found = from.find_table(name);
        return found != nullptr && std::all_of(columns.begin(), columns.end(), [&](const std::string& each) {
                   return each.empty() || found->find_column(each) != nullptr;
               });
    };
    return std::visit(
        [&]<class T>(const T& each) {
            if constexpr (std::is_same_v<T, ForeignKey>) {
                return has(table, each.columns) && has(each.table, each.references);
            } else if constexpr (std::is_same_v<T, Check>) {
                return has(table, each.depends_on.columns());
            } else if constexpr (std::is_same_v<T, Index>) {
                std::vector<std::string> columns = each.depends_on.columns();
                for (const IndexPart& key : each.parts) columns.push_back(key.column);
                return has(table, columns) && has(table, each.include);
            } else {
                return has(table, each.columns) && has(table, each.include);
            }
        },
        part);
}

/// The unique index of a key.
Index index_of(const PrimaryKey& key, std::string name) {
    Index index;
    index.name = std::move(name);
    index.unique = true;
    for (const std::string& each : key.columns) index.parts.push_back({.column = each});
    index.include = key.include;
    index.storage = key.storage;
    index.tablespace = key.tablespace;
    index.comment = key.index_comment;
    index.named = true;
    return index;
}

/// Pairs the parts over the phased columns in the two states.
class Pairing {
public:
    Pairing(const Schema& from, const Schema& to, const std::vector<PhasedColumn>& columns, Names& names)
        : from_(from),
          to_(to),
          from_probed_(with_names(from, columns, old_name, probe_name)),
          from_renamed_(with_names(from, columns, old_name, new_name)),
          to_probed_(with_names(to, columns, new_name, probe_name)),
          to_added_(with_names(to, columns, new_name, added_name)),
          to_old_(with_names(to, columns, new_name, old_name)),
          names_(names) {
        for (const PhasedColumn& each : columns)
            if (each.renamed()) renamed_tables_.insert(each.table);
    }

    std::vector<PhasedPart> parts() {
        for (const auto& entry : from_.tables) {
            table_ = &entry.second;
            for_each_kind(PhasedKinds{}, [&]<class T>() { add<T>(); });
        }
        return std::move(parts_);
    }

private:
    template <class T>
    void add() {
        const ObjectName& name = table_->name;
        const auto before = parts_of<T>(*table_);
        const auto probed = parts_of<T>(from_probed_.tables.at(name)),
                   renamed = parts_of<T>(from_renamed_.tables.at(name));
        for (std::size_t i = 0; i < before.size(); ++i) {
            if (same_state(before[i], probed[i])) continue;
            PhasedPart part{name, before[i]};
            if (const Table* after = to_.find_table(name)) pair(part, renamed[i], *after);
            parts_.push_back(std::move(part));
        }
    }

    template <class T>
    void pair(PhasedPart& part, const T& renamed, const Table& table) {
        const auto after = parts_of<T>(table);
        const auto probed = parts_of<T>(to_probed_.tables.at(table.name));
        auto found = std::find_if(after.begin(), after.end(), [&](const T& each) { return each.name == renamed.name; });
        const auto own = parts_of<T>(*table_);
        const auto has_pair = [&](const T& each) {
            return std::any_of(own.begin(), own.end(), [&](const T& other) { return other.name == each.name; });
        };
        if (found == after.end())
            found = std::find_if(after.begin(), after.end(),
                                 [&](const T& each) { return !has_pair(each) && diff::same_structure(renamed, each); });
        if (found == after.end()) return;
        const auto at = static_cast<std::size_t>(found - after.begin());
        if (same_state(*found, probed[at])) return;  // it is no longer over a phased column
        if (!is_possible(parts_of<T>(to_old_.tables.at(table.name))[at], from_, table.name)) return;
        T kept = *found, interim = parts_of<T>(to_added_.tables.at(table.name))[at];
        // Generated names follow the names of the columns.
        const bool is_explicit = *renamed.named && *kept.named;
        if (!is_explicit && !renamed_tables_.contains(table.name)) kept.name = renamed.name;
        if constexpr (requires { kept.not_valid; })
            if (kept.not_valid) return;
        interim.named = true;
        if constexpr (std::is_same_v<T, PrimaryKey>) {
            if (renamed.columns != kept.columns) return;
            part.interim = index_of(interim, names_.part<T>(table.name, kept.name, "new"));
        } else {
            interim.name = names_.part<T>(table.name, kept.name, "new");
            part.interim = std::move(interim);
        }
        part.after = std::move(kept);
    }

    const Schema &from_, &to_;
    const Schema from_probed_, from_renamed_, to_probed_, to_added_, to_old_;
    Names& names_;
    std::set<ObjectName> renamed_tables_;
    const Table* table_ = nullptr;
    std::vector<PhasedPart> parts_;
};

/// A primary key that the migration changes can't be swapped; its columns are left to the plain plan.
bool drop_changed_keys(Phases& phases) {
    std::set<ObjectName> tables;
    for (const PhasedPart& each : phases.parts)
        if (std::holds_alternative<PrimaryKey>(each.before) && !each.after) tables.insert(each.table);
    return std::erase_if(phases.columns, [&](const PhasedColumn& each) {
               if (!tables.contains(each.table)) return false;
               phases.plain[{each.table, each.to.name}] = "the primary key changes in the same migration";
               return true;
           }) > 0;
}

}  // namespace

const std::string& name_of(const Part& part) {
    return std::visit([](const auto& each) -> const std::string& { return each.name; }, part);
}

Phases phases(const Schema& from, const Schema& to, const OnlineKinds& kinds) {
    Phases result;
    const diff::Renames renames = diff::find_renames(from, to);
    Names names(from, to);
    for (const Candidate& each : candidates(from, to, renames, kinds, result.plain)) {
        PhasedColumn column{
            each.table->name, *each.from, contracted_column(each.table->name, *each.from, *each.to), {}, {}, {}};
        column.added = column.renamed() ? column.to.name : names.interim_column(*each.table, column.from.name, "new");
        column.function = names.function(column.table, column.added);
        column.trigger = names.trigger(column.table, column.added);
        result.columns.push_back(std::move(column));
    }
    do {
        Names of_parts(from, to);
        result.parts = result.empty() ? std::vector<PhasedPart>() : Pairing(from, to, result.columns, of_parts).parts();
    } while (drop_changed_keys(result));
    return result;
}

PlainChanges plain_changes(const Schema& from, const Schema& to, const OnlineKinds& kinds) {
    Phases found = phases(from, to, kinds);
    for (const PhasedColumn& each : found.columns)
        found.plain[{each.table, each.to.name}] =
            "its phases take several revisions, which 'retort revision --online' writes";
    return std::move(found.plain);
}

Phases reversed(const Phases& phases, const Schema& from, const PhaseStates& states) {
    Phases back;
    Names names(states.backfilled, states.contracted);
    for (const PhasedColumn& each : phases.columns) {
        PhasedColumn column{each.table, each.to, each.from, {}, {}, {}};
        column.added = each.renamed()
                           ? each.from.name
                           : names.interim_column(states.backfilled.tables.at(each.table), each.from.name, "old");
        column.function = names.function(column.table, column.added);
        column.trigger = names.trigger(column.table, column.added);
        back.columns.push_back(std::move(column));
    }
    const Schema added = with_names(from, back.columns, new_name, added_name);
    for (const PhasedPart& each : phases.parts) {
        PhasedPart part{each.table, each.after.value_or(each.before), each.before, {}};
        std::visit(
            [&]<class T>(const T& before) {
                for (const T& other : parts_of<T>(added.tables.at(each.table))) {
                    if (other.name != before.name) continue;
                    T interim = other;
                    interim.name = names.part<T>(each.table, before.name, "old");
                    interim.named = true;
                    if constexpr (std::is_same_v<T, PrimaryKey>)
                        part.interim = index_of(interim, interim.name);
                    else
                        part.interim = std::move(interim);
                }
            },
            each.before);
        back.parts.push_back(std::move(part));
    }
    return back;
}

}  // namespace retort::plan::postgres
