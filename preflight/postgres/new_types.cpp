#include "preflight/postgres/new_types.hpp"

#include <cctype>

#include "diff/type_parts.hpp"
#include "emit/plan.hpp"
#include "sql/identifiers.hpp"

namespace retort::preflight::postgres {

namespace {

/// True if `sql` has a cast to the type: "::name" or "CAST (… AS name)".
bool casts_to(const std::string& sql, const ObjectName& name) {
    const std::string type = quote(name);
    for (const std::string& before : {std::string("::"), std::string(" AS ")})
        for (std::size_t at = sql.find(before + type); at != std::string::npos; at = sql.find(before + type, at + 1)) {
            const std::size_t end = at + before.size() + type.size();
            const char next = end < sql.size() ? sql[end] : ' ';
            const bool ends = !std::isalnum(static_cast<unsigned char>(next)) && next != '_' && next != '.';
            if (ends && (before == "::" || next == ')')) return true;
        }
    return false;
}

/// Collects the objects of `to` that an expression needs and `from` does not have.
class NewObjects {
public:
    NewObjects(const Schema& from, const Schema& to) : from_(from), to_(to) { made_.dialect = to.dialect; }

    void add_named(const std::string& sql) {
        for (const ObjectName& name : sql::called_functions(sql)) add(name);
        for (const auto& [name, each] : to_.enums)
            if (!from_.enums.contains(name) && casts_to(sql, name)) add(name);
        for (const auto& [id, each] : to_.definitions)
            if (info(id.kind).type && !from_.definitions.contains(id) && casts_to(sql, id.name)) add(id.name);
        for (const auto& [name, table] : to_.tables)
            if (!from_.find_table(name) && casts_to(sql, name)) add(name);
    }

    /// Adds the types and functions of this name.
    void add(const ObjectName& name) {
        if (const auto found = to_.enums.find(name); found != to_.enums.end() && !from_.enums.contains(name))
            if (made_.enums.emplace(name, found->second).second) add_schema(name);
        for (const auto& [id, each] : to_.definitions)
            if (id.name == name && (info(id.kind).type || info(id.kind).routine) && !from_.definitions.contains(id))
                add(id, each);
        const Table* table = to_.find_table(name);
        if (table && !from_.find_table(name) && !made_.tables.contains(name)) add(*table);
    }

    const Schema& made() const { return made_; }
    bool empty() const { return made_.enums.empty() && made_.definitions.empty() && made_.tables.empty(); }

private:
    void add(const ObjectId& id, const Definition& definition) {
        if (!made_.definitions.emplace(id, definition).second) return;
        add_schema(id.name);
        if (info(id.kind).type)
            for (const Type& each : diff::components(definition, to_)) add(each.user_type);
        for (const auto& [object, type] : definition.depends_on.list)
            if (info(object.kind).type || info(object.kind).routine) add(object.name);
    }

    void add(const Table& table) {
        Table bare;
        bare.name = table.name;
        for (const Column& column : table.columns)
            bare.columns.push_back({.name = column.name, .type = column.type, .collation = column.collation});
        made_.tables.emplace(table.name, bare);
        add_schema(table.name);
        for (const Column& column : table.columns) add(column.type.user_type);
    }

    void add_schema(const ObjectName& name) {
        if (!name.schema.empty() && !from_.schemas.contains(name.schema)) made_.schemas.insert(name.schema);
    }

    const Schema& from_;
    const Schema& to_;
    Schema made_;
};

}  // namespace

std::string new_types_script(const std::string& sql, const Schema& from, const Schema& to) {
    NewObjects objects(from, to);
    objects.add_named(sql);
    return objects.empty() ? std::string() : emit::to_text(emit::create_script(objects.made()));
}

}  // namespace retort::preflight::postgres
