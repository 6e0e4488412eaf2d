#include "sql/postgres/superuser_extensions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "schema/name.hpp"

namespace retort::sql::postgres {

namespace {

/// PostgreSQL manual, appendix F, and the languages. Without adminpack, whose owner can write files. The functions of
/// an untrusted language need a superuser after the language was created too.
constexpr std::array<std::string_view, 62> own{"amcheck",
                                               "autoinc",
                                               "bloom",
                                               "bool_plperl",
                                               "bool_plperlu",
                                               "btree_gin",
                                               "btree_gist",
                                               "citext",
                                               "cube",
                                               "dblink",
                                               "dict_int",
                                               "dict_xsyn",
                                               "earthdistance",
                                               "file_fdw",
                                               "fuzzystrmatch",
                                               "hstore",
                                               "hstore_plperl",
                                               "hstore_plperlu",
                                               "hstore_plpython3u",
                                               "insert_username",
                                               "intagg",
                                               "intarray",
                                               "isn",
                                               "jsonb_plperl",
                                               "jsonb_plperlu",
                                               "jsonb_plpython3u",
                                               "lo",
                                               "ltree",
                                               "ltree_plpython3u",
                                               "moddatetime",
                                               "old_snapshot",
                                               "pageinspect",
                                               "pg_buffercache",
                                               "pg_freespacemap",
                                               "pg_logicalinspect",
                                               "pg_prewarm",
                                               "pg_stat_statements",
                                               "pg_surgery",
                                               "pg_trgm",
                                               "pg_visibility",
                                               "pg_walinspect",
                                               "pgcrypto",
                                               "pgrowlocks",
                                               "pgstattuple",
                                               "plperl",
                                               "plperlu",
                                               "plpgsql",
                                               "plpython3u",
                                               "pltcl",
                                               "pltclu",
                                               "postgres_fdw",
                                               "refint",
                                               "seg",
                                               "sslinfo",
                                               "tablefunc",
                                               "tcn",
                                               "tsm_system_rows",
                                               "tsm_system_time",
                                               "unaccent",
                                               "uuid-ossp",
                                               "xml2",
                                               "pg_overexplain"};

/// Extensions that reach no files, programs or networks.
constexpr std::array<std::string_view, 28> others{"address_standardizer",
                                                  "h3",
                                                  "hll",
                                                  "hypopg",
                                                  "ip4r",
                                                  "numeral",
                                                  "periods",
                                                  "pg_hashids",
                                                  "pg_ivm",
                                                  "pg_partman",
                                                  "pg_rational",
                                                  "pg_similarity",
                                                  "pg_uuidv7",
                                                  "pgrouting",
                                                  "plpgsql_check",
                                                  "postgis",
                                                  "postgis_sfcgal",
                                                  "postgis_topology",
                                                  "prefix",
                                                  "q3c",
                                                  "rum",
                                                  "semver",
                                                  "tdigest",
                                                  "temporal_tables",
                                                  "topn",
                                                  "unit",
                                                  "vector",
                                                  "pgtap"};

template <class Names>
bool contains(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

ExtensionSafety extension_safety(std::string_view name) {
    return contains(own, name)      ? ExtensionSafety::anywhere
           : contains(others, name) ? ExtensionSafety::alone
                                    : ExtensionSafety::unknown;
}

std::string alone_condition(const std::string& name, const std::string& schema) {
    const std::string schemas = fmt::format(
        "(SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname OPERATOR(pg_catalog.=) {} UNION ALL "
        "SELECT n.oid FROM pg_catalog.pg_namespace n, pg_catalog.pg_available_extension_versions v "
        "WHERE v.name OPERATOR(pg_catalog.=) {} AND n.nspname OPERATOR(pg_catalog.=) v.schema UNION ALL "
        "SELECT e.extnamespace FROM pg_catalog.pg_extension e)",
        schema.empty() ? "pg_catalog.current_schema()" : quote_literal(schema), quote_literal(name));
    const auto none_in = [&](const char* catalog, const char* column) {
        return fmt::format(
            "NOT EXISTS (SELECT FROM pg_catalog.{0} o WHERE o.oid OPERATOR(pg_catalog.>=) 16384::pg_catalog.oid "
            "AND o.{1} OPERATOR(pg_catalog.=) ANY {2} AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE "
            "d.classid OPERATOR(pg_catalog.=) 'pg_catalog.{0}'::pg_catalog.regclass::pg_catalog.oid "
            "AND d.objid OPERATOR(pg_catalog.=) o.oid AND d.deptype OPERATOR(pg_catalog.=) 'e'))",
            catalog, column, schemas);
    };
    return "SELECT WHERE " + none_in("pg_proc", "pronamespace") + " AND " + none_in("pg_operator", "oprnamespace");
}

}  // namespace retort::sql::postgres
