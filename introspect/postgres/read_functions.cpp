#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"

namespace retort::introspect::postgres {

// A range type's constructors have an internal dependency on it: they are created with the type.
const Reader read_functions = {
    [](const Scope& scope) {
        return R"(
SELECT p.oid, n.nspname, p.proname, p.prokind, oidvectortypes(p.proargtypes),
       quote_ident(n.nspname) || '.' || quote_ident(p.proname),
       CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) END
  FROM pg_proc p
  JOIN pg_namespace n ON n.oid = p.pronamespace
  LEFT JOIN pg_depend d
    ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i'
 WHERE d.objid IS NULL
   AND )" + scope.schemas();
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const auto oid = number<Oid>(rows.text(row, 0));
            Definition function;
            function.name = reading.name(rows.text(row, 1), rows.text(row, 2));
            reading.functions[oid] = function.name;
            if (rows.text(row, 3) == "a" || reading.belongs_to_extension(catalog::procedure, oid)) {
                continue;
            }
            function.kind = rows.text(row, 3) == "p" ? ObjectKind::procedure : ObjectKind::function;
            function.arguments = rows.text(row, 4);
            function.sql = unqualified(trim_statement(rows.text(row, 6)), rows.text(row, 5), function.name);
            function.comment = reading.comment(catalog::procedure, oid);
            reading.add(catalog::procedure, oid, std::move(function));
        }
    },
};

// The server has no function that deparses aggregates; the clauses are in the order of CREATE AGGREGATE's manual page.
const Reader read_aggregates = {
    [](const Scope& scope) {
        return R"(
SELECT p.oid, n.nspname, p.proname, oidvectortypes(p.proargtypes),
       coalesce(nullif(pg_get_function_arguments(p.oid), ''), '*'),
       concat_ws(', ',
         'SFUNC = ' || a.aggtransfn,
         'STYPE = ' || format_type(a.aggtranstype, NULL),
         'SSPACE = ' || nullif(a.aggtransspace, 0),
         'FINALFUNC = ' || nullif(a.aggfinalfn::oid, 0)::regproc,
         CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
         CASE WHEN a.aggfinalfn <> 0 AND a.aggfinalmodify <> CASE a.aggkind WHEN 'n' THEN 'r'::"char" ELSE 'w' END
              THEN 'FINALFUNC_MODIFY = ' || CASE a.aggfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE'
                                                                  ELSE 'READ_WRITE' END END,
         'COMBINEFUNC = ' || nullif(a.aggcombinefn::oid, 0)::regproc,
         'SERIALFUNC = ' || nullif(a.aggserialfn::oid, 0)::regproc,
         'DESERIALFUNC = ' || nullif(a.aggdeserialfn::oid, 0)::regproc,
         'INITCOND = ' || quote_literal(a.agginitval),
         'MSFUNC = ' || nullif(a.aggmtransfn::oid, 0)::regproc,
         'MINVFUNC = ' || nullif(a.aggminvtransfn::oid, 0)::regproc,
         'MSTYPE = ' || format_type(nullif(a.aggmtranstype, 0), NULL),
         'MSSPACE = ' || nullif(a.aggmtransspace, 0),
         'MFINALFUNC = ' || nullif(a.aggmfinalfn::oid, 0)::regproc,
         CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
         CASE WHEN a.aggmfinalfn <> 0 AND a.aggmfinalmodify <> CASE a.aggkind WHEN 'n' THEN 'r'::"char" ELSE 'w' END
              THEN 'MFINALFUNC_MODIFY = ' || CASE a.aggmfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE'
                                                                    ELSE 'READ_WRITE' END END,
         'MINITCOND = ' || quote_literal(a.aggminitval),
         'SORTOP = ' || (SELECT format('OPERATOR(%I.%s)', s.nspname, o.oprname)
                           FROM pg_operator o
                           JOIN pg_namespace s ON s.oid = o.oprnamespace
                          WHERE o.oid = a.aggsortop),
         CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END,
         CASE a.aggkind WHEN 'h' THEN 'HYPOTHETICAL' END)
  FROM pg_proc p
  JOIN pg_aggregate a ON a.aggfnoid = p.oid
  JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE )" + scope.schemas();
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const auto oid = number<Oid>(rows.text(row, 0));
            if (reading.belongs_to_extension(catalog::procedure, oid)) {
                continue;
            }
            Definition aggregate;
            aggregate.kind = ObjectKind::aggregate;
            aggregate.name = reading.name(rows.text(row, 1), rows.text(row, 2));
            aggregate.arguments = rows.text(row, 3);
            aggregate.sql = "CREATE AGGREGATE " + quote(aggregate.name) + "(" + std::string(rows.text(row, 4)) + ") (" +
                            std::string(rows.text(row, 5)) + ")";
            aggregate.comment = reading.comment(catalog::procedure, oid);
            reading.add(catalog::procedure, oid, std::move(aggregate));
        }
    },
};

}  // namespace retort::introspect::postgres
