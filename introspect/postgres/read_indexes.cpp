#include <fmt/format.h>

#include <algorithm>

#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"
#include "schema/parts.hpp"
#include "sql/postgres/flatten.hpp"

namespace retort::introspect::postgres {

namespace {

enum Field {
    f_oid,
    f_table,
    f_name,
    f_method,
    f_unique,
    f_key_count,
    f_columns,
    f_options,
    f_collations,
    f_classes,
    f_nulls_not_distinct,
    f_predicate,
    f_storage,
    f_tablespace,
    f_replica_identity,
    f_constraint,
    f_clustered,
    f_inherited,
    f_only,
    f_above_schema,
    f_above,
    f_invalid,
    f_in_progress
};

// pg_index.indoption (src/include/catalog/pg_index.h)
constexpr std::int64_t option_descending = 1;
constexpr std::int64_t option_nulls_first = 2;

std::int64_t at(const std::vector<std::int64_t>& values, std::size_t place) {
    return place < values.size() ? values[place] : 0;
}

std::string name_of(const std::unordered_map<Oid, std::string>& names, std::int64_t oid) {
    const auto found = names.find(static_cast<Oid>(oid));
    return found == names.end() ? std::string() : found->second;
}

IndexPart read_part(const Result& rows, int row, std::size_t place, std::int64_t attnum, const IndexKey* key,
                    const Relation& relation, const Reading& reading) {
    IndexPart part;
    Oid usual_collation = 0;
    if (attnum > 0 && static_cast<std::size_t>(attnum) <= relation.columns.size()) {
        part.column = relation.columns[static_cast<std::size_t>(attnum) - 1];
        usual_collation = relation.collations[static_cast<std::size_t>(attnum) - 1];
    } else if (key != nullptr) {
        part.expression = sql::postgres::flatten_logic(strip_brackets(key->expression));
        usual_collation = 100;  // "default"
    }
    if (key != nullptr) {
        part.statistics = key->statistics;
    }
    const auto option = at(numbers(rows.text(row, f_options)), place);
    part.descending = (option & option_descending) != 0;
    const bool nulls_first = (option & option_nulls_first) != 0;
    if (nulls_first != part.descending) {
        part.nulls = nulls_first ? Nulls::first : Nulls::last;
    }
    const auto collation = at(numbers(rows.text(row, f_collations)), place);
    if (collation != 0 && static_cast<Oid>(collation) != usual_collation) {
        part.collation = name_of(reading.collations, collation);
    }
    const auto opclass = static_cast<Oid>(at(numbers(rows.text(row, f_classes)), place));
    const auto found = reading.operator_classes.find(opclass);
    if (found != reading.operator_classes.end()) {
        const std::string parameters = key == nullptr ? std::string() : key->parameters;
        if (!found->second.is_default || !parameters.empty()) {
            part.opclass = found->second.name + parameters;
        }
    }
    return part;
}

/// Adds a column's name for the generated index name; a duplicate name gets a number
/// (ChooseIndexColumnNames in src/backend/commands/indexcmds.c).
void add_key_name(std::vector<std::string>& names, const std::string& name) {
    std::string one = name;
    for (int number = 1; std::find(names.begin(), names.end(), one) != names.end(); ++number) {
        const std::string digits = std::to_string(number);
        one = std::string(clip_utf8(name, 63 - digits.size())) + digits;
    }
    names.push_back(std::move(one));
}

void read_index(const Result& rows, int row, const Relation& relation, Reading& reading) {
    const auto oid = number<Oid>(rows.text(row, f_oid));
    Index index;
    index.name = rows.text(row, f_name);
    index.method = rows.text(row, f_method);
    index.unique = boolean(rows.text(row, f_unique));
    index.nulls_not_distinct = boolean(rows.text(row, f_nulls_not_distinct));
    index.predicate = sql::postgres::flatten_logic(strip_brackets(rows.text(row, f_predicate)));
    add_options(index.storage, rows.text(row, f_storage));
    index.tablespace = rows.text(row, f_tablespace);
    index.only = boolean(rows.text(row, f_only));
    index.invalid = boolean(rows.text(row, f_invalid));
    index.comment = reading.comment(catalog::relation, oid);
    index.depends_on = reading.depends_on(catalog::relation, oid);
    if (!rows.null(row, f_above))
        index.depends_on.add(
            {ObjectKind::index, reading.name(rows.text(row, f_above_schema), rows.text(row, f_above)), {}},
            DependencyType::partition);

    const std::vector<std::int64_t> attnums = numbers(rows.text(row, f_columns));
    const auto keys = static_cast<std::size_t>(number(rows.text(row, f_key_count)));
    const auto details = reading.index_keys.find(oid);
    std::vector<std::string> names;
    for (std::size_t place = 0; place < attnums.size(); ++place) {
        if (place >= keys) {
            const std::vector<std::string> column = reading.column_names(relation, {attnums[place]});
            index.include.insert(index.include.end(), column.begin(), column.end());
            for (const std::string& each : column) add_key_name(names, each);
            continue;
        }
        const IndexKey* key = nullptr;
        if (details != reading.index_keys.end()) {
            const auto found = details->second.find(static_cast<int>(place) + 1);
            key = found == details->second.end() ? nullptr : &found->second;
        }
        index.parts.push_back(read_part(rows, row, place, attnums[place], key, relation, reading));
        if (index.parts.back().column.empty() && key != nullptr)
            names.push_back(key->name);
        else
            add_key_name(names, index.parts.back().column);
    }
    index.named = !is_default_name(index.name, relation.name.name, joined(names), "idx");
    if (relation.table != nullptr) {
        const bool inherited = boolean(rows.text(row, f_inherited));
        add_part(*relation.table, inherited, std::move(index));
    } else if (relation.definition != nullptr) {
        relation.definition->indexes.push_back(std::move(index));
    }
}

/// Another session's command makes the index valid, drops it, or leaves it.
void list_in_progress(std::string_view name, const Relation& relation, Reading& reading) {
    if (relation.ours && reading.filter.reads_kind("invalid_index"))
        reading.schema.unsupported->push_back({"invalid index",
                                               {relation.name.schema, std::string(name)},
                                               fmt::format("on {}, in use by another session", quote(relation.name))});
}

}  // namespace

const Reader read_operator_classes = {
    [](const Scope&) -> std::string {
        return R"(
SELECT o.oid, o.opcdefault,
       CASE WHEN pg_opclass_is_visible(o.oid) THEN quote_ident(o.opcname)
            ELSE quote_ident(n.nspname) || '.' || quote_ident(o.opcname) END
  FROM pg_opclass o
  JOIN pg_namespace n ON n.oid = o.opcnamespace)";
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            reading.operator_classes[number<Oid>(rows.text(row, 0))] = {std::string(rows.text(row, 2)),
                                                                        boolean(rows.text(row, 1))};
        }
    },
};

