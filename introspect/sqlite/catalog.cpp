#include "introspect/sqlite/catalog.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "introspect/sqlite/create_index.hpp"
#include "introspect/sqlite/create_table.hpp"
#include "introspect/sqlite/resolver.hpp"
#include "schema/error.hpp"
#include "schema/same_state.hpp"
#include "sql/sqlite/tokens.hpp"

namespace retort::introspect::sqlite {

namespace {

constexpr std::string_view objects_query = R"sql(
SELECT type, name, tbl_name, sql
  FROM main.sqlite_schema
 WHERE name NOT LIKE 'sqlite\_%' ESCAPE '\'
   AND sql IS NOT NULL
 ORDER BY rowid
)sql";

constexpr std::string_view kinds_query = R"sql(
SELECT name, type
  FROM pragma_table_list
 WHERE schema = 'main'
   AND type IN ('virtual', 'shadow')
)sql";

constexpr std::string_view modules_query = "SELECT name FROM pragma_module_list";

constexpr std::string_view columns_query = R"sql(
SELECT tables.name, columns.name, columns."notnull", columns.pk, columns.hidden
  FROM main.sqlite_schema AS tables,
       pragma_table_xinfo(tables.name, 'main') AS columns
 WHERE tables.type = 'table'
   AND tables.name NOT LIKE 'sqlite\_%' ESCAPE '\'
   AND tables.sql NOT LIKE 'CREATE VIRTUAL%'
 ORDER BY tables.rowid, columns.cid
)sql";

/// A set of names, compared as SQLite does: without case.
class NameSet {
public:
    void add(std::string_view name) { names_.insert(sql::sqlite::to_lower(name)); }
    bool has(std::string_view name) const { return names_.contains(sql::sqlite::to_lower(name)); }
    const std::set<std::string>& folded() const { return names_; }

private:
    std::set<std::string> names_;
};

/// The words and quoted names in a statement, in lower case. In that of a virtual table a string is a name too:
/// content='notes'.
NameSet names_in(std::string_view sql, bool strings) {
    using sql::sqlite::TokenKind;
    NameSet names;
    for (const sql::sqlite::Token& token : sql::sqlite::tokenize(sql))
        if (token.kind == TokenKind::word || token.kind == TokenKind::quoted_name ||
            (strings && token.kind == TokenKind::string))
            names.add(sql::sqlite::unquote(token.text));
    return names;
}

class Catalog {
public:
    Catalog(const RunQuery& query, const Filter& filter) : query_(query), filter_(filter) {
        filter_.default_schema = "main";
        schema_.dialect = Dialect::sqlite;
    }

    Schema run() {
        read_objects();
        read_kinds();
        for (const StoredObject& object : objects_)
            if (object.type == "table" && is_ours(object.name)) table(object);
        ignore_tables();
        for (const StoredObject& object : objects_)
            if (object.type == "index" && is_ours(object.table)) index(object);
        for (const StoredObject& object : objects_)
            if (object.type == "view" || object.type == "trigger" || virtual_.has(object.name)) definition(object);
        for (auto& [name, table] : schema_.tables) resolve(table);
        verify();
        exclude();
        sort(schema_);
        return std::move(schema_);
    }

private:
    void read_objects() {
        for (Row& row : query_(objects_query))
            objects_.push_back({row[0].value_or(""), row[1].value_or(""), row[2].value_or(""), row[3].value_or("")});
        for (const StoredObject& each : objects_)
            if (each.type == "table" || each.type == "view") relations_.emplace(each.name, &each);
    }

    void ignore_tables() {
        for (const IgnoredTable& each : filter_.ignored_tables)
            for (const auto& [name, table] : schema_.tables) {
                if (!sql::sqlite::same_name(each.name.name, name.name)) continue;
                std::vector<std::string> columns;
                for (const Column& column : table.columns) columns.push_back(column.name);
                if (filter_.ignores(each.name, columns)) excluded_.add(name.name);
            }
    }

    /// True for an ordinary table.
    bool is_ours(const std::string& table) const { return !virtual_.has(table) && !shadow_.has(table); }

    ObjectKind kind_of(const StoredObject& object) const {
        if (object.type == "view") return ObjectKind::view;
        if (object.type == "trigger") return ObjectKind::trigger;
        return virtual_.has(object.name) ? ObjectKind::virtual_table : ObjectKind::table;
    }

