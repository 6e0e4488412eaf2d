#include <algorithm>
#include <array>

#include "sql/postgres/superuser_statement.hpp"

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

}  // namespace retort::sql::postgres