const Reader read_index_collations = {
    [](const Scope&) -> std::string {
        return R"(
SELECT u.collation, u.collation::regcollation::text
  FROM (SELECT DISTINCT unnest(i.indcollation) AS collation
          FROM pg_index i
         WHERE i.indexrelid >= 16384) AS u
 WHERE u.collation <> 0)";
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            reading.collations[number<Oid>(rows.text(row, 0))] = rows.text(row, 1);
        }
    },
};

// Keys that are expressions, and keys with operator class parameters.
const Reader read_index_keys = {
    [](const Scope& scope) {
        return R"(
SELECT a.attrelid, a.attnum, a.attname,
       CASE WHEN i.indkey[a.attnum - 1] = 0 THEN pg_get_indexdef(a.attrelid, a.attnum, false) END,
       a.attoptions, )" +
               scope.statistics() + R"(
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = i.indexrelid
 WHERE a.attnum <= i.indnkeyatts
   AND (i.indexprs IS NOT NULL AND i.indkey[a.attnum - 1] = 0 OR a.attoptions IS NOT NULL)
   AND )" + scope.own_schemas();
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            IndexKey& key = reading.index_keys[number<Oid>(rows.text(row, 0))][number<int>(rows.text(row, 1))];
            key.name = rows.text(row, 2);
            key.expression = rows.text(row, 3);
            for (const std::string& option : texts(rows.text(row, 4))) {
                const auto equals = option.find('=');
                key.parameters += (key.parameters.empty() ? "(" : ", ") + quote(option.substr(0, equals)) + "=" +
                                  quote_literal(equals == std::string::npos ? "" : option.substr(equals + 1));
            }
            key.parameters += key.parameters.empty() ? "" : ")";
            if (!rows.null(row, 5)) {
                key.statistics = number<int>(rows.text(row, 5));
            }
        }
    },
};