    bool passes(const StoredObject& object) const {
        return !excluded_.has(object.table) && filter_.reads_schema("") && filter_.reads_table({"", object.table}) &&
               filter_.reads_kind(info(kind_of(object)).word);
    }

    /// Moves excluded tables to Schema::excluded. One that a remaining table's foreign key references is replaced by an
    /// external table with the key's columns.
    void exclude() {
        std::map<ObjectName, Table>& excluded = schema_.excluded->tables;
        for (auto at = schema_.tables.begin(); at != schema_.tables.end();) {
            const auto here = at++;
            if (passes({"table", here->first.name, here->first.name, ""})) continue;
            excluded.insert(schema_.tables.extract(here));
        }
        std::map<ObjectName, Table> externals;
        for (const auto& [name, table] : schema_.tables) {
            for (const ForeignKey& key : table.foreign_keys) {
                const auto whole = excluded.find(key.table);
                if (whole == excluded.end()) continue;
                Table& external = externals[key.table];
                external.name = key.table;
                external.external = true;
                for (const std::string& wanted : key.references) {
                    const Column* column = whole->second.find_column(wanted);
                    if (column == nullptr || external.find_column(wanted) != nullptr) continue;
                    Column& made = external.columns.emplace_back();
                    made.name = column->name;
                    made.type = column->type;
                    made.collation = column->collation;
                }
                Unique unique;
                unique.columns = key.references;
                if (find_same_state(external.uniques, unique) == external.uniques.end())
                    external.uniques.push_back(std::move(unique));
            }
        }
        for (auto& [name, table] : externals)
            if (!table.columns.empty()) schema_.tables.emplace(name, std::move(table));
    }

    /// Finds virtual tables and their shadow tables.
    void read_kinds() {
        for (const Row& row : query_(kinds_query)) (*row[1] == "virtual" ? virtual_ : shadow_).add(*row[0]);
        if (virtual_.folded().empty()) return;
        NameSet modules;
        for (const Row& row : query_(modules_query)) modules.add(*row[0]);
        for (const StoredObject& object : objects_) {
            const std::vector<sql::sqlite::Token> tokens = sql::sqlite::tokenize(object.sql);
            if (tokens.size() < 2 || !tokens[1].is("VIRTUAL")) continue;
            const auto word = std::find_if(tokens.begin(), tokens.end(),
                                           [](const sql::sqlite::Token& each) { return each.is("USING"); });
            if (word == tokens.end() || word + 1 == tokens.end() || modules.has(sql::sqlite::unquote((word + 1)->text)))
                continue;
            for (const StoredObject& other : objects_)
                if (sql::sqlite::to_lower(other.name).starts_with(sql::sqlite::to_lower(object.name) + "_"))
                    shadow_.add(other.name);
        }
        for (const StoredObject& object : objects_)
            if (shadow_.has(object.name)) schema_.excluded->names.insert(object.name);
    }

    void table(const StoredObject& object) {
        Table table = parse_create_table(object.sql, object.name);
        spelling_[sql::sqlite::to_lower(object.name)] = table.name;
        schema_.tables.emplace(table.name, std::move(table));
    }

    Table* find(const std::string& name) {
        const auto found = spelling_.find(sql::sqlite::to_lower(name));
        return found == spelling_.end() ? nullptr : &schema_.tables.at(found->second);
    }

    void index(const StoredObject& object) {
        if (Table* table = find(object.table))
            table->indexes.push_back(parse_create_index(object.sql, object.name, *table));
    }

    void definition(const StoredObject& object) {
        Definition definition;
        definition.kind = kind_of(object);
        definition.name.name = object.name;
        definition.sql = object.sql;
        if (definition.kind == ObjectKind::trigger) {
            const Table* table = find(object.table);
            definition.table.name = table ? table->name.name : object.table;
        }
        if (definition.kind == ObjectKind::virtual_table)
            depend_on_named(definition, object);
        else
            resolve(definition, object);
        std::sort(definition.depends_on.list.begin(), definition.depends_on.list.end());
        definition.depends_on.from_catalog = true;  // SQLite has no other record than the text
        auto& definitions = passes(object) ? schema_.definitions : schema_.excluded->definitions;
        definitions.emplace(id_of(definition), std::move(definition));
    }

