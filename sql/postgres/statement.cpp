#include "sql/postgres/statement.hpp"

#include <fmt/format.h>
#include <pg_query.h>

#include <algorithm>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "schema/object_kinds.hpp"
#include "sql/postgres/parse_tree.hpp"

namespace retort::sql::postgres {

namespace {

using Json = nlohmann::json;

/// A name as in a Schema: `public` and `pg_catalog` become the empty schema.
ObjectName object(std::string schema, std::string name) {
    if (schema == "public" || schema == "pg_catalog") schema.clear();
    return {std::move(schema), std::move(name)};
}

ObjectName of_range(const Json& range) { return object(text(range, "schemaname"), text(range, "relname")); }

/// A name from its parts, a list of String nodes. The last `excluded` nodes are not part of the name.
ObjectName of_list(const Json& list, std::size_t excluded = 0) {
    std::vector<std::string> parts;
    if (list.is_array())
        for (const Json& each : list)
            if (const Json& string = at(each, "String"); string.is_object()) parts.push_back(text(string, "sval"));
    if (parts.size() <= excluded) return {};
    parts.resize(parts.size() - excluded);
    return object(parts.size() > 1 ? parts[parts.size() - 2] : "", parts.back());
}

/// A name inside a string literal, as in nextval('audit."Log"').
ObjectName of_text(const std::string& quoted) {
    std::vector<std::string> parts(1);
    bool open = false;
    for (const char c : quoted) {
        if (c == '"')
            open = !open;
        else if (c == '.' && !open)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return object(parts.size() > 1 ? parts[parts.size() - 2] : "", parts.back());
}

/// The length of the part of `text` that is UTF-8.
std::size_t utf8_length(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto first = static_cast<unsigned char>(text[at]);
        const std::size_t bytes = first < 0x80U ? 1 : first >> 5U == 6U ? 2 : first >> 4U == 14U ? 3 : 4;
        if ((bytes == 4 && first >> 3U != 30U) || at + bytes > text.size()) return at;
        for (std::size_t next = 1; next < bytes; ++next)
            if ((static_cast<unsigned char>(text[at + next]) & 0xC0U) != 0x80U) return at;
        at += bytes;
    }
    return text.size();
}

/// The parse tree; empty if `sql` does not parse, with the message and offset in `failed` if it is given.
Json parse(std::string_view sql, Made* failed) {
    const std::string whole(sql);
    struct Freed {
        PgQueryParseResult result;
        ~Freed() { pg_query_free_parse_result(result); }
    };
    const std::unique_ptr<Freed> parsed(new Freed{pg_query_parse(whole.c_str())});
    if (const PgQueryError* error = parsed->result.error; error != nullptr) {
        if (failed == nullptr) return {};
        failed->rejection = error->message;
        // The position counts characters from 1.
        int left = error->cursorpos - 1;
        std::size_t offset = 0;
        for (; offset < whole.size(); ++offset) {
            const bool starts = (static_cast<unsigned char>(whole[offset]) & 0xC0U) != 0x80U;
            if (starts && left-- <= 0) break;
        }
        failed->offset = static_cast<int>(offset);
        return {};
    }
    Json tree = Json::parse(parsed->result.parse_tree, nullptr, false);
    if (!tree.is_discarded()) return tree;
    // JSON is UTF-8, and the tree holds the texts of the statement.
    if (failed != nullptr) {
        failed->rejection = "the text is not UTF-8";
        failed->offset = static_cast<int>(utf8_length(sql));
    }
    return {};
}

/// Collects every name that a tree references.
class References {
public:
    void read(const Json& node) {
        if (node.is_array())
            for (const Json& each : node) read(each);
        if (!node.is_object()) return;
        if (node.contains("relname")) add(of_range(node));
        for (const char* list : {"names", "funcname", "objname"})
            if (const Json& parts = at(node, list); parts.is_array()) add(of_list(parts));
        read_call(node);
        read_cast(node);
        for (const auto& [key, value] : node.items()) read(value);
    }
    void add(ObjectName name) {
        if (!name.empty()) names.insert(std::move(name));
    }

