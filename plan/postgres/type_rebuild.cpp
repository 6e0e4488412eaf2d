#include "plan/postgres/type_rebuild.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "diff/free_name.hpp"
#include "diff/inheritance.hpp"
#include "diff/type_parts.hpp"
#include "plan/effect_parts.hpp"
#include "plan/postgres/enum_rebuild.hpp"
#include "plan/postgres/type_alterations.hpp"
#include "schema/closure.hpp"
#include "schema/same_state.hpp"

namespace retort::plan::postgres {

namespace {

std::optional<UserType> user_type(const Schema& schema, const ObjectName& name) {
    if (const auto found = schema.enums.find(name); found != schema.enums.end()) return found->second;
    if (const Definition* found = diff::find_type(schema, name)) return *found;
    return std::nullopt;
}

bool is_type(const Definition& definition) { return info(definition.kind).type; }

bool is_range(const std::optional<UserType>& type) {
    const auto* definition = type ? std::get_if<Definition>(&*type) : nullptr;
    return definition && definition->kind == ObjectKind::range;
}

/// True for a routine, and for any other object that the expressions of a type's definition use: an operator or a text
/// search configuration, for example.
bool is_used(ObjectKind kind) { return info(kind).routine || info(kind).own_namespace; }

/// The name of the type that a change creates, alters or drops; empty for any other change.
ObjectName type_of(const Step& step) {
    if (const auto* c = std::get_if<diff::AlterEnum>(&step); c && c->from.name == c->to.name) return c->to.name;
    if (const auto* c = std::get_if<diff::CreateEnum>(&step)) return c->to.name;
    if (const auto* c = std::get_if<diff::DropEnum>(&step)) return c->from.name;
    if (const auto* c = std::get_if<diff::AlterDefinition>(&step); c && is_type(c->to)) return c->to.name;
    if (const auto* c = std::get_if<diff::CreateDefinition>(&step); c && is_type(c->to)) return c->to.name;
    if (const auto* c = std::get_if<diff::DropDefinition>(&step); c && is_type(c->from)) return c->from.name;
    return {};
}

class Rebuilder {
public:
    Rebuilder(Steps& steps, const Schema& from, const Schema& to) : steps_(steps), from_(from), to_(to) {}

    RebuiltTypes run(const std::set<ObjectName>& enums, const std::set<ObjectName>& blocked) {
        find_seeds(enums);
        find_used();
        for (const ObjectName& name : blocked)
            if (const Definition* type = diff::find_type(from_, name)) release(*type);
        if (types_.empty() && used_.empty() && stripped_.empty()) return {};
        spread();
        for (const ObjectName& name : types_)
            if (!by_text(name)) result_.interim.emplace(name, free_name(name));
        result_.types = types_;
        for (const ObjectName& name : types_)
            for (const Schema* schema : {&from_, &to_})
                if (const Definition* range = diff::find_type(*schema, name))
                    if (ObjectName sets = diff::multirange_of(*range); !sets.empty())
                        result_.types.insert(std::move(sets));
        replace_changes();
        for (const auto& [name, table] : from_.tables)
            if (const Table* after = to_.find_table(name)) move_columns(table, *after);
        return std::move(result_);
    }

private:
    /// True if columns of the type are converted to text temporarily: for ranges, types that become or were a range,
    /// and types with such a component. They can't outlive the old range.
    bool by_text(const ObjectName& name) const {
        if (is_range(user_type(from_, name)) || is_range(user_type(to_, name))) return true;
        const Definition* found = diff::find_type(from_, name);
        const std::vector<Type> parts = found ? diff::components(*found, from_) : std::vector<Type>{};
        return std::any_of(parts.begin(), parts.end(), [&](const Type& each) {
            const ObjectName part = owner(each.user_type);
            return types_.contains(part) && by_text(part);
        });
    }

    /// The range type that a multirange type belongs to; `name` for any other type.
    ObjectName owner(const ObjectName& name) const {
        const Definition* found = name.empty() || types_.contains(name) ? nullptr : diff::find_type(from_, name);
        return found ? found->name : name;
    }

    bool on_both_sides(const ObjectName& name) const { return user_type(from_, name) && user_type(to_, name); }

