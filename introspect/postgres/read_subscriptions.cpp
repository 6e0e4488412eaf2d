#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"

namespace retort::introspect::postgres {

namespace {

/// The options that differ from the defaults of CREATE SUBSCRIPTION. Whether the subscription is enabled is not read:
/// it is created disabled.
std::string options(const Scope& scope) {
    std::string sql = R"(concat_ws(', ', 'connect = false',
         CASE WHEN s.subbinary THEN 'binary = true' END,)";
    if (scope.version >= 150000) {
        sql += R"(
         CASE WHEN s.subdisableonerr THEN 'disable_on_error = true' END,)";
    }
    if (scope.version >= 170000) {
        sql += R"(
         CASE WHEN s.subfailover THEN 'failover = true' END,)";
    }
    if (scope.version >= 160000) {
        sql += R"(
         CASE WHEN s.suborigin <> 'any' THEN 'origin = ' || quote_ident(s.suborigin) END,
         CASE WHEN NOT s.subpasswordrequired THEN 'password_required = false' END,
         CASE WHEN s.subrunasowner THEN 'run_as_owner = true' END,)";
    }
    sql += R"(
         CASE WHEN s.subslotname IS NULL THEN 'slot_name = NONE'
              WHEN s.subslotname <> s.subname THEN 'slot_name = ' || quote_literal(s.subslotname) END,
         )";
    if (scope.version >= 180000) {
        // The default differs from that of earlier versions, so every value is written.
        sql +=
            "CASE s.substream WHEN 't' THEN 'streaming = on' WHEN 'f' THEN 'streaming = off' "
            "ELSE 'streaming = parallel' END,";
    } else if (scope.version >= 160000) {
        sql += "CASE s.substream WHEN 't' THEN 'streaming = on' WHEN 'p' THEN 'streaming = parallel' END,";
    } else {
        sql += "CASE WHEN s.substream THEN 'streaming = on' END,";
    }
    sql += R"(
         CASE WHEN s.subsynccommit <> 'off' THEN 'synchronous_commit = ' || quote_ident(s.subsynccommit) END)";
    if (scope.version >= 150000) {
        sql += R"(,
         CASE WHEN s.subtwophasestate <> 'd' THEN 'two_phase = true' END)";
    }
    return sql + ")";
}

}  // namespace

// The connection is not read, since it may hold a password. Only a superuser can create subscriptions on all versions;
// for other roles they are unsupported. Rows: oid, name, publications, options, whether the role can create it.
const Reader read_subscriptions = {
    [](const Scope& scope) -> std::string {
        if (scope.temporary) {
            return "SELECT WHERE false";
        }
        return R"(
SELECT s.oid, s.subname,
       (SELECT string_agg(quote_ident(p), ', ' ORDER BY p COLLATE "C") FROM unnest(s.subpublications) AS p),
       )" + options(scope) +
               ",\n       " + scope.superuser() + R"(
  FROM pg_subscription s
 WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database()))";
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const auto oid = number<Oid>(rows.text(row, 0));
            Definition each;
            each.kind = ObjectKind::subscription;
            each.name.name = rows.text(row, 1);
            each.sql = "CREATE SUBSCRIPTION " + quote(each.name.name) + " CONNECTION '' PUBLICATION " +
                       std::string(rows.text(row, 2)) + " WITH (" + std::string(rows.text(row, 3)) + ")";
            each.comment = reading.comment(catalog::subscription, oid);
            if (boolean(rows.text(row, 4))) {
                reading.add(catalog::subscription, oid, std::move(each));
            } else if (reading.filter.reads_schema("") && reading.filter.reads_kind(info(each.kind).word)) {
                reading.schema.unsupported->push_back({"subscription", each.name, {}});
            }
        }
    },
};

}  // namespace retort::introspect::postgres