    std::set<ObjectName> names;

private:
    void read_call(const Json& node) {
        const Json& arguments = at(node, "args");
        if (of_list(at(node, "funcname")).name != "nextval" || !arguments.is_array() || arguments.empty()) return;
        add_text(arguments.front());
    }
    /// 'name'::regclass and the other reg* types.
    void read_cast(const Json& node) {
        if (of_list(at(at(node, "typeName"), "names")).name.starts_with("reg")) add_text(at(node, "arg"));
    }
    void add_text(const Json& node) {
        const std::string named = text(at(at(node, "A_Const"), "sval"), "sval");
        if (!named.empty()) add(of_text(named));
    }
};

std::string type_of(const Json& type) {
    const ObjectName name = of_list(at(type, "names"));
    std::string text = name.schema.empty() ? name.name : name.schema + "." + name.name;
    if (at(type, "arrayBounds").is_array()) text += "[]";
    return text;
}

/// The argument types that identify a routine among those of the same name.
std::string arguments_of(const Json& parameters) {
    std::string arguments;
    if (!parameters.is_array()) return arguments;
    for (const Json& each : parameters) {
        const Json& parameter = at(each, "FunctionParameter");
        const std::string mode = text(parameter, "mode");
        if (!parameter.is_object() || mode == "FUNC_PARAM_OUT" || mode == "FUNC_PARAM_TABLE") continue;
        arguments += (arguments.empty() ? "" : ", ") + type_of(at(parameter, "argType"));
    }
    return arguments;
}

const Json& option(const Json& options, std::string_view name) {
    static const Json nothing;
    if (options.is_array())
        for (const Json& each : options)
            if (text(at(each, "DefElem"), "defname") == name) return at(at(each, "DefElem"), "arg");
    return nothing;
}

/// True if COMMENT ON is accepted for an ObjectType.
bool is_commented(const std::string& type) {
    static const std::set<std::string> others = {"OBJECT_EXTENSION", "OBJECT_INDEX",  "OBJECT_SEQUENCE",
                                                 "OBJECT_SCHEMA",    "OBJECT_COLUMN", "OBJECT_DOMCONSTRAINT"};
    return others.contains(type) || std::any_of(definition_kinds.begin(), definition_kinds.end(),
                                                [&](const ObjectKindInfo& each) { return each.comment_word == type; });
}

class StatementReader {
public:
    explicit StatementReader(Made& made) : made_(made) {}

    void read(const std::string& statement, const Json& tree) {
        references_.read(tree);
        const auto kind = std::find_if(definition_kinds.begin(), definition_kinds.end(),
                                       [&](const ObjectKindInfo& each) { return each.statement == statement; });
        if (kind != definition_kinds.end())
            definition(*kind, tree);
        else if (statement == "CreateExtensionStmt")
            extension(tree);
        else if (statement == "CreateSchemaStmt")
            schema(tree);
        else if (statement == "CreateSeqStmt" || statement == "AlterSeqStmt")
            sequence(tree, statement == "AlterSeqStmt");
        else if (statement == "CompositeTypeStmt")
            makes("composite", of_range(at(tree, "typevar")));
        else if (statement == "CreateRangeStmt")
            range(tree);
        else if (statement == "CreateEnumStmt")
            makes("enum", of_list(at(tree, "typeName")));
        else if (statement == "CreateFunctionStmt")
            routine(tree);
        else if (statement == "DefineStmt" && text(tree, "kind") == "OBJECT_AGGREGATE")
            aggregate(tree);
        else if (statement == "ViewStmt")
            relation("view", at(tree, "view"));
        else if (statement == "CreateTableAsStmt" && text(tree, "objtype") == "OBJECT_MATVIEW")
            relation("materialized_view", at(at(tree, "into"), "rel"));
        else if (statement == "CreateForeignTableStmt")
            foreign_table(tree);
        else if (statement == "CreateUserMappingStmt")
            user_mapping(tree);
        else if (statement == "DefineStmt")
            defined(tree);
        else if (statement == "CreateCastStmt")
            made_.kind = "cast";
        else if (statement == "CreateTransformStmt")
            made_.kind = "transform";
        else if (statement == "CommentStmt")
            comment(tree);
        else if (statement == "IndexStmt")
            index(tree);
        else if (statement == "GrantStmt")
            privileges(tree);
        else if (statement == "AlterDefaultPrivilegesStmt")
            made_.kind = "privileges";
        else if (statement == "AlterTableStmt")
            alter_table(tree);
        else if (statement == "AlterOpFamilyStmt")
            made_.kind = "setting", references_.add(of_list(at(tree, "opfamilyname")));
        else if (statement == "AlterTSConfigurationStmt" || statement == "AlterTSDictionaryStmt")
            alter_text_search(tree);
        else if (statement == "CreateStmt")
            table(tree);
        else
            reject_other(statement);
        for (const ObjectName& own : made_.makes) references_.names.erase(own);
        made_.needs.assign(references_.names.begin(), references_.names.end());
    }

private:
    void reject(std::string message, std::string hint) {
        made_.rejection = std::move(message);
        made_.hint = std::move(hint);
    }