    void find_seeds(const std::set<ObjectName>& enums) {
        types_ = enums;
        for (const Step& step : steps_) {
            if (const auto* alter = std::get_if<diff::AlterDefinition>(&step); alter && is_type(alter->to)) {
                if (alter->from.sql != alter->to.sql && !alterable(*alter)) types_.insert(alter->to.name);
            } else if (std::holds_alternative<diff::DropEnum>(step) ||
                       std::holds_alternative<diff::DropDefinition>(step)) {
                // Dropped and created again as a type of another kind.
                if (const ObjectName name = type_of(step); !name.empty() && on_both_sides(name)) types_.insert(name);
            }
        }
    }

    bool alterable(const diff::AlterDefinition& alter) const {
        if (alter.to.kind == ObjectKind::domain) {
            const bool adds_check = adds_checks(diff::domain_parts(alter.from), diff::domain_parts(alter.to));
            return domain_alterable(alter.from, alter.to) && !(adds_check && is_stored_inside(alter.to.name));
        }
        if (alter.to.kind == ObjectKind::composite)
            return composite_alterable(alter.from, alter.to, !is_stored(alter.to.name));
        return alter.to.kind == ObjectKind::base_type;  // reject_rebuilt_base_types
    }

    /// True if some column stores values of the type, directly or inside another type.
    bool is_stored(const ObjectName& name) const {
        return any_column(
            [&](const Type& type) { return owner(type.user_type) == name || contains(type.user_type, name); });
    }

    /// True if some column stores them inside an array, a composite or a range: PostgreSQL can't check such values when
    /// a domain gets a constraint, and rejects the statement (ALTER DOMAIN, notes).
    bool is_stored_inside(const ObjectName& name) const {
        return any_column([&](const Type& type) {
            Type base = type;
            while (!base.array && base.user_type != name) {
                const Definition* domain = diff::find_type(from_, base.user_type);
                if (!domain || domain->kind != ObjectKind::domain) break;
                base = diff::type_named(diff::domain_parts(*domain).base, from_);
            }
            return (base.array && base.user_type == name) || contains(base.user_type, name);
        });
    }

    template <class Is>
    bool any_column(Is is) const {
        for (const auto& [name, table] : from_.tables)
            for (const Column& column : table.columns)
                if (!column.type.user_type.empty() && is(column.type)) return true;
        return false;
    }

    /// True if values of `outer` contain values of `inner`.
    bool contains(const ObjectName& outer, const ObjectName& inner) const {
        const Definition* found = outer == inner ? nullptr : diff::find_type(from_, outer);
        if (!found) return false;
        for (const Type& each : diff::components(*found, from_))
            if (each.user_type == inner || (!each.user_type.empty() && contains(each.user_type, inner))) return true;
        return false;
    }

    /// Finds the functions and the like that the changes recreate anyway, functions with the same or other arguments.
    void find_used() {
        std::set<ObjectName> made;
        for (const Step& step : steps_)
            if (const auto* create = std::get_if<diff::CreateDefinition>(&step); create && is_used(create->to.kind))
                made.insert(create->to.name);
        for (const Step& step : steps_)
            if (const auto* drop = std::get_if<diff::DropDefinition>(&step);
                drop && is_used(drop->from.kind) && made.contains(drop->from.name))
                used_.insert(drop->from.name);
            else if (const auto* alter = std::get_if<diff::AlterDefinition>(&step);
                     alter && is_used(alter->to.kind) && !plan::is_replaceable(alter->from, alter->to))
                used_.insert(alter->to.name);
    }

    /// Adds the types and functions that depend on those found so far: a type with such a component is rebuilt, a
    /// function is recreated, and a domain whose check or default uses one is stripped.
    void spread() {
        std::multimap<ObjectName, const Definition*> dependents;
        for (const auto& [id, definition] : from_.definitions) {
            if (!to_.definitions.contains(id) || (!is_used(id.kind) && !is_type(definition))) continue;
            std::set<ObjectName> referenced = components_of(definition);
            for (const Dependency& each : definition.depends_on.list) referenced.insert(owner(each.object.name));
            for (const ObjectName& each : referenced) dependents.emplace(each, &definition);
        }
        std::set<ObjectName> seeds = types_;
        seeds.insert(used_.begin(), used_.end());
        closure(std::move(seeds), [&](const ObjectName& changed, const auto& reach) {
            const auto [first, last] = dependents.equal_range(changed);
            for (auto at = first; at != last; ++at) {
                const Definition& dependent = *at->second;
                const bool has_component = types_.contains(changed) && components_of(dependent).contains(changed);
                if (!is_used(dependent.kind) && !has_component) {
                    if (release(dependent)) reach(dependent.name);
                    continue;
                }
                (is_used(dependent.kind) ? used_ : types_).insert(dependent.name);
                reach(dependent.name);
            }
        });
    }

