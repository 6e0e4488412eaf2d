#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"
#include "sql/postgres/flatten.hpp"

namespace retort::introspect::postgres {

namespace {

std::string with_options(std::string_view array) {
    std::map<std::string, std::string> options;
    add_options(options, array);
    std::string out;
    for (const auto& [name, value] : options) {
        out += (out.empty() ? " WITH (" : ", ") + name + "=" + value;
    }
    return out.empty() ? out : out + ")";
}

}  // namespace

const Reader read_views = {
    [](const Scope& scope) {
        return R"(
SELECT c.oid, c.relkind, c.reloptions, pg_get_viewdef(c.oid), c.relispopulated, s.spcname, m.amname
  FROM pg_class c
  LEFT JOIN pg_am m ON m.oid = c.relam
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
 WHERE c.relkind IN ('v', 'm')
   AND )" + scope.own_schemas();
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const auto oid = number<Oid>(rows.text(row, 0));
            Relation* relation = reading.find_relation(oid);
            if (relation == nullptr || !relation->ours) {
                continue;
            }
            Definition view;
            view.kind = rows.text(row, 1) == "m" ? ObjectKind::materialized_view : ObjectKind::view;
            view.name = relation->name;
            view.sql = view.kind == ObjectKind::view ? "CREATE VIEW " : "CREATE MATERIALIZED VIEW ";
            view.sql += quote(view.name);
            if (!rows.null(row, 6) && rows.text(row, 6) != "heap") {
                view.sql += " USING " + quote(rows.text(row, 6));
            }
            view.sql += with_options(rows.text(row, 2));
            view.columns = relation->said;
            if (!rows.null(row, 5)) {
                view.sql += " TABLESPACE " + quote(rows.text(row, 5));
            }
            view.sql += " AS\n" + sql::postgres::flatten_logic(trim_statement(rows.text(row, 3)));
            if (view.kind == ObjectKind::materialized_view && !boolean(rows.text(row, 4))) {
                view.sql += "\n  WITH NO DATA";
            }
            view.comment = reading.comment(catalog::relation, oid);
            relation->definition = reading.add(catalog::relation, oid, std::move(view));
        }
    },
};

// A view's query is its _RETURN rule, which has the view's dependencies.
const Reader read_view_rules = {
    [](const Scope&) -> std::string {
        return R"(
SELECT oid, ev_class
  FROM pg_rewrite
 WHERE rulename = '_RETURN'
   AND oid >= 16384)";
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const Relation* relation = reading.find_relation(number<Oid>(rows.text(row, 1)));
            if (relation != nullptr && relation->definition != nullptr) {
                reading.definitions[Reading::key(catalog::rewrite, number<Oid>(rows.text(row, 0)))] =
                    relation->definition;
            }
        }
    },
};

}  // namespace retort::introspect::postgres