    void makes(std::string kind, ObjectName name) {
        made_.kind = std::move(kind);
        made_.name = name;
        made_.makes.push_back(std::move(name));
    }

    /// A CREATE statement that holds the object's name in one member.
    void definition(const ObjectKindInfo& kind, const Json& tree) {
        const std::string member(kind.name_member);
        if (kind.naming == Naming::on_table) {
            const Json& table = at(tree, "relation");
            on_table(std::string(kind.word), text(tree, member.c_str()), table.empty() ? at(tree, "table") : table);
        } else if (kind.naming == Naming::without_schema) {
            made_.kind = kind.word;
            made_.name.name = text(tree, member.c_str());
        } else {
            makes(std::string(kind.word), of_list(at(tree, member.c_str())));
        }
        // It would connect to the publisher, also from a scratch database.
        if (kind.kind == ObjectKind::subscription &&
            text(at(option(at(tree, "options"), "connect"), "String"), "sval") != "false")
            reject("a subscription is declared without a connection to its publisher",
                   "write CONNECTION '' … WITH (connect = false): the connection is set by hand where it is created");
        // Names that the node holds in members of its own.
        for (const char* list : {"opfamilyname", "func_name", "handler_name", "plhandler", "plinline", "plvalidator"})
            if (kind.name_member != list) references_.add(of_list(at(tree, list)));
        if (kind.naming == Naming::with_method) made_.arguments = text(tree, "amname");
    }

    void relation(std::string kind, const Json& range) {
        makes(std::move(kind), of_range(range));
        if (text(range, "relpersistence") == "t")
            reject("temporary objects are not part of a schema", "remove TEMPORARY");
    }

    void foreign_table(const Json& tree) {
        const Json& base = at(tree, "base");
        relation("foreign_table", at(base, "relation"));
        made_.server = text(tree, "servername");
    }

    void user_mapping(const Json& tree) {
        made_.kind = "user_mapping";
        made_.name.name = text(tree, "servername");
        const Json& user = at(tree, "user");
        made_.arguments =
            text(user, "roletype") == "ROLESPEC_CSTRING" ? text(user, "rolename") : text(user, "roletype");
        made_.server = made_.name.name;
    }

    void on_table(std::string kind, std::string name, const Json& range) {
        made_.kind = std::move(kind);
        made_.table = of_range(range);
        made_.name = {made_.table.schema, std::move(name)};
    }

    void schema(const Json& tree) {
        made_.kind = "schema";
        made_.name.name = text(tree, "schemaname");
        if (at(tree, "schemaElts").is_array())
            reject("CREATE SCHEMA with embedded objects is not supported",
                   "write a separate CREATE statement for each object");
    }

    void extension(const Json& tree) {
        made_.kind = "extension";
        made_.name.name = text(tree, "extname");
    }

    void sequence(const Json& tree, bool altered) {
        if (altered) return alter_sequence(tree);
        relation("sequence", at(tree, "sequence"));
        if (const Json& owner = at(at(option(at(tree, "options"), "owned_by"), "List"), "items"); owner.is_array())
            references_.add(of_list(owner, 1));
    }

    /// A sequence that the default of a column draws from can belong to that column only once both exist.
    void alter_sequence(const Json& tree) {
        made_.kind = "setting";
        made_.table = of_range(at(tree, "sequence"));
        const Json& options = at(tree, "options");
        const Json& owner = at(at(option(options, "owned_by"), "List"), "items");
        if (owner.is_array()) references_.add(of_list(owner, 1));
        if (!owner.is_array() || owner.size() < 2 || options.size() != 1)
            reject("ALTER SEQUENCE is accepted here only with OWNED BY and a column",
                   "write the other options into CREATE SEQUENCE");
    }

