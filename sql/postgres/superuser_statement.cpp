#include "sql/postgres/superuser_statement.hpp"

#include <fmt/format.h>
#include <pg_query.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "schema/name.hpp"
#include "sql/postgres/lexer.hpp"
#include "sql/postgres/parse_tree.hpp"
#include "sql/postgres/superuser_candidate.hpp"
#include "sql/postgres/superuser_extensions.hpp"
#include "sql/postgres/superuser_options.hpp"

namespace retort::sql::postgres {

namespace {

using Json = nlohmann::json;

bool flag(const Json& node, const char* key) {
    const Json& value = at(node, key);
    return value.is_boolean() && value.get<bool>();
}

/// The statement's node with its name; null if `sql` is not one statement of the grammar.
Json parse(std::string_view sql) {
    const PgQueryParseResult parsed = pg_query_parse(std::string(sql).c_str());
    Json tree;
    if (parsed.error == nullptr) tree = Json::parse(parsed.parse_tree, nullptr, false);
    pg_query_free_parse_result(parsed);
    const Json& statements = at(tree, "stmts");
    return statements.is_array() && statements.size() == 1 ? at(statements[0], "stmt") : Json();
}

/// A list of String nodes as a name, quoted: "a"."b". Types have the list in a TypeName.
std::string qualified(const Json& parts) {
    std::string out;
    if (parts.is_array())
        for (const Json& each : parts) out += (out.empty() ? "" : ".") + quote(text(at(each, "String"), "sval"));
    return out;
}

/// True if the type is a plain name: no array, no modifier.
bool is_plain(const Json& type) { return !at(type, "arrayBounds").is_array() && !at(type, "typmods").is_array(); }

/// A query with a row if `function`, with the argument types `arguments`, is written in C or built in.
std::string is_compiled(const std::string& function, const std::string& arguments, const std::string& sources = {}) {
    return fmt::format(
        "SELECT FROM pg_catalog.pg_proc p WHERE p.oid OPERATOR(pg_catalog.=) pg_catalog.to_regprocedure({})"
        "::pg_catalog.oid AND p.prolang OPERATOR(pg_catalog.=) ANY ('{{12,13}}'::pg_catalog.oid[]){}",
        quote_literal(function + "(" + arguments + ")"),
        sources.empty() ? "" : " AND p.prosrc OPERATOR(pg_catalog.=) ANY (" + sources + "::pg_catalog.text[])");
}

/// Languages that reach neither files nor programs, if they are trusted.
constexpr const char* safe_handlers = "'{plpgsql_call_handler,plperl_call_handler,pltcl_call_handler}'";

class Reader {
public:
    explicit Reader(std::string_view written) : written_(written) {}

    /// None for other statements.
    std::optional<SuperuserStatement> read(const std::string& kind, const Json& node) {
        static const std::map<std::string, bool (Reader::*)(const Json&)> readers{
            {"AlterEventTrigStmt", &Reader::event_trigger},
            {"AlterExtensionStmt", &Reader::extension},
            {"AlterFdwStmt", &Reader::wrapper},
            {"AlterFunctionStmt", &Reader::alter_function},
            {"AlterObjectSchemaStmt", &Reader::move},
            {"AlterOpFamilyStmt", &Reader::any},
            {"AlterOwnerStmt", &Reader::alter_owner},
            {"AlterPublicationStmt", &Reader::publication},
            {"AlterRoleStmt", &Reader::alter_role},
            {"AlterTableStmt", &Reader::alter_table},
            {"CommentStmt", &Reader::comment},
            {"CreateAmStmt", &Reader::any},
            {"CreateCastStmt", &Reader::cast},
            {"CreateEventTrigStmt", &Reader::event_trigger},
            {"CreateExtensionStmt", &Reader::create_extension},
            {"CreateFdwStmt", &Reader::wrapper},
            {"CreateFunctionStmt", &Reader::function},
            {"CreateOpClassStmt", &Reader::any},
            {"CreateOpFamilyStmt", &Reader::any},
            {"CreatePLangStmt", &Reader::language},
            {"CreatePublicationStmt", &Reader::publication},
            {"CreateRoleStmt", &Reader::create_role},
            {"CreateSubscriptionStmt", &Reader::subscription},
            {"CreateTransformStmt", &Reader::any},
            {"DefineStmt", &Reader::define},
            {"DoStmt", &Reader::block},
            {"DropRoleStmt", &Reader::drop_roles},
            {"DropStmt", &Reader::drop},
            {"GrantRoleStmt", &Reader::grant_role},
            {"GrantStmt", &Reader::grant},
            {"RenameStmt", &Reader::rename},
            {"VariableSetStmt", &Reader::set}};
        const auto reader = readers.find(kind);
        if (reader == readers.end() || !(this->*reader->second)(node)) return std::nullopt;
        return std::move(out_);
    }

private:
    static const Json& option(const Json& options, std::string_view name) {
        static const Json nothing;
        if (options.is_array())
            for (const Json& each : options)
                if (text(at(each, "DefElem"), "defname") == name) return at(each, "DefElem");
        return nothing;
    }