    /// Releases what the definition of a type uses, apart from its components. True if the type is rebuilt for that:
    /// the operator class and the functions of a range type can't be altered.
    bool release(const Definition& type) {
        if (type.kind == ObjectKind::domain) stripped_.insert(type.name);
        const bool is_rebuilt =
            type.kind == ObjectKind::range || (type.kind == ObjectKind::domain && is_stored_inside(type.name));
        if (is_rebuilt) types_.insert(type.name);
        return is_rebuilt;
    }

    /// The types that values of the type consist of; none for a function.
    std::set<ObjectName> components_of(const Definition& definition) const {
        std::set<ObjectName> names;
        if (!is_type(definition)) return names;
        for (const Type& each : diff::components(definition, from_))
            if (!each.user_type.empty()) names.insert(owner(each.user_type));
        return names;
    }

    ObjectName free_name(const ObjectName& name) const {
        // Two long names may be equal after clipping.
        return diff::free_name(name, from_, to_, [&](const ObjectName& interim) {
            return std::any_of(result_.interim.begin(), result_.interim.end(),
                               [&](const auto& each) { return each.second == interim; });
        });
    }

    /// The name of a type after the old types have been renamed to their interim names.
    ObjectName interim_name(const ObjectName& name) const {
        const auto found = result_.interim.find(name);
        return found == result_.interim.end() ? name : found->second;
    }

    void replace_changes() {
        const auto bare = [&](UserType type) {
            auto* domain = std::get_if<Definition>(&type);
            if (domain && stripped_.contains(domain->name) && domain->kind == ObjectKind::domain)
                *domain = diff::bare_domain(*domain);
            return type;
        };
        std::erase_if(steps_, [&](const Step& step) {
            const ObjectName name = type_of(step);
            return !name.empty() && (types_.contains(name) || stripped_.contains(name));
        });
        // A type that is dropped and not recreated references the old types until then.
        for (Step& step : steps_)
            if (auto* drop = std::get_if<diff::DropDefinition>(&step); drop && is_type(drop->from))
                for (Dependency& each : drop->from.depends_on.list) each.object.name = interim_name(each.object.name);
        for (const ObjectName& name : stripped_) {
            const Definition& whole = *diff::find_type(from_, name);
            const Definition stripped = std::get<Definition>(bare(whole));
            Definition released = stripped;  // before its base type is rebuilt
            std::erase_if(released.depends_on.list,
                          [&](const Dependency& each) { return types_.contains(owner(each.object.name)); });
            steps_.push_back(diff::AlterDefinition{whole, std::move(released)});
            if (!types_.contains(name)) steps_.push_back(diff::AlterDefinition{stripped, *diff::find_type(to_, name)});
        }
        for (const ObjectName& name : types_) {
            const UserType before = bare(*user_type(from_, name)), after = *user_type(to_, name);
            if (by_text(name)) {
                std::visit([&](const auto& each) { drop(each); }, before);
                std::visit([&](const auto& each) { create(each); }, after);
                continue;
            }
            std::vector<ObjectName> components;
            if (const auto* definition = std::get_if<Definition>(&before))
                for (const Type& each : diff::components(*definition, from_))
                    if (!each.user_type.empty()) components.push_back(interim_name(each.user_type));
            steps_.push_back(RebuildType{before, after, result_.interim.at(name)});
            steps_.push_back(DropOldType{before, result_.interim.at(name), std::move(components)});
        }
    }

    void drop(const Enum& each) { steps_.push_back(diff::DropEnum{each}); }
    void drop(const Definition& each) { steps_.push_back(diff::DropDefinition{each}); }
    void create(const Enum& each) { steps_.push_back(diff::CreateEnum{each}); }
    void create(const Definition& each) { steps_.push_back(diff::CreateDefinition{each}); }

    void move_columns(const Table& table, const Table& after) {
        for (const Column& column : table.columns) {
            const Column* kept = after.find_column(column.name);
            if (!kept || !types_.contains(owner(column.type.user_type))) continue;
            const bool stays = kept->type.user_type == column.type.user_type;
            if (stays) result_.retyped.emplace(table.name, column.name);
            if (kept->generated || (column.generated && !column.generated->stored)) continue;  // dropped and added
            if (diff::is_inherited_column(table, after, column.name, to_)) continue;
            move(table.name, column, *kept);
        }
    }