    /// CREATE of a kind whose statements share one node: collations, and the objects of text search.
    void defined(const Json& tree) {
        const std::string type = text(tree, "kind");
        if (type == "OBJECT_TYPE") return defined_type(tree);
        const auto kind =
            std::find_if(definition_kinds.begin(), definition_kinds.end(), [&](const ObjectKindInfo& each) {
                return !each.type && each.statement.empty() && each.comment_word == type;
            });
        if (kind == definition_kinds.end()) return reject_other("DefineStmt");
        makes(std::string(kind->word), of_list(at(tree, "defnames")));
        if (kind->naming != Naming::operator_) return;
        const auto operand = [&](const char* name) {
            return type_of(at(option(at(tree, "definition"), name), "TypeName"));
        };
        made_.arguments = operand("leftarg") + ", " + operand("rightarg");
    }

    /// CREATE TYPE without options makes a shell type, which the functions of the base type need.
    void defined_type(const Json& tree) {
        const ObjectName name = of_list(at(tree, "defnames"));
        if (!at(tree, "definition").is_array()) return makes("shell_type", name);
        made_.kind = "base_type";
        made_.name = name;
        references_.add(name);
    }

    /// The mappings of a configuration, or the options of a dictionary. They are part of the object that the files
    /// create.
    void alter_text_search(const Json& tree) {
        made_.kind = "setting";
        for (const char* list : {"cfgname", "dictname"}) references_.add(of_list(at(tree, list)));
        if (const Json& dictionaries = at(tree, "dicts"); dictionaries.is_array())
            for (const Json& each : dictionaries) references_.add(of_list(at(at(each, "List"), "items")));
    }

    void range(const Json& tree) {
        makes("range", of_list(at(tree, "typeName")));
        if (const Json& multirange = option(at(tree, "params"), "multirange_type_name"); multirange.is_object())
            made_.makes.push_back(of_list(at(at(multirange, "TypeName"), "names")));
    }

    void routine(const Json& tree) {
        makes(at(tree, "is_procedure").is_boolean() ? "procedure" : "function", of_list(at(tree, "funcname")));
        made_.arguments = arguments_of(at(tree, "parameters"));
        // The server validates the body of an SQL function at CREATE FUNCTION (check_function_bodies).
        const Json& options = at(tree, "options");
        const Json& body = at(at(option(options, "as"), "List"), "items");
        if (text(at(option(options, "language"), "String"), "sval") != "sql" || !body.is_array() || body.empty())
            return;
        references_.read(parse(text(at(body.front(), "String"), "sval"), nullptr));
    }

    void aggregate(const Json& tree) {
        makes("aggregate", of_list(at(tree, "defnames")));
        const Json& arguments = at(tree, "args");
        if (arguments.is_array() && !arguments.empty())
            made_.arguments = arguments_of(at(at(arguments.front(), "List"), "items"));
    }

    void index(const Json& tree) {
        on_table("index", text(tree, "idxname"), at(tree, "relation"));
        if (!made_.name.name.empty()) made_.makes.push_back(made_.name);
        if (at(tree, "concurrent").is_boolean())
            reject("CONCURRENTLY is not allowed here",
                   "remove CONCURRENTLY: the file declares the desired schema, the migration decides how an index is "
                   "created");
    }

    void comment(const Json& tree) {
        made_.kind = "comment";
        const std::string kind = text(tree, "objtype");
        const Json& object = at(tree, "object");
        const Json& list = at(at(object, "List"), "items");
        if (list.is_array()) references_.add(of_list(list));
        if (list.is_array() && (kind == "OBJECT_TRIGGER" || kind == "OBJECT_RULE" || kind == "OBJECT_POLICY"))
            references_.add(of_list(list, 1));
        if (kind == "OBJECT_COLUMN") made_.table = of_list(list, 1), references_.add(made_.table);
        if (kind == "OBJECT_TABLE" || kind == "OBJECT_TABCONSTRAINT")
            reject("a comment on a table belongs in the table's model",
                   "write a doc comment (///) above the struct, or .comment(\"...\")");
        else if (!is_commented(kind))
            reject("retort does not compare comments on this kind of object",
                   "put the statement into a separate revision");
        else if (text(tree, "comment").empty())
            reject("COMMENT … IS NULL has no effect here", "remove the statement");
    }

