#include <algorithm>

#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"
#include "sql/postgres/lexer.hpp"

// Text search parsers, templates, dictionaries and configurations (PostgreSQL, chapter 12). The server has no function
// that deparses them; the clauses are in the order of the CREATE command's manual page.

namespace retort::introspect::postgres {

namespace {

/// Rows: oid, schema, name, definition after the name.
void read_objects(const Result& rows, Reading& reading, ObjectKind kind, Oid catalog) {
    for (int row = 0; row < rows.rows(); ++row) {
        const auto oid = number<Oid>(rows.text(row, 0));
        if (reading.belongs_to_extension(catalog, oid)) {
            continue;
        }
        Definition definition;
        definition.kind = kind;
        definition.name = reading.name(rows.text(row, 1), rows.text(row, 2));
        definition.sql = "CREATE " + std::string(info(kind).sql) + " " + quote(definition.name) + " (" +
                         std::string(rows.text(row, 3)) + ")";
        definition.comment = reading.comment(catalog, oid);
        reading.add(catalog, oid, std::move(definition));
    }
}

/// The options of a dictionary by name. The server prints them in the order in which they were set.
std::string sorted_options(std::string_view text) {
    std::vector<std::string> options;
    while (!text.empty()) {
        const std::size_t end = std::min(sql::postgres::find_outside(text, ", "), text.size());
        options.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 2, text.size()));
    }
    std::sort(options.begin(), options.end());
    std::string sorted;
    for (const std::string& each : options) sorted += ", " + each;
    return sorted;
}

/// A name of a schema-qualified catalog, as the session's search path requires it.
std::string name_in(const std::string& visible, const std::string& schema, const std::string& name) {
    return "CASE WHEN " + visible + " THEN '' ELSE quote_ident(" + schema + ") || '.' END || quote_ident(" + name + ")";
}

}  // namespace

const Reader read_text_search_parsers = {
    [](const Scope& scope) {
        return R"(
SELECT p.oid, n.nspname, p.prsname,
       concat_ws(', ', 'START = ' || p.prsstart, 'GETTOKEN = ' || p.prstoken, 'END = ' || p.prsend,
                 'LEXTYPES = ' || p.prslextype, 'HEADLINE = ' || nullif(p.prsheadline::oid, 0)::regproc)
  FROM pg_ts_parser p
  JOIN pg_namespace n ON n.oid = p.prsnamespace
 WHERE p.oid >= 16384
   AND )" + scope.permanent_schemas();
    },
    [](const Result& rows, Reading& reading) {
        read_objects(rows, reading, ObjectKind::text_search_parser, catalog::text_search_parser);
    },
};

const Reader read_text_search_templates = {
    [](const Scope& scope) {
        return R"(
SELECT t.oid, n.nspname, t.tmplname,
       concat_ws(', ', 'INIT = ' || nullif(t.tmplinit::oid, 0)::regproc, 'LEXIZE = ' || t.tmpllexize)
  FROM pg_ts_template t
  JOIN pg_namespace n ON n.oid = t.tmplnamespace
 WHERE t.oid >= 16384
   AND )" + scope.permanent_schemas();
    },
    [](const Result& rows, Reading& reading) {
        read_objects(rows, reading, ObjectKind::text_search_template, catalog::text_search_template);
    },
};

// Rows: oid, schema, name, template, options.
const Reader read_text_search_dictionaries = {
    [](const Scope& scope) {
        return "\nSELECT d.oid, n.nspname, d.dictname, " +
               name_in("pg_ts_template_is_visible(t.oid)", "s.nspname", "t.tmplname") + R"(, d.dictinitoption
  FROM pg_ts_dict d
  JOIN pg_namespace n ON n.oid = d.dictnamespace
  JOIN pg_ts_template t ON t.oid = d.dicttemplate
  JOIN pg_namespace s ON s.oid = t.tmplnamespace
 WHERE d.oid >= 16384
   AND )" + scope.permanent_schemas();
    },
    [](const Result& rows, Reading& reading) {
        constexpr ObjectKind kind = ObjectKind::text_search_dictionary;
        for (int row = 0; row < rows.rows(); ++row) {
            const auto oid = number<Oid>(rows.text(row, 0));
            if (reading.belongs_to_extension(catalog::text_search_dictionary, oid)) {
                continue;
            }
            Definition dictionary;
            dictionary.kind = kind;
            dictionary.name = reading.name(rows.text(row, 1), rows.text(row, 2));
            dictionary.sql = "CREATE TEXT SEARCH DICTIONARY " + quote(dictionary.name) +
                             " (TEMPLATE = " + std::string(rows.text(row, 3)) + sorted_options(rows.text(row, 4)) + ")";
            dictionary.comment = reading.comment(catalog::text_search_dictionary, oid);
            reading.add(catalog::text_search_dictionary, oid, std::move(dictionary));
        }
    },
};

// Token types with the same dictionaries are one mapping. The order of the dictionaries is part of it.
// Rows: oid, schema, name, parser, mappings.
const Reader read_text_search_configurations = {
    [](const Scope& scope) {
        return "\nSELECT c.oid, n.nspname, c.cfgname, " +
               name_in("pg_ts_parser_is_visible(p.oid)", "s.nspname", "p.prsname") + R"(,
       ARRAY(SELECT concat(' ADD MAPPING FOR ', string_agg(quote_ident(g.alias), ', ' ORDER BY g.alias COLLATE "C"),
                           ' WITH ', g.dictionaries)
               FROM (SELECT k.alias, string_agg()" +
               name_in("pg_ts_dict_is_visible(d.oid)", "e.nspname", "d.dictname") + R"(, ', ' ORDER BY m.mapseqno)
                       FROM pg_ts_config_map m
                       JOIN ts_token_type(c.cfgparser) k ON k.tokid = m.maptokentype
                       JOIN pg_ts_dict d ON d.oid = m.mapdict
                       JOIN pg_namespace e ON e.oid = d.dictnamespace
                      WHERE m.mapcfg = c.oid
                      GROUP BY k.alias) AS g(alias, dictionaries)
              GROUP BY g.dictionaries
              ORDER BY min(g.alias COLLATE "C"))
  FROM pg_ts_config c
  JOIN pg_namespace n ON n.oid = c.cfgnamespace
  JOIN pg_ts_parser p ON p.oid = c.cfgparser
  JOIN pg_namespace s ON s.oid = p.prsnamespace
 WHERE c.oid >= 16384
   AND )" + scope.permanent_schemas();
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const auto oid = number<Oid>(rows.text(row, 0));
            if (reading.belongs_to_extension(catalog::text_search_configuration, oid)) {
                continue;
            }
            Definition configuration;
            configuration.kind = ObjectKind::text_search_configuration;
            configuration.name = reading.name(rows.text(row, 1), rows.text(row, 2));
            const std::string object = "TEXT SEARCH CONFIGURATION " + quote(configuration.name);
            configuration.sql = "CREATE " + object + " (PARSER = " + std::string(rows.text(row, 3)) + ")";
            for (const std::string& mapping : texts(rows.text(row, 4)))
                configuration.sql += ";\nALTER " + object + mapping;
            configuration.comment = reading.comment(catalog::text_search_configuration, oid);
            reading.add(catalog::text_search_configuration, oid, std::move(configuration));
        }
    },
};

}  // namespace retort::introspect::postgres
