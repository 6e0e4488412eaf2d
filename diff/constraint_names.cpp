#include "diff/constraint_names.hpp"

#include <map>
#include <utility>

#include "schema/parts.hpp"
#include "schema/same_state.hpp"

namespace retort::diff {

namespace {

/// A name in a schema, or, with a second part, the name of a constraint on its table.
using Name = std::pair<ObjectName, std::string>;

bool has_index(const Constraint& constraint) {
    return !std::holds_alternative<Check>(constraint) && !std::holds_alternative<ForeignKey>(constraint);
}

std::vector<Name> names_of(const ObjectName& table, const std::variant<Constraint, Index>& object) {
    if (const auto* index = std::get_if<Index>(&object)) return {{{table.schema, index->name}, {}}};
    const Constraint& constraint = std::get<Constraint>(object);
    if (name_of(constraint).empty()) return {};  // SQLite: any number of constraints may be unnamed
    std::vector<Name> names{{table, name_of(constraint)}};
    if (has_index(constraint)) names.push_back({{table.schema, name_of(constraint)}, {}});
    return names;
}

/// The number of objects of a schema with each name.
class Claims {
public:
    explicit Claims(const Schema& schema) {
        for (const auto& [name, sequence] : schema.sequences) ++count_[{name, {}}];
        for (const auto& [key, definition] : schema.definitions) {
            if (info(definition.kind).relation) ++count_[{definition.name, {}}];
            for (const Index& each : definition.indexes) add(definition.name, each, 1);
        }
        for (const auto& [name, table] : schema.tables) {
            ++count_[{name, {}}];
            const auto add_one = [&](const auto& part) { add(name, part, 1); };
            for_each_part(table, add_one);
            if (!table.partition_of.empty()) for_each_part(*table.from_parent, add_one);
        }
    }

    void add(const ObjectName& table, const std::variant<Constraint, Index>& object, int times) {
        for (Name& name : names_of(table, object)) count_[std::move(name)] += times;
    }

    bool has(const ObjectName& table, const std::variant<Constraint, Index>& object) const {
        for (const Name& name : names_of(table, object))
            if (const auto found = count_.find(name); found != count_.end() && found->second > 0) return true;
        return false;
    }

private:
    std::map<Name, int> count_;
};

void set_name(std::variant<Constraint, Index>& object, const std::string& name) {
    if (auto* index = std::get_if<Index>(&object))
        index->name = name;
    else
        std::visit([&](auto& each) { each.name = name; }, std::get<Constraint>(object));
}

const std::string& name_in(const std::variant<Constraint, Index>& object) {
    const auto* index = std::get_if<Index>(&object);
    return index ? index->name : name_of(std::get<Constraint>(object));
}

/// True if CLUSTER ON or REPLICA IDENTITY of the table names the index.
bool is_referenced(const Schema& schema, const ObjectName& table, const std::string& index) {
    const Table* found = schema.find_table(table);
    return found && !index.empty() && (found->clustered_on == index || replica_index(*found) == index);
}

}  // namespace

void resolve_names(std::vector<KeptName> kept, const Schema& from, const Schema& to, Differences& changes) {
    if (kept.empty()) return;
    Claims before(from), after(to);
    for (const KeptName& each : kept) {
        before.add(each.table, each.from, -1);
        after.add(each.table, each.to, -1);
    }
    std::vector<bool> renamed(kept.size(), false);
    for (bool found = true; found;) {
        found = false;
        for (std::size_t i = 0; i < kept.size(); ++i) {
            const auto& [table, old_name, new_name] = kept[i];
            if (renamed[i] || after.has(table, new_name)) continue;
            const bool referenced =
                is_referenced(from, table, name_in(old_name)) || is_referenced(to, table, name_in(new_name));
            if (!referenced && !after.has(table, old_name) && !before.has(table, new_name)) continue;
            before.add(table, old_name, 1);
            after.add(table, new_name, 1);
            renamed[i] = found = true;
        }
    }
    for (std::size_t i = 0; i < kept.size(); ++i) {
        KeptName& each = kept[i];
        if (!renamed[i]) set_name(each.to, name_in(each.from));
        if (same_state(each.from, each.to)) continue;
        if (std::holds_alternative<Index>(each.from))
            changes.push_back(AlterIndex{each.table, std::get<Index>(each.from), std::get<Index>(each.to)});
        else
            changes.push_back(
                AlterConstraint{each.table, std::get<Constraint>(each.from), std::get<Constraint>(each.to)});
    }
}

void treat_names_as_explicit(Schema& schema) {
    const auto set = [](auto& part) { part.named = true; };
    for (auto& [name, table] : schema.tables) {
        for_each_part(table, set);
        for (Column& each : table.columns)
            if (each.identity) each.identity->compared = true;
    }
    for (auto& [key, definition] : schema.definitions)
        for (Index& each : definition.indexes) set(each);
}

}  // namespace retort::diff
