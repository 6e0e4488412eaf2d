#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"

// Operators, operator families and operator classes (PostgreSQL, 38.14 to 38.16), and conversions between encodings.
// The server has no function that deparses them; the clauses are in the order of the CREATE command's manual page.

namespace retort::introspect::postgres {

namespace {

/// A linked operator, as the search path requires it; NULL without one.
std::string linked_operator(const std::string& word, const std::string& oid) {
    return "(SELECT '" + word + " = ' || CASE WHEN pg_operator_is_visible(x.oid) THEN x.oprname::text\n" +
           "                      ELSE format('OPERATOR(%I.%s)', y.nspname, x.oprname) END\n" +
           "          FROM pg_operator x JOIN pg_namespace y ON y.oid = x.oprnamespace WHERE x.oid = " + oid + ")";
}

/// The operators and functions that belong to an operator family or class (`owner`, a row of `catalog`): by pg_depend,
/// as pg_dump finds them. The members of a class that belong to its family alone, such as the operators of a GiST
/// class, are the family's.
std::string members(const std::string& catalog, const std::string& owner) {
    const std::string joined = " JOIN pg_depend d ON d.objid = m.oid AND d.refclassid = '" + catalog +
                               "'::regclass AND d.refobjid = " + owner + " AND d.classid = ";
    return R"(ARRAY(SELECT e.text
                FROM (SELECT 1, m.amopstrategy, m.amoplefttype, m.amoprighttype,
                             concat('OPERATOR ', m.amopstrategy, ' ', m.amopopr::regoperator,
                                    ' FOR ORDER BY ' ||
                                      (SELECT CASE WHEN pg_opfamily_is_visible(s.oid) THEN ''
                                                   ELSE quote_ident(y.nspname) || '.' END || quote_ident(s.opfname)
                                         FROM pg_opfamily s JOIN pg_namespace y ON y.oid = s.opfnamespace
                                        WHERE s.oid = m.amopsortfamily))
                        FROM pg_amop m)" +
           joined + R"('pg_amop'::regclass
                      UNION ALL
                      SELECT 2, m.amprocnum, m.amproclefttype, m.amprocrighttype,
                             format('FUNCTION %s (%s, %s) %s', m.amprocnum, format_type(m.amproclefttype, NULL),
                                    format_type(m.amprocrighttype, NULL), m.amproc::regprocedure)
                        FROM pg_amproc m)" +
           joined + R"('pg_amproc'::regclass) AS e(kind, number, l, r, text)
               ORDER BY e.kind, e.number, format_type(e.l, NULL) COLLATE "C", format_type(e.r, NULL) COLLATE "C"),
       ARRAY(SELECT m.oid FROM pg_amop m)" +
           joined + "'pg_amop'::regclass),\n       ARRAY(SELECT m.oid FROM pg_amproc m" + joined +
           "'pg_amproc'::regclass)";
}

/// What a member depends on, its family or class depends on.
void note_members(const Result& rows, int row, int field, Definition* owner, Reading& reading) {
    if (owner == nullptr) {
        return;
    }
    for (const std::int64_t each : numbers(rows.text(row, field))) {
        reading.definitions[Reading::key(catalog::access_method_operator, static_cast<Oid>(each))] = owner;
    }
    for (const std::int64_t each : numbers(rows.text(row, field + 1))) {
        reading.definitions[Reading::key(catalog::access_method_function, static_cast<Oid>(each))] = owner;
    }
}

std::string joined_members(const std::vector<std::string>& list) {
    std::string out;
    for (const std::string& each : list) {
        out += (out.empty() ? "\n    " : ",\n    ") + each;
    }
    return out;
}

}  // namespace

// An operator without a function exists only because another one names it as its commutator or negator, and is not
// part of a schema. Rows: oid, schema, name, operand types, definition after the name.
const Reader read_operators = {
    [](const Scope& scope) {
        return R"(
SELECT o.oid, n.nspname, o.oprname,
       concat(CASE WHEN o.oprleft = 0 THEN 'NONE' ELSE format_type(o.oprleft, NULL) END, ', ',
              format_type(o.oprright, NULL)),
       concat_ws(', ', 'FUNCTION = ' || o.oprcode,
                 CASE WHEN o.oprleft <> 0 THEN 'LEFTARG = ' || format_type(o.oprleft, NULL) END,
                 'RIGHTARG = ' || format_type(o.oprright, NULL),
                 )" +
               linked_operator("COMMUTATOR", "o.oprcom") + ",\n                 " +
               linked_operator("NEGATOR", "o.oprnegate") + R"(,
                 'RESTRICT = ' || nullif(o.oprrest::oid, 0)::regproc, 'JOIN = ' || nullif(o.oprjoin::oid, 0)::regproc,
                 CASE WHEN o.oprcanhash THEN 'HASHES' END, CASE WHEN o.oprcanmerge THEN 'MERGES' END)
  FROM pg_operator o
  JOIN pg_namespace n ON n.oid = o.oprnamespace
 WHERE o.oid >= 16384
   AND o.oprcode <> 0
   AND )" + scope.permanent_schemas();
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const auto oid = number<Oid>(rows.text(row, 0));
            if (reading.belongs_to_extension(catalog::operator_, oid)) {
                continue;
            }
            Definition each;
            each.kind = ObjectKind::operator_;
            each.name = reading.name(rows.text(row, 1), rows.text(row, 2));
            each.arguments = rows.text(row, 3);
            const std::string schema = each.name.schema.empty() ? "" : quote(each.name.schema) + ".";
            each.sql = "CREATE OPERATOR " + schema + each.name.name + " (" + std::string(rows.text(row, 4)) + ")";
            each.comment = reading.comment(catalog::operator_, oid);
            reading.add(catalog::operator_, oid, std::move(each));
        }
    },
};