    void privileges(const Json& tree) {
        static const std::set<std::string> kinds = {"OBJECT_TABLE",          "OBJECT_SEQUENCE", "OBJECT_FUNCTION",
                                                    "OBJECT_PROCEDURE",      "OBJECT_ROUTINE",  "OBJECT_TYPE",
                                                    "OBJECT_DOMAIN",         "OBJECT_SCHEMA",   "OBJECT_FDW",
                                                    "OBJECT_FOREIGN_SERVER", "OBJECT_LANGUAGE"};
        made_.kind = "privileges";
        const Json& objects = at(tree, "objects");
        if (objects.is_array())
            for (const Json& each : objects) references_.add(of_list(at(at(each, "List"), "items")));
        if (!kinds.contains(text(tree, "objtype")))
            reject("retort does not compare privileges on this kind of object",
                   "put the statement into a separate revision");
        else if (text(tree, "targtype") == "ACL_TARGET_ALL_IN_SCHEMA")
            reject("statements run in no fixed order, so ALL … IN SCHEMA names no definite set of objects",
                   "name the objects");
    }

    void alter_table(const Json& tree) {
        static const std::set<std::string> settings = {
            "AT_EnableRowSecurity", "AT_ForceRowSecurity", "AT_EnableTrig", "AT_EnableAlwaysTrig",
            "AT_EnableReplicaTrig", "AT_DisableTrig",      "AT_EnableRule", "AT_EnableAlwaysRule",
            "AT_EnableReplicaRule", "AT_DisableRule"};
        made_.kind = "setting";
        made_.table = of_range(at(tree, "relation"));
        const Json& commands = at(tree, "cmds");
        const bool fits = commands.is_array() && std::all_of(commands.begin(), commands.end(), [](const Json& each) {
                              return settings.contains(text(at(each, "AlterTableCmd"), "subtype"));
                          });
        if (!fits)
            reject("ALTER TABLE is accepted here only to enable or disable row level security, triggers and rules",
                   "declare all other properties in the table's model");
    }

    void table(const Json& tree) {
        makes("table", of_range(at(tree, "relation")));
        reject("a table is declared as a model", "declare a struct for it in a header");
    }

    void reject_other(const std::string& statement) {
        static const std::map<std::string, std::pair<const char*, const char*>> known = {
            {"GrantRoleStmt",
             {"roles belong to the server and are not part of a schema", "put the statement into a separate revision"}},
            {"CreateRoleStmt",
             {"roles belong to the server and are not part of a schema", "put the statement into a separate revision"}},
            {"DropStmt",
             {"DROP is not accepted here", "to drop an object, remove its CREATE statement from the files"}},
            {"InsertStmt",
             {"rows are not part of a schema",
              "put the statement into a separate revision: retort revision -m \"...\""}},
            {"UpdateStmt",
             {"rows are not part of a schema",
              "put the statement into a separate revision: retort revision -m \"...\""}},
            {"DeleteStmt",
             {"rows are not part of a schema",
              "put the statement into a separate revision: retort revision -m \"...\""}},
            {"CreateTableAsStmt", {"a table is declared as a model", "declare a struct for it in a header"}},
            {"TransactionStmt",
             {"statements run in no fixed order and not in a transaction of their own", "remove the statement"}},
            {"VariableSetStmt",
             {"statements run in no fixed order, so a setting applies to none of them",
              "remove the statement, and qualify names with their schema"}},
        };
        if (const auto found = known.find(statement); found != known.end())
            return reject(found->second.first, found->second.second);
        reject("retort does not compare objects of this kind",
               "SQL files next to the models contain CREATE statements of extensions, schemas, sequences, types, "
               "functions, views, triggers, rules, policies, statistics and the other kinds that docs/postgresql.md "
               "lists as compared; put other statements into a separate revision: retort revision -m \"...\"");
    }

    Made& made_;
    References references_;
};

}  // namespace

Made read_statement(std::string_view sql) {
    Made made;
    const Json tree = parse(sql, &made);
    if (!made.readable()) {
        made.hint = sql.starts_with("\\") ? "this is psql's own command; the server accepts only SQL"
                                          : "statements are parsed by the grammar of PostgreSQL 15";
        return made;
    }
    const Json& statements = at(tree, "stmts");
    if (!statements.is_array() || statements.empty()) return made;
    const Json& statement = at(statements.front(), "stmt");
    if (statement.empty()) return made;
    StatementReader(made).read(statement.begin().key(), statement.begin().value());
    return made;
}

}  // namespace retort::sql::postgres
