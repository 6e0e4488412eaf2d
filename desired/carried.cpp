#include "desired/carried.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "emit/plan.hpp"
#include "schema/closure.hpp"

namespace retort::desired {

namespace {

/// The schemas whose objects the SQL files declare completely.
std::set<std::string> authoritative_schemas(const Schema& declared) {
    std::set<std::string> schemas;
    if (!declared.sql->authoritative) return schemas;
    schemas = declared.schemas;
    schemas.insert("");
    for (const SqlStatement& each : declared.sql->statements)
        if (each.kind == info(ObjectKind::schema).word) schemas.insert(each.name.name);
    return schemas;
}

/// True if an SQL file creates the extension or schema.
bool declares(const Schema& declared, const std::string& kind, const std::string& name) {
    return std::any_of(declared.sql->statements.begin(), declared.sql->statements.end(),
                       [&](const SqlStatement& each) { return each.kind == kind && each.name.name == name; });
}

bool is_declared(const ObjectName& name, const Schema& declared) {
    return declared.tables.contains(name) || declared.enums.contains(name) || declared.sequences.contains(name) ||
           std::any_of(declared.sql->statements.begin(), declared.sql->statements.end(),
                       [&](const SqlStatement& each) { return each.name == name; });
}

class Carrier {
public:
    Carrier(const Schema& declared, const Schema& live) : declared_(declared), live_(live) {}

    Schema run() {
        carried_.dialect = live_.dialect;
        const std::set<std::string> complete = authoritative_schemas(declared_);
        for (const auto& [id, definition] : live_.definitions) {
            const ObjectKindInfo& kind = info(id.kind);
            if (kind.own_namespace && kind.in_expressions && !kind.kept_unless_declared &&
                !complete.contains(id.name.schema))
                carry(id);
            // A declared trigger may keep a full-text index up to date.
            if (id.kind == ObjectKind::virtual_table && !is_declared(id.name, declared_))
                carried_.definitions.emplace(id, definition);
        }
        for (const auto& [id, definition] : live_.excluded->definitions)
            if (id.kind == ObjectKind::virtual_table && !is_declared(id.name, declared_))
                carried_.definitions.emplace(id, definition);
        if (carried_.definitions.empty()) return std::move(carried_);
        for (const auto& [name, extension] : live_.extensions) {
            // A file that creates it need not say IF NOT EXISTS.
            if (declares(declared_, "extension", name)) continue;
            carried_.extensions.emplace(name, extension);
            add_schema(extension.schema);
        }
        return std::move(carried_);
    }

private:
    /// Carries the object with all that it depends on, unless it depends on an object that is declared or has rows.
    void carry(const ObjectId& id) {
        const std::set<ObjectId> all = closure(std::set<ObjectId>{id}, [&](const ObjectId& each, const auto& reach) {
            if (const auto found = live_.definitions.find(each); found != live_.definitions.end())
                for (const Dependency& dependency : found->second.depends_on.list) reach(dependency.object);
        });
        const bool possible = std::all_of(all.begin(), all.end(), [&](const ObjectId& each) {
            const bool exists = live_.definitions.contains(each) || live_.enums.contains(each.name);
            return exists && !info(each.kind).relation && !is_declared(each.name, declared_);
        });
        if (!possible) return;
        for (const ObjectId& each : all) {
            add_schema(each.name.schema);
            if (const auto found = live_.definitions.find(each); found != live_.definitions.end())
                carried_.definitions.insert(*found);
            else
                carried_.enums.insert(*live_.enums.find(each.name));
        }
    }

    void add_schema(const std::string& name) {
        if (!name.empty()) carried_.schemas.insert(name);
    }

    const Schema& declared_;
    const Schema& live_;
    Schema carried_;
};

}  // namespace

Schema carried_objects(const Schema& declared, const Schema& live) { return Carrier(declared, live).run(); }

void create_carried(introspect::Database& scratch, const Schema& carried) {
    for (const emit::Statement& each : emit::create_script(carried).statements) {
        try {
            scratch.execute(each.sql);
        } catch (const introspect::StatementError&) {
            // The statement was a transaction of its own.
        }
    }
}

void remove_carried(const Schema& declared, const Schema& carried, Schema& stored) {
    for (const auto& [id, definition] : carried.definitions) stored.definitions.erase(id);
    for (const auto& [name, type] : carried.enums) stored.enums.erase(name);
    for (const auto& [name, extension] : carried.extensions)
        if (!declared.extensions.contains(name) && !declares(declared, "extension", name))
            stored.extensions.erase(name);
    for (const std::string& name : carried.schemas)
        if (!declared.schemas.contains(name) && !declares(declared, "schema", name)) stored.schemas.erase(name);
}

}  // namespace retort::desired