// Indexes without those of constraints. A partition's indexes that are attached to its parent's are stored apart. An
// index that is invalid is left by CREATE INDEX CONCURRENTLY, REINDEX CONCURRENTLY or DROP INDEX CONCURRENTLY, which
// failed or still run: a session that runs one of these holds a SHARE UPDATE EXCLUSIVE lock on the table, as VACUUM and
// ANALYZE do (PostgreSQL, 13.3 Explicit Locking). The index of a partitioned table is also invalid as long as a
// partition has none that is attached to it.
const Reader read_indexes = {
    [](const Scope& scope) {
        return R"(
SELECT i.indexrelid, i.indrelid, c.relname, m.amname, i.indisunique, i.indnkeyatts, i.indkey, i.indoption,
       i.indcollation, i.indclass, )" +
               scope.nulls_not_distinct() + R"(, pg_get_expr(i.indpred, i.indrelid), c.reloptions, s.spcname,
       i.indisreplident, k.oid IS NOT NULL, i.indisclustered,
       c.relispartition,
       c.relkind = 'I' AND NOT i.indisvalid AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhparent = i.indexrelid),
       above_schema.nspname, above.relname, NOT i.indisvalid AND c.relkind = 'i',
       NOT i.indisvalid AND c.relkind = 'i'
       AND EXISTS (SELECT FROM pg_locks l
                    WHERE l.locktype = 'relation' AND l.relation = i.indrelid AND l.mode = 'ShareUpdateExclusiveLock'
                      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                      AND l.pid <> pg_backend_pid()
                      AND NOT EXISTS (SELECT FROM pg_stat_progress_vacuum v WHERE v.pid = l.pid)
                      AND NOT EXISTS (SELECT FROM pg_stat_progress_analyze a WHERE a.pid = l.pid))
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_am m ON m.oid = c.relam
  LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
  LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')
  LEFT JOIN pg_inherits attached ON c.relispartition AND attached.inhrelid = i.indexrelid
  LEFT JOIN pg_class above ON above.oid = attached.inhparent
  LEFT JOIN pg_namespace above_schema ON above_schema.oid = above.relnamespace
 WHERE (i.indisvalid OR c.relkind = 'I' OR NOT c.relispartition)
   AND (k.oid IS NULL OR i.indisreplident OR i.indisclustered)
   AND )" + scope.own_schemas();
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const Relation* relation = reading.find_relation(number<Oid>(rows.text(row, f_table)));
            if (relation == nullptr) {
                continue;
            }
            if (relation->table != nullptr && boolean(rows.text(row, f_replica_identity)) &&
                relation->table->replica_identity.empty()) {
                relation->table->replica_identity = "USING INDEX " + quote(rows.text(row, f_name));
            }
            if (relation->definition != nullptr && boolean(rows.text(row, f_clustered))) {
                relation->definition->clustered_on = rows.text(row, f_name);
            }
            if (relation->table != nullptr && boolean(rows.text(row, f_clustered))) {
                relation->table->clustered_on = rows.text(row, f_name);
            }
            if (boolean(rows.text(row, f_in_progress))) {
                list_in_progress(rows.text(row, f_name), *relation, reading);
            } else if (!boolean(rows.text(row, f_constraint))) {
                read_index(rows, row, *relation, reading);
            }
        }
    },
};

}  // namespace retort::introspect::postgres