    ObjectId relation_id(const std::string& name) const {
        const auto found = relations_.find(name);
        return {found == relations_.end() ? ObjectKind::table : kind_of(*found->second), {"", name}, {}};
    }

    /// What SQLite itself resolves, or if it can't, each relation that the text names.
    void resolve(Definition& definition, const StoredObject& object) {
        if (!resolver_) resolver_.emplace(objects_);
        const Resolved resolved = resolver_->resolve(object);
        definition.broken = resolved.error;
        if (!resolved.known || !resolved.error.empty()) return depend_on_named(definition, object);
        for (const std::string& name : resolved.relations)
            if (name != object.name) definition.depends_on.add(relation_id(name));
        for (const auto& [relation, name] : resolved.columns) {
            const Table* table = find(relation);
            const auto column = table == nullptr
                                    ? std::vector<Column>::const_iterator()
                                    : std::find_if(table->columns.begin(), table->columns.end(), [&](const auto& each) {
                                          return sql::sqlite::same_name(each.name, name);
                                      });
            if (table != nullptr && column != table->columns.end())
                definition.depends_on.add(column_id(table->name, column->name));
        }
    }

    void depend_on_named(Definition& definition, const StoredObject& object) const {
        const NameSet named = names_in(object.sql, definition.kind == ObjectKind::virtual_table);
        for (const auto& [name, relation] : relations_)
            if (name != object.name && named.has(name)) definition.depends_on.add(relation_id(name));
    }

    /// Resolves foreign keys: the spelling of the referenced table and columns, and the table's primary key if the
    /// statement names no columns (foreignkeys.html, section 3).
    void resolve(Table& table) {
        for (ForeignKey& key : table.foreign_keys) {
            const Table* parent = find(key.table.name);
            if (!parent) continue;
            key.table = parent->name;
            key.implicit = key.references.empty();
            if (key.references.empty() && parent->primary_key) key.references = parent->primary_key->columns;
            for (std::string& name : key.references)
                for (const Column& column : parent->columns)
                    if (sql::sqlite::same_name(column.name, name)) name = column.name;
        }
    }

    /// Compares the parsed columns with those of pragma_table_xinfo.
    void verify() {
        std::map<const Table*, std::size_t> seen;
        const Table* table = nullptr;
        std::string of;
        std::size_t* next = nullptr;
        for (const Row& row : query_(columns_query)) {
            if (*row[0] != of) {  // the rows of a table follow each other
                of = *row[0];
                table = find(of);
                next = &seen[table];
            }
            if (!table) continue;
            const std::size_t at = (*next)++;
            const bool known = at < table->columns.size() && table->columns[at].name == *row[1];
            if (!known) disagree(*table, *row[1]);
            const Column& column = table->columns[at];
            const bool alias = is_rowid_alias(*table) && table->primary_key->columns[0] == column.name;
            const bool in_key =
                table->primary_key && std::find(table->primary_key->columns.begin(), table->primary_key->columns.end(),
                                                column.name) != table->primary_key->columns.end();
            const bool generated = *row[4] == "2" || *row[4] == "3";
            if ((!alias && column.nullable != (*row[2] == "0")) || in_key != (*row[3] != "0") ||
                column.generated.has_value() != generated)
                disagree(*table, column.name);
        }
        for (const auto& [name, each] : schema_.tables)
            if (seen[&each] != each.columns.size()) disagree(each, each.columns.back().name);
    }

    [[noreturn]] static void disagree(const Table& table, const std::string& column) {
        throw Error(
            "RT041", "retort and SQLite read column " + table.name.name + "." + column + " differently",
            "this is a bug in retort; please report it with the output of: SELECT sql FROM sqlite_schema WHERE name "
            "= " +
                quote_literal(table.name.name));
    }

    const RunQuery& query_;
    Filter filter_;
    NameSet excluded_;  ///< the filter's ignored tables
    NameSet virtual_;
    NameSet shadow_;
    std::vector<StoredObject> objects_;
    std::map<std::string, const StoredObject*> relations_;  ///< tables and views
    std::map<std::string, ObjectName> spelling_;            ///< name in lower case → the table's name
    std::optional<Resolver> resolver_;
    Schema schema_;
};

}  // namespace

Schema read_schema(const RunQuery& query, const Filter& filter) { return Catalog(query, filter).run(); }

}  // namespace retort::introspect::sqlite