    void move(const ObjectName& table, const Column& column, const Column& after) {
        auto at = std::find_if(steps_.begin(), steps_.end(), [&](const Step& step) {
            const auto* alter = std::get_if<diff::AlterColumn>(&step);
            return alter && alter->table == table && alter->from.name == column.name && alter->to.name == column.name;
        });
        const diff::AlterColumn whole =
            at == steps_.end() ? diff::AlterColumn{table, column, after} : std::get<diff::AlterColumn>(*at);
        if (at != steps_.end() && is_converted_before(whole.from, whole.to, *from_.casts)) return;
        if (at != steps_.end()) steps_.erase(at);
        if (by_text(column.type.user_type)) {
            Column text = whole.from;
            text.type = {.sql = column.type.array ? "text[]" : "text"};
            text.default_sql.reset();
            text.generated.reset();
            text.depends_on = {};
            steps_.push_back(diff::AlterColumn{table, whole.from, text});
            if (!same_state(text, whole.to)) steps_.push_back(diff::AlterColumn{table, text, whole.to});
            return;
        }
        diff::AlterColumn alter = whole;
        alter.from.type.user_type = interim_name(column.type.user_type);
        for (Dependency& each : alter.from.depends_on.list)
            if (info(each.object.kind).type && each.object.name == column.type.user_type)
                each.object.name = alter.from.type.user_type;
        steps_.push_back(std::move(alter));
    }

    Steps& steps_;
    const Schema& from_;
    const Schema& to_;
    std::set<ObjectName> types_;     ///< to be rebuilt
    std::set<ObjectName> used_;      ///< functions and the like that are recreated, by name
    std::set<ObjectName> stripped_;  ///< domains whose default and checks are dropped temporarily
    RebuiltTypes result_;
};

/// True if a domain or range may depend on an object that changes elsewhere recreate.
bool has_types_on_others(const Schema& schema) {
    return std::any_of(schema.definitions.begin(), schema.definitions.end(), [](const auto& each) {
        const Definition& definition = each.second;
        return is_type(definition) &&
               (definition.depends_on.any([](const ObjectId& used) { return is_used(used.kind); }) ||
                (definition.kind == ObjectKind::domain && definition.sql.find(")::") != std::string::npos) ||
                (definition.kind == ObjectKind::domain && definition.sql.find("'::") != std::string::npos));
    });
}

}  // namespace

bool is_converted_before(const Column& from, const Column& to, const Casts& casts) {
    if (!to.type.user_type.empty()) return false;
    if (!to.transition->using_sql.empty()) return true;
    const auto cast = casts.find({name_in_cast(from.type), name_in_cast(to.type)});
    return from.type.array == to.type.array && cast != casts.end() && cast->second.own;
}

RebuiltTypes rebuild_types(Steps& steps, const Schema& from, const Schema& to, const diff::Renames& renames,
                           NewLabels new_labels) {
    const std::set<ObjectName> enums = enums_to_rebuild(steps, renames, new_labels);
    if (!has_types_on_others(from) && !has_types_on_others(to)) return Rebuilder(steps, from, to).run(enums, {});
    const Steps differences = steps;
    for (std::set<ObjectName> blocked;;) {
        RebuiltTypes rebuilt = Rebuilder(steps, from, to).run(enums, blocked);
        std::set<ObjectName> more = types_on_recreated(steps, from, to, rebuilt.retyped);
        more.insert(blocked.begin(), blocked.end());
        if (more == blocked) return rebuilt;
        blocked = std::move(more);
        steps = differences;
    }
}

Schema with_old_types(Schema schema, const RebuiltTypes& rebuilt) {
    for (auto& [key, definition] : schema.definitions)  // types that are dropped and not recreated
        if (is_type(definition) && !rebuilt.types.contains(definition.name))
            definition = diff::with_components(definition, rebuilt.interim, schema);
    for (const auto& [name, interim] : rebuilt.interim) {
        if (const auto found = schema.enums.find(name); found != schema.enums.end()) {
            Enum old = found->second;
            old.name = interim;
            schema.enums.emplace(interim, std::move(old));
        } else if (const Definition* type = diff::find_type(schema, name)) {
            Definition old = diff::with_components(*type, rebuilt.interim, schema);
            old.name = interim;
            schema.definitions.emplace(id_of(old), std::move(old));
        }
    }
    return schema;
}

}  // namespace retort::plan::postgres