    bool create_extension(const Json& node) {
        const Json& schema = option(at(node, "options"), "schema");
        safe_script(text(node, "extname"), text(at(at(schema, "arg"), "String"), "sval"));
        return extension(node);
    }

    bool extension(const Json& node) {
        out_.extension = true;
        const ExtensionSafety safety = extension_safety(text(node, "extname"));
        if (safety == ExtensionSafety::alone && out_.conditions.empty()) safe_script(text(node, "extname"), {});
        return safety != ExtensionSafety::unknown;
    }

    void safe_script(const std::string& name, const std::string& schema) {
        if (extension_safety(name) == ExtensionSafety::alone) out_.conditions.push_back(alone_condition(name, schema));
    }

    void names(const Json& role) {
        if (const std::string name = text(role, "rolename"); !name.empty()) out_.roles.push_back(name);
    }

    /// False for an option that no script may give a role.
    bool role_options(const Json& options) {
        if (!options.is_array()) return true;
        for (const Json& each : options) {
            const Json& element = at(each, "DefElem");
            const Json& value = at(element, "arg");
            if (text(element, "defname") == "superuser" &&
                (!at(value, "Boolean").is_object() || flag(at(value, "Boolean"), "boolval")))
                return false;
            for (const Json& item : at(at(value, "List"), "items")) names(at(item, "RoleSpec"));
        }
        return true;
    }

    bool create_role(const Json& node) {
        out_.roles.push_back(text(node, "role"));
        out_.owners.push_back(text(node, "role"));
        return role_options(at(node, "options"));
    }

    bool alter_role(const Json& node) {
        const std::string role = text(at(node, "role"), "rolename");
        out_.roles.push_back(role);
        out_.owners.push_back(role);
        return !role.empty() && role_options(at(node, "options"));
    }

    bool drop_roles(const Json& node) {
        for (const Json& each : at(node, "roles")) names(at(each, "RoleSpec"));
        return true;
    }

    bool grant_role(const Json& node) {
        for (const Json& each : at(node, "granted_roles"))
            out_.roles.push_back(text(at(each, "AccessPriv"), "priv_name"));
        for (const Json& each : at(node, "grantee_roles")) names(at(each, "RoleSpec"));
        return true;
    }

    /// The new owner, if the statement names one.
    bool owner(const Json& role) {
        const std::string name = text(role, "rolename");
        if (text(role, "roletype") != "ROLESPEC_CSTRING" || name.empty()) return false;
        out_.roles.push_back(name);
        out_.owners.push_back(name);
        return true;
    }

    bool alter_owner(const Json& node) {
        if (text(node, "objectType") == "OBJECT_EVENT_TRIGGER") return event_trigger(node);
        return owner(at(node, "newowner"));
    }

