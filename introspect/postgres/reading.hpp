#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "introspect/filter.hpp"
#include "introspect/postgres/connection.hpp"
#include "schema/schema.hpp"

namespace retort::introspect::postgres {

/// Identifies an object within its system catalog (PostgreSQL manual, Object Identifier Types).
using Oid = std::uint32_t;

/// The parameters of the catalog queries: the server's version and the schemas to read.
/// All differences between the catalogs of versions 14 to 18 are here.
struct Scope {
    int version = 0;            ///< 150020
    bool temporary = false;     ///< read only the session's temporary schema, as the default schema
    bool throwaway = false;     ///< the server is a throwaway cluster, on which objects of a superuser can be created
    bool only_default = false;  ///< the filter has the default schema alone

    /// An expression: whether the role can create the objects of a superuser.
    std::string superuser() const {
        return throwaway ? "true" : "(SELECT rolsuper FROM pg_roles WHERE rolname = current_user)";
    }

    /// A condition on pg_namespace n.
    std::string schemas() const;
    /// The same for objects that are never temporary, but that temporary tables use (ObjectKindInfo::own_namespace).
    std::string permanent_schemas() const;
    /// The same for objects that nothing in another schema refers to, such as constraints and triggers.
    std::string own_schemas() const;

    /// pg_index.indnullsnotdistinct and pg_constraint.confdelsetcols exist from 15 on.
    std::string nulls_not_distinct() const { return version >= 150000 ? "i.indnullsnotdistinct" : "false"; }
    std::string set_columns() const { return version >= 150000 ? "k.confdelsetcols" : "NULL::int2[]"; }
    /// "Not set" is -1 up to 16, NULL from 17 on.
    std::string statistics() const { return "nullif(a.attstattarget, -1)"; }
    /// conenforced, conperiod and NOT NULL constraints in pg_constraint exist from 18 on.
    std::string not_enforced() const { return version >= 180000 ? "NOT k.conenforced" : "false"; }
    std::string period() const { return version >= 180000 ? "k.conperiod" : "false"; }
    std::string constraint_kinds() const {
        return version >= 180000 ? "'p', 'u', 'c', 'f', 'x', 'n'" : "'p', 'u', 'c', 'f', 'x'";
    }
    /// From 17 on a partition inherits its parent's identity column, and can't have another one (ALTER TABLE, ATTACH
    /// PARTITION).
    bool partitions_share_identity() const { return version >= 170000; }
    /// The locale of an ICU collation: colliculocale in 15 and 16, colllocale from 17 on.
    std::string locale() const {
        return version >= 170000 ? "c.colllocale" : version >= 150000 ? "c.colliculocale" : "NULL::text";
    }
    std::string collation_rules() const { return version >= 160000 ? "c.collicurules" : "NULL::text"; }
};

/// A relation of the catalog, in scope or not.
struct Relation {
    ObjectName name;
    char kind = 0;      ///< pg_class.relkind
    bool ours = false;  ///< in scope of the filter, and not a member of an extension
    bool partition = false;
    Table* table = nullptr;                        ///< of a table that is `ours`
    Oid identity_of = 0;                           ///< of an identity's sequence: its table
    std::string identity_column;                   ///< and its column
    Definition* definition = nullptr;              ///< of a view or composite type that is `ours`
    std::vector<std::string> columns;              ///< by attnum - 1; empty: dropped
    std::vector<Oid> collations;                   ///< by attnum - 1
    std::vector<Type> types;                       ///< of tables, by attnum - 1
    std::map<std::string, DefinitionColumn> said;  ///< of views and composite types: columns with settings or a comment
};

/// A user-defined type.
struct UserType {
    ObjectName name;
    char kind = 0;  ///< pg_type.typtype
    bool ours = false;
    bool array = false;  ///< the entry is the array type of `name`
    Oid relation = 0;    ///< pg_type.typrelid, of a composite type
};

/// A key of an index that is an expression or has operator class parameters.
struct IndexKey {
    std::string name;        ///< pg_attribute.attname of the index: "lower", "expr"
    std::string expression;  ///< as pg_get_indexdef prints it; empty: a column
    std::string parameters;  ///< of the operator class: "(siglen='32')"
    std::optional<int> statistics{};
};

struct OperatorClass {
    std::string name;
    bool is_default = false;
};

/// A row of pg_depend, without the dependent.
struct CatalogDependency {
    int sub = 0;      ///< the dependent's column; 0: the object
    Oid catalog = 0;  ///< of the referenced object
    Oid object = 0;
    int column = 0;  ///< of the referenced object; 0: the whole object
    DependencyType type = DependencyType::normal;
    ObjectId named;          ///< the referenced object, if the query returns its name
    bool attribute = false;  ///< `column` is an attribute of a composite value, such as (p).b, in a part of a table
};

/// The state that the readers share: the objects that earlier readers found, by oid.
class Reading {
public:
    Reading(Schema& schema, const Filter& filter, const Scope& scope) : schema(schema), filter(filter), scope(scope) {}

    Schema& schema;
    Filter filter;
    const Scope& scope;

