#include "introspect/postgres/reading.hpp"

namespace retort::introspect::postgres {

std::string Scope::schemas() const { return temporary ? "n.oid = pg_my_temp_schema()" : permanent_schemas(); }

std::string Scope::permanent_schemas() const {
    // Names that begin with pg_ are system schemas (PostgreSQL, chapter 5.9.5).
    return "n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'";
}

std::string Scope::own_schemas() const { return only_default ? "n.nspname = current_schema()" : schemas(); }

ObjectName Reading::name(std::string_view schema_name, std::string_view object) const {
    const bool is_default = schema_name == default_schema || (scope.temporary && schema_name.starts_with("pg_temp_"));
    return {is_default ? std::string() : std::string(schema_name), std::string(object)};
}

void Reading::note_comment(Oid catalog, Oid object, int sub, std::string_view text) {
    comments_[key(catalog, object)].emplace_back(sub, text);
}

std::string Reading::comment(Oid catalog, Oid object, int sub) const {
    const auto found = comments_.find(key(catalog, object));
    if (found != comments_.end()) {
        for (const auto& [at, text] : found->second) {
            if (at == sub) {
                return text;
            }
        }
    }
    return {};
}

const Relation* Reading::find_relation(Oid oid) const {
    const auto found = relations.find(oid);
    return found == relations.end() ? nullptr : &found->second;
}

Relation* Reading::find_relation(Oid oid) {
    const auto found = relations.find(oid);
    return found == relations.end() ? nullptr : &found->second;
}

Table* Reading::find_table(Oid oid) const {
    const Relation* relation = find_relation(oid);
    return relation == nullptr ? nullptr : relation->table;
}

Definition* Reading::add(Oid catalog, Oid object, Definition definition) {
    if (scope.temporary && info(definition.kind).own_namespace) {
        permanent_.emplace(key(catalog, object), id_of(definition));
        return nullptr;
    }
    if (!filter.reads_schema(definition.name.schema) || !filter.reads_kind(info(definition.kind).word)) {
        return nullptr;
    }
    Definition& added = schema.definitions[id_of(definition)];
    added = std::move(definition);
    definitions[key(catalog, object)] = &added;
    return &added;
}

std::vector<std::string> Reading::column_names(const Relation& table, const std::vector<std::int64_t>& attnums) const {
    std::vector<std::string> out;
    for (const std::int64_t attnum : attnums) {
        if (attnum > 0 && static_cast<std::size_t>(attnum) <= table.columns.size()) {
            out.push_back(table.columns[static_cast<std::size_t>(attnum) - 1]);
        }
    }
    return out;
}

}  // namespace retort::introspect::postgres