    bool block(const Json& node) {
        const std::string body = text(at(at(option(at(node, "args"), "as"), "arg"), "String"), "sval");
        std::string_view rest = body;
        const auto skip = [&](std::string_view part) {
            if (!rest.starts_with(part)) return false;
            rest.remove_prefix(part.size());
            return true;
        };
        const auto literal = [&] {
            const Lexeme each = rest.empty() ? Lexeme{} : lexeme_at(rest, 0);
            if (each.kind != LexemeKind::string || !each.text.starts_with('\'')) return std::string();
            rest.remove_prefix(each.text.size());
            return std::string(each.text);
        };
        if (!skip(sequence_to_owner)) return false;
        const std::string sequence = literal();
        if (!skip("::regclass, (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = ")) return false;
        const std::string table = literal();
        if (!skip("::regclass)); END") || !rest.empty() || sequence.empty() || table.empty()) return false;
        out_.replacement = fmt::format(
            "SELECT pg_catalog.format('ALTER SEQUENCE %I.%I OWNER TO %I', n.nspname, s.relname, r.rolname), r.rolname "
            "FROM pg_catalog.pg_class s JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) s.relnamespace "
            "JOIN pg_catalog.pg_class t ON t.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass({})::pg_catalog.oid "
            "JOIN pg_catalog.pg_roles r ON r.oid OPERATOR(pg_catalog.=) t.relowner "
            "WHERE s.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass({})::pg_catalog.oid",
            table, sequence);
        return true;
    }

    bool alter_table(const Json& node) {
        static const std::set<std::string> states{"AT_EnableTrig",     "AT_EnableAlwaysTrig", "AT_EnableReplicaTrig",
                                                  "AT_DisableTrig",    "AT_EnableTrigAll",    "AT_DisableTrigAll",
                                                  "AT_EnableTrigUser", "AT_DisableTrigUser"};
        const Json& commands = at(node, "cmds");
        if (!commands.is_array()) return false;
        return std::all_of(commands.begin(), commands.end(), [&](const Json& each) {
            const Json& command = at(each, "AlterTableCmd");
            const std::string kind = text(command, "subtype");
            return states.contains(kind) || (kind == "AT_ChangeOwner" && owner(at(command, "newowner")));
        });
    }

    bool event_trigger(const Json&) {
        out_.event_trigger = true;
        return true;
    }

    /// Their functions take or return internal values, so that they are written in C.
    bool any(const Json&) { return true; }

    bool drop(const Json& node) { return of_type(text(node, "removeType")); }
    bool rename(const Json& node) { return of_type(text(node, "renameType")); }
    bool move(const Json& node) { return of_type(text(node, "objectType")); }
    bool set(const Json& node) { return superuser_settings().contains(text(node, "name")); }
    bool alter_function(const Json& node) { return has_superuser_option(at(node, "actions")); }

    /// Statements that only name objects: nothing of the author runs.
    bool of_type(const std::string& type) {
        static const std::set<std::string> types{"OBJECT_ACCESS_METHOD", "OBJECT_CAST",       "OBJECT_FDW",
                                                 "OBJECT_TSPARSER",      "OBJECT_TSTEMPLATE", "OBJECT_TRANSFORM",
                                                 "OBJECT_LANGUAGE"};
        return type == "OBJECT_EVENT_TRIGGER" ? event_trigger({}) : types.contains(type);
    }

    bool comment(const Json& node) {
        const std::string type = text(node, "objtype");
        static const std::set<std::string> types{"OBJECT_EXTENSION",    "OBJECT_ROLE",           "OBJECT_PUBLICATION",
                                                 "OBJECT_SUBSCRIPTION", "OBJECT_FOREIGN_SERVER", "OBJECT_TABLESPACE",
                                                 "OBJECT_OPCLASS",      "OBJECT_OPFAMILY"};
        return of_type(type) || types.contains(type);
    }

    /// True if an expression has a string, from which the server may make a value of any type while it parses.
    static bool has_string(const Json& node) {
        if (!node.is_structured()) return false;
        if (at(node, "A_Const").contains("sval") || at(node, "A_Const").contains("bsval")) return true;
        return std::any_of(node.begin(), node.end(), [](const Json& each) { return has_string(each); });
    }

    bool publication(const Json& node) {
        if (flag(node, "for_all_tables")) return true;
        const Json& objects = at(node, "pubobjects");
        if (!objects.is_array()) return false;
        for (const Json& each : objects)
            if (has_string(at(at(at(each, "PublicationObjSpec"), "pubtable"), "whereClause"))) return false;
        return std::any_of(objects.begin(), objects.end(), [](const Json& each) {
            return text(at(each, "PublicationObjSpec"), "pubobjtype") != "PUBLICATIONOBJ_TABLE";
        });
    }