    std::string default_schema;
    std::unordered_map<Oid, Relation> relations;
    std::unordered_map<Oid, UserType> types;
    std::unordered_map<std::uint64_t, std::string> expressions;  ///< of defaults, by key(table, attnum)
    std::unordered_map<Oid, ObjectName> functions;
    std::unordered_map<Oid, std::unordered_set<Oid>> type_functions;  ///< of a base type: its input function, …
    std::unordered_map<Oid, ObjectName> user_collations;
    std::unordered_map<std::uint64_t, Definition*> definitions;  ///< by key(catalog, object)
    std::unordered_map<Oid, OperatorClass> operator_classes;
    std::unordered_map<Oid, std::string> collations;
    std::unordered_map<Oid, std::map<int, IndexKey>> index_keys;  ///< by index, by position from 1

    /// The name in a Schema: without the schema if it is the default one.
    ObjectName name(std::string_view schema_name, std::string_view object) const;

    /// `catalog` is the oid of the object's catalog, for example of pg_class.
    void note_extension_member(Oid catalog, Oid object) { members_.insert(key(catalog, object)); }
    bool belongs_to_extension(Oid catalog, Oid object) const { return members_.contains(key(catalog, object)); }

    void note_comment(Oid catalog, Oid object, int sub, std::string_view text);
    std::string comment(Oid catalog, Oid object, int sub = 0) const;

    /// `catalog` and `object` are the dependent's.
    void note_dependency(Oid catalog, Oid object, CatalogDependency dependency) {
        dependencies_[key(catalog, object)].push_back(std::move(dependency));
    }
    /// The dependencies of an index, a constraint, a partition key, or of the expression of a column (`sub`: its
    /// number): columns first, in the order of the table.
    DependsOn depends_on(Oid catalog, Oid object, int sub = 0) const;
    /// Sets the dependencies of all definitions, when all objects have been read.
    void finish_definitions();

    const Relation* find_relation(Oid oid) const;
    Relation* find_relation(Oid oid);
    /// Null when the relation is not a table, or not `ours`.
    Table* find_table(Oid oid) const;

    /// Adds a definition to the Schema; null when its schema or kind is excluded. In the temporary scope, the name of
    /// an object that is never temporary is noted for the dependencies only.
    Definition* add(Oid catalog, Oid object, Definition definition);

    /// The names of the columns with these attnums.
    std::vector<std::string> column_names(const Relation& table, const std::vector<std::int64_t>& attnums) const;

    static std::uint64_t key(Oid high, Oid low) { return (static_cast<std::uint64_t>(high) << 32U) | low; }

private:
    /// The object that a dependency references; empty for one without a name in a Schema.
    ObjectId referenced(const CatalogDependency& dependency) const;

    /// True for a function that the base type needs, and that was therefore created for its shell type.
    /// `routine`: key(catalog, object).
    bool belongs_to_type(Oid type, std::uint64_t routine) const;

    std::unordered_set<std::uint64_t> members_;
    std::unordered_map<std::uint64_t, ObjectId> permanent_;  ///< by key(catalog, object)
    std::unordered_map<std::uint64_t, std::vector<std::pair<int, std::string>>> comments_;
    std::unordered_map<std::uint64_t, std::vector<CatalogDependency>> dependencies_;  ///< by key(catalog, object)
};

// The oids of the catalogs themselves; fixed, see src/include/catalog/*.h.
namespace catalog {
constexpr Oid type = 1247;
constexpr Oid procedure = 1255;
constexpr Oid relation = 1259;
constexpr Oid default_value = 2604;
constexpr Oid cast = 2605;
constexpr Oid constraint = 2606;
constexpr Oid rewrite = 2618;
constexpr Oid trigger = 2620;
constexpr Oid schema = 2615;
constexpr Oid extension = 3079;
constexpr Oid collation = 3456;
constexpr Oid event_trigger = 3466;
constexpr Oid text_search_dictionary = 3600;
constexpr Oid text_search_parser = 3601;
constexpr Oid text_search_configuration = 3602;
constexpr Oid text_search_template = 3764;
constexpr Oid operator_ = 2617;
constexpr Oid operator_class = 2616;
constexpr Oid operator_family = 2753;
constexpr Oid access_method_operator = 2602;
constexpr Oid access_method_function = 2603;
constexpr Oid conversion = 2607;
constexpr Oid access_method = 2601;
constexpr Oid language = 2612;
constexpr Oid transform = 3576;
constexpr Oid subscription = 6100;
constexpr Oid foreign_data_wrapper = 2328;
constexpr Oid foreign_server = 1417;
constexpr Oid user_mapping = 1418;
constexpr Oid policy = 3256;
constexpr Oid statistics = 3381;
}  // namespace catalog

/// One kind of object: its query and the function that reads the rows. Every query is one statement
/// that returns rows.
struct Reader {
    std::string (*sql)(const Scope& scope);
    void (*read)(const Result& rows, Reading& reading);
};

#define READER(reader) extern const Reader reader;
#define UNSUPPORTED(word, rows)
#include "introspect/postgres/catalogs.def"
#undef READER
#undef UNSUPPORTED

}  // namespace retort::introspect::postgres