// Rows: oid, schema, name, access method, members, oids of the operators, of the functions.
const Reader read_operator_families = {
    [](const Scope& scope) {
        return "\nSELECT f.oid, n.nspname, f.opfname, a.amname,\n       " + members("pg_opfamily", "f.oid") + R"(
  FROM pg_opfamily f
  JOIN pg_namespace n ON n.oid = f.opfnamespace
  JOIN pg_am a ON a.oid = f.opfmethod
 WHERE f.oid >= 16384
   AND )" + scope.permanent_schemas();
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const auto oid = number<Oid>(rows.text(row, 0));
            if (reading.belongs_to_extension(catalog::operator_family, oid)) {
                continue;
            }
            Definition family;
            family.kind = ObjectKind::operator_family;
            family.name = reading.name(rows.text(row, 1), rows.text(row, 2));
            family.arguments = rows.text(row, 3);
            const std::string object = "OPERATOR FAMILY " + quote(family.name) + " USING " + quote(family.arguments);
            family.sql = "CREATE " + object;
            if (const std::string list = joined_members(texts(rows.text(row, 4))); !list.empty()) {
                family.sql += ";\nALTER " + object + " ADD" + list;
            }
            family.comment = reading.comment(catalog::operator_family, oid);
            note_members(rows, row, 5, reading.add(catalog::operator_family, oid, std::move(family)), reading);
        }
    },
};

// Rows: oid, schema, name, access method, clauses before AS, STORAGE, members, oids of the operators, of the functions.
// A class without members has a STORAGE clause, since the list must not be empty.
const Reader read_user_operator_classes = {
    [](const Scope& scope) {
        return R"(
SELECT o.oid, n.nspname, o.opcname, a.amname,
       concat(CASE WHEN o.opcdefault THEN ' DEFAULT' END, ' FOR TYPE ', format_type(o.opcintype, NULL), ' USING ',
              quote_ident(a.amname), ' FAMILY ',
              CASE WHEN pg_opfamily_is_visible(f.oid) THEN '' ELSE quote_ident(s.nspname) || '.' END,
              quote_ident(f.opfname)),
       'STORAGE ' || format_type(coalesce(nullif(o.opckeytype, 0), o.opcintype), NULL), o.opckeytype <> 0,
       )" + members("pg_opclass", "o.oid") +
               R"(
  FROM pg_opclass o
  JOIN pg_namespace n ON n.oid = o.opcnamespace
  JOIN pg_am a ON a.oid = o.opcmethod
  JOIN pg_opfamily f ON f.oid = o.opcfamily
  JOIN pg_namespace s ON s.oid = f.opfnamespace
 WHERE o.oid >= 16384
   AND )" + scope.permanent_schemas();
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const auto oid = number<Oid>(rows.text(row, 0));
            if (reading.belongs_to_extension(catalog::operator_class, oid)) {
                continue;
            }
            Definition each;
            each.kind = ObjectKind::operator_class;
            each.name = reading.name(rows.text(row, 1), rows.text(row, 2));
            each.arguments = rows.text(row, 3);
            std::vector<std::string> list = texts(rows.text(row, 7));
            if (boolean(rows.text(row, 6)) || list.empty()) {
                list.insert(list.begin(), std::string(rows.text(row, 5)));
            }
            each.sql = "CREATE OPERATOR CLASS " + quote(each.name) + std::string(rows.text(row, 4)) + " AS" +
                       joined_members(list);
            each.comment = reading.comment(catalog::operator_class, oid);
            note_members(rows, row, 8, reading.add(catalog::operator_class, oid, std::move(each)), reading);
        }
    },
};

// Rows: oid, schema, name, whether it is the default one, definition after the name.
const Reader read_encoding_conversions = {
    [](const Scope& scope) {
        return R"(
SELECT c.oid, n.nspname, c.conname, c.condefault,
       format('FOR %L TO %L FROM %s', pg_encoding_to_char(c.conforencoding), pg_encoding_to_char(c.contoencoding),
              c.conproc::regproc)
  FROM pg_conversion c
  JOIN pg_namespace n ON n.oid = c.connamespace
 WHERE c.oid >= 16384
   AND )" + scope.permanent_schemas();
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const auto oid = number<Oid>(rows.text(row, 0));
            if (reading.belongs_to_extension(catalog::conversion, oid)) {
                continue;
            }
            Definition conversion;
            conversion.kind = ObjectKind::conversion;
            conversion.name = reading.name(rows.text(row, 1), rows.text(row, 2));
            conversion.sql = std::string("CREATE ") + (boolean(rows.text(row, 3)) ? "DEFAULT " : "") + "CONVERSION " +
                             quote(conversion.name) + " " + std::string(rows.text(row, 4));
            conversion.comment = reading.comment(catalog::conversion, oid);
            reading.add(catalog::conversion, oid, std::move(conversion));
        }
    },
};

}  // namespace retort::introspect::postgres