    /// With connect = false it opens no connection.
    bool subscription(const Json& node) {
        const Json& value = at(option(at(node, "options"), "connect"), "arg");
        return text(at(value, "String"), "sval") == "false" ||
               (at(value, "Boolean").is_object() && !flag(at(value, "Boolean"), "boolval"));
    }

    bool define(const Json& node) {
        const std::string kind = text(node, "kind");
        return kind == "OBJECT_TSPARSER" || kind == "OBJECT_TSTEMPLATE" ||
               (kind == "OBJECT_AGGREGATE" && aggregate(at(node, "definition")));
    }

    /// An aggregate with an internal state is safe with the functions of a built-in one.
    bool aggregate(const Json& definition) {
        const auto type = [&](const char* name) { return at(at(option(definition, name), "arg"), "TypeName"); };
        if (qualified(at(type("stype"), "names")) != quote("internal")) return false;
        static const std::set<std::string> known{
            "sfunc", "stype", "finalfunc", "hypothetical", "finalfunc_extra", "finalfunc_modify", "parallel", "sspace"};
        for (const Json& each : definition)
            if (!known.contains(text(at(each, "DefElem"), "defname"))) return false;
        const std::string final = qualified(at(type("finalfunc"), "names"));
        out_.conditions.push_back(fmt::format(
            "SELECT FROM pg_catalog.pg_aggregate a WHERE a.aggfnoid::pg_catalog.oid OPERATOR(pg_catalog.<) "
            "16384::pg_catalog.oid AND a.aggtransfn::pg_catalog.oid OPERATOR(pg_catalog.=) "
            "pg_catalog.to_regproc({})::pg_catalog.oid AND a.aggfinalfn::pg_catalog.oid OPERATOR(pg_catalog.=) {}",
            quote_literal(qualified(at(type("sfunc"), "names"))),
            final.empty() ? "0::pg_catalog.oid"
                          : "pg_catalog.to_regproc(" + quote_literal(final) + ")::pg_catalog.oid"));
        return true;
    }

    bool language(const Json& node) {
        // An untrusted language can be used by a superuser only.
        if (flag(node, "pltrusted"))
            out_.conditions.push_back(is_compiled(qualified(at(node, "plhandler")), "", safe_handlers));
        return at(node, "plhandler").is_array();
    }

    /// A cast without a function lets one type's functions read the values of another.
    bool cast(const Json& node) {
        if (at(node, "func").is_object() || flag(node, "inout")) return true;
        const Json &source = at(node, "sourcetype"), &target = at(node, "targettype");
        if (!is_plain(source) || !is_plain(target)) return false;
        const auto type = [](const Json& each) {
            return "pg_catalog.to_regtype(" + quote_literal(qualified(at(each, "names"))) + ")::pg_catalog.oid";
        };
        // Texts of any content: text, bpchar, varchar, json, xml; and bytea as a target. Or numbers in the row itself.
        out_.conditions.push_back(fmt::format(
            "SELECT FROM pg_catalog.pg_type s, pg_catalog.pg_type t WHERE s.oid OPERATOR(pg_catalog.=) {} AND t.oid "
            "OPERATOR(pg_catalog.=) {} AND (s.typbyval AND t.typbyval AND s.typtype OPERATOR(pg_catalog.=) 'b' AND "
            "t.typtype OPERATOR(pg_catalog.=) 'b' OR s.oid OPERATOR(pg_catalog.=) ANY "
            "('{{25,1042,1043,114,142}}'::pg_catalog.oid[]) AND t.oid OPERATOR(pg_catalog.=) ANY "
            "('{{25,1042,1043,114,142,17}}'::pg_catalog.oid[]))",
            type(source), type(target)));
        return true;
    }

    /// The server calls a wrapper's validator, which may be written in any language.
    bool wrapper(const Json& node) {
        const Json& validator = at(at(option(at(node, "func_options"), "validator"), "arg"), "List");
        if (validator.is_object())
            out_.conditions.push_back(
                is_compiled(qualified(at(validator, "items")), "pg_catalog.text[], pg_catalog.oid"));
        return true;
    }

