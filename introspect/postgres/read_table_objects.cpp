#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"
#include "sql/postgres/flatten.hpp"

namespace retort::introspect::postgres {

namespace {

/// The table or view of the row's object if it is read; null otherwise.
const Relation* owner(const Result& rows, int row, const Reading& reading) {
    const Relation* relation = reading.find_relation(number<Oid>(rows.text(row, 1)));
    return relation != nullptr && relation->ours ? relation : nullptr;
}

/// The ALTER TABLE for a trigger or rule whose state is not the default of a new one, after a semicolon;
/// `state` is pg_trigger.tgenabled or pg_rewrite.ev_enabled.
std::string enabling(std::string_view state, const Relation& relation, std::string_view what, std::string_view name) {
    const std::string action = state == "D"   ? "DISABLE"
                               : state == "R" ? "ENABLE REPLICA"
                               : state == "A" ? "ENABLE ALWAYS"
                                              : "";
    return action.empty()
               ? action
               : ";\nALTER TABLE " + quote(relation.name) + " " + action + " " + std::string(what) + " " + quote(name);
}

/// Rows of: oid, relation, name, statement, state.
void read_fired(const Result& rows, Reading& reading, Oid catalog, ObjectKind kind) {
    for (int row = 0; row < rows.rows(); ++row) {
        const auto oid = number<Oid>(rows.text(row, 0));
        const Relation* relation = owner(rows, row, reading);
        if (relation == nullptr || reading.belongs_to_extension(catalog, oid)) {
            continue;
        }
        Definition definition;
        definition.kind = kind;
        definition.name = {relation->name.schema, std::string(rows.text(row, 2))};
        definition.table = relation->name;
        definition.sql = std::string(trim_statement(rows.text(row, 3))) +
                         enabling(rows.text(row, 4), *relation, info(kind).sql, rows.text(row, 2));
        definition.comment = reading.comment(catalog, oid);
        reading.add(catalog, oid, std::move(definition));
    }
}

}  // namespace

// Without the internal triggers of constraints, and without a partition's triggers, which have a parent trigger.
const Reader read_triggers = {
    [](const Scope& scope) {
        return R"(
SELECT t.oid, t.tgrelid, t.tgname, pg_get_triggerdef(t.oid, true), t.tgenabled
  FROM pg_trigger t
  JOIN pg_class c ON c.oid = t.tgrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE NOT t.tgisinternal
   AND t.tgparentid = 0
   AND )" + scope.own_schemas();
    },
    [](const Result& rows, Reading& reading) { read_fired(rows, reading, catalog::trigger, ObjectKind::trigger); },
};

const Reader read_rules = {
    [](const Scope& scope) {
        return R"(
SELECT r.oid, r.ev_class, r.rulename, pg_get_ruledef(r.oid, true), r.ev_enabled
  FROM pg_rewrite r
  JOIN pg_class c ON c.oid = r.ev_class
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE r.rulename <> '_RETURN'
   AND )" + scope.own_schemas();
    },
    [](const Result& rows, Reading& reading) { read_fired(rows, reading, catalog::rewrite, ObjectKind::rule); },
};

const Reader read_policies = {
    [](const Scope& scope) {
        return R"(
SELECT p.oid, p.polrelid, p.polname,
       concat(CASE WHEN NOT p.polpermissive THEN ' AS RESTRICTIVE' END,
              ' FOR ', CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                                     WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
              ' TO ', coalesce((SELECT string_agg(quote_ident(r.rolname), ', ' ORDER BY r.rolname COLLATE "C")
                                  FROM pg_roles r
                                 WHERE r.oid = ANY (p.polroles)), 'PUBLIC'),
              ' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')',
              ' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
  FROM pg_policy p
  JOIN pg_class c ON c.oid = p.polrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE )" + scope.own_schemas();
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const auto oid = number<Oid>(rows.text(row, 0));
            const Relation* relation = owner(rows, row, reading);
            if (relation == nullptr) {
                continue;
            }
            Definition policy;
            policy.kind = ObjectKind::policy;
            policy.name = {relation->name.schema, std::string(rows.text(row, 2))};
            policy.table = relation->name;
            policy.sql = "CREATE POLICY " + quote(policy.name.name) + " ON " + quote(relation->name) +
                         sql::postgres::flatten_logic(rows.text(row, 3));
            policy.comment = reading.comment(catalog::policy, oid);
            reading.add(catalog::policy, oid, std::move(policy));
        }
    },
};

const Reader read_statistics = {
    [](const Scope& scope) {
        return R"(
SELECT s.oid, s.stxrelid, n.nspname, s.stxname, quote_ident(n.nspname) || '.' || quote_ident(s.stxname),
       pg_get_statisticsobjdef(s.oid), nullif(s.stxstattarget, -1),
       (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
          FROM pg_attribute a WHERE a.attrelid = s.stxrelid AND a.attnum = ANY (s.stxkeys)),
       (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname COLLATE "C")
          FROM pg_attribute a WHERE a.attrelid = s.stxrelid AND a.attnum = ANY (s.stxkeys))
  FROM pg_statistic_ext s
  JOIN pg_namespace n ON n.oid = s.stxnamespace
 WHERE )" + scope.own_schemas();
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const auto oid = number<Oid>(rows.text(row, 0));
            const Relation* relation = owner(rows, row, reading);
            if (relation == nullptr) {
                continue;
            }
            Definition statistics;
            statistics.kind = ObjectKind::statistics;
            statistics.name = reading.name(rows.text(row, 2), rows.text(row, 3));
            statistics.table = relation->name;
            statistics.sql = unqualified(rows.text(row, 5), rows.text(row, 4), statistics.name);
            // The server prints the columns by their position in the table, which is not part of the definition.
            const std::string placed = " ON " + std::string(rows.text(row, 7));
            if (const auto at = statistics.sql.find(placed); !rows.null(row, 7) && at != std::string::npos)
                statistics.sql.replace(at, placed.size(), " ON " + std::string(rows.text(row, 8)));
            if (!rows.null(row, 6)) {
                statistics.sql += ";\nALTER STATISTICS " + quote(statistics.name) + " SET STATISTICS " +
                                  std::string(rows.text(row, 6));
            }
            statistics.comment = reading.comment(catalog::statistics, oid);
            reading.add(catalog::statistics, oid, std::move(statistics));
        }
    },
};

}  // namespace retort::introspect::postgres