    /// The server rejects a grant of an untrusted language.
    bool grant(const Json& node) { return text(node, "objtype") == "OBJECT_LANGUAGE"; }

    static bool is_leakproof(const Json& options) {
        return flag(at(at(option(options, "leakproof"), "arg"), "Boolean"), "boolval");
    }
    static bool has_superuser_option(const Json& options) {
        return is_leakproof(options) || option(options, "support").is_object();
    }

    /// The signature of a routine for ALTER; empty if an argument has no plain type.
    static std::string signature(const Json& node) {
        std::string arguments;
        if (at(node, "parameters").is_array())
            for (const Json& each : at(node, "parameters")) {
                const Json& parameter = at(each, "FunctionParameter");
                const std::string mode = text(parameter, "mode");
                if (mode == "FUNC_PARAM_OUT" || mode == "FUNC_PARAM_TABLE") continue;
                const Json& type = at(parameter, "argType");
                if (flag(type, "pct_type")) return {};
                arguments += (arguments.empty() ? "" : ", ") + qualified(at(type, "names")) +
                             (at(type, "arrayBounds").is_array() ? "[]" : "");
            }
        return qualified(at(node, "funcname")) + "(" + arguments + ")";
    }

    /// The function is created without the options of a superuser, which ALTER then sets: only the statement with the
    /// body and the defaults holds expressions.
    bool split_function(const Json& node) {
        const Json& options = at(node, "options");
        const std::string routine = signature(node);
        const std::string support = qualified(at(at(at(option(options, "support"), "arg"), "List"), "items"));
        if (!has_superuser_option(options) || routine.empty()) return false;
        out_.first = without_superuser_options(written_);
        out_.sql = fmt::format("ALTER {} {}{}{}", flag(node, "is_procedure") ? "PROCEDURE" : "FUNCTION", routine,
                               is_leakproof(options) ? " LEAKPROOF" : "", support.empty() ? "" : " SUPPORT " + support);
        return true;
    }

    bool function(const Json& node) {
        const Json& options = at(node, "options");
        const std::string language = text(at(at(option(options, "language"), "arg"), "String"), "sval");
        if (language == "c" || language == "internal") return false;
        const bool trusted = language.empty() || language == "sql" || language == "plpgsql";
        if (trusted) return split_function(node);
        // No superuser is needed for a trusted language. PL/pgSQL's validator reads the body as words.
        if (at(node, "parameters").is_array())
            for (const Json& each : at(node, "parameters"))
                if (at(at(each, "FunctionParameter"), "defexpr").is_object()) return false;
        out_.conditions.push_back(fmt::format(
            "SELECT FROM pg_catalog.pg_language l JOIN pg_catalog.pg_proc p ON p.oid OPERATOR(pg_catalog.=) "
            "l.lanplcallfoid LEFT JOIN pg_catalog.pg_proc v ON v.oid OPERATOR(pg_catalog.=) l.lanvalidator WHERE "
            "l.lanname OPERATOR(pg_catalog.=) {} AND NOT l.lanpltrusted AND p.prolang OPERATOR(pg_catalog.=) "
            "13::pg_catalog.oid AND p.prosrc OPERATOR(pg_catalog.=) 'plpgsql_call_handler' AND (v.oid IS NULL OR "
            "v.prolang OPERATOR(pg_catalog.=) 13::pg_catalog.oid)",
            quote_literal(language)));
        return true;
    }

    std::string_view written_;
    SuperuserStatement out_;
};

}  // namespace

std::optional<SuperuserStatement> read_superuser_statement(std::string_view sql) {
    // standard_conforming_strings may give a backslash another meaning.
    if (!may_need_superuser(sql) || sql.find('\\') != std::string_view::npos) return std::nullopt;
    const Json statement = parse(sql);
    if (!statement.is_object() || statement.size() != 1) return std::nullopt;
    std::optional<SuperuserStatement> out = Reader(sql).read(statement.begin().key(), statement.begin().value());
    const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80U; };
    if (out && !std::all_of(sql.begin(), sql.end(), is_ascii))
        out->conditions.push_back(
            "SELECT WHERE pg_catalog.current_setting('client_encoding') OPERATOR(pg_catalog.=) 'UTF8'");
    return out;
}

}  // namespace retort::sql::postgres
