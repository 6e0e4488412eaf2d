// ALTER TABLE: the lock of each command, and its hazards.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "review/hazards/postgres/context.hpp"
#include "sql/postgres/lexer.hpp"

namespace retort::hazards::postgres {

namespace {

/// One command of ALTER TABLE as its handler sees it.
struct Command {
    const ObjectName& table;
    const Json& node;
    std::size_t position;  ///< of the command in the statement
};

using CommandHandler = void (*)(Context&, const Command&);

/// The facts of one command (PostgreSQL, ALTER TABLE, Description and Notes).
struct CommandFacts {
    std::string_view subtype;
    Lock lock{};
    bool recurses = false;  ///< it changes partitions and children too, and locks them
    CommandHandler handler = nullptr;
};

/// "of column users.email"
std::string column_of(const Command& command) { return display(command.table) + "." + text(command.node, "name"); }

void cascade(Context& context, const Command& command, std::string_view what) {
    if (text(command.node, "behavior") != "DROP_CASCADE") return;
    context.find(
        Rule::drop_cascade, command.position,
        fmt::format("DROP {} … CASCADE on {} drops all objects that depend on it", what, display(command.table)),
        command.table);
}

void add_column(Context& context, const Command& command) {
    const Json& column = at(at(command.node, "def"), "ColumnDef");
    judge_new_column(context, command.table, column, location(column));
    KnownColumn& known = context.known.tables[command.table].columns[text(column, "colname")];
    known = read_column(column);
    known.added = true;
}

void drop_column(Context& context, const Command& command) {
    const std::string name = text(command.node, "name");
    if (!context.known.is_new(command.table, name))
        context.find(Rule::drop_column, command.position, fmt::format("drops the column {}", column_of(command)),
                     command.table);
    cascade(context, command, "COLUMN");
    KnownTable& table = context.known.tables[command.table];
    table.columns.erase(name);
    std::erase_if(table.constraints, [&](const auto& each) {
        if (!each.second.columns.contains(name)) return false;
        context.affect(each.second.referenced, Lock::access_exclusive, Work::catalog);
        return true;
    });
}

void change_type(Context& context, const Command& command) {
    judge_type_change(context, command.table, command.node, command.position);
}

void set_not_null(Context& context, const Command& command) {
    judge_set_not_null(context, command.table, text(command.node, "name"), command.position);
}

void drop_not_null(Context& context, const Command& command) {
    context.find(Rule::drop_not_null, command.position, fmt::format("{} may be NULL from now on", column_of(command)),
                 command.table);
    context.known.tables[command.table].columns[text(command.node, "name")].not_null = false;
}

void change_default(Context& context, const Command& command) {
    if (at(command.node, "def").is_object()) return;
    if (context.creations.defaults.contains({command.table, text(command.node, "name")})) return;
    context.find(Rule::drop_default, command.position, fmt::format("{} loses its default", column_of(command)),
                 command.table);
}

void add_constraint(Context& context, const Command& command) {
    judge_new_constraint(context, command.table, at(at(command.node, "def"), "Constraint"));
}

void validate(Context& context, const Command& command) {
    judge_validation(context, command.table, text(command.node, "name"), command.position);
}

void drop_constraint(Context& context, const Command& command) {
    judge_dropped_constraint(context, command.table, command.node, command.position);
    cascade(context, command, "CONSTRAINT");
}

void change_storage(Context& context, const Command& command) {
    const std::string kind = text(command.node, "subtype");
    const std::string_view what = kind == "AT_SetTableSpace" ? "SET TABLESPACE"
                                  : kind == "AT_SetLogged"   ? "SET LOGGED"
                                  : kind == "AT_SetUnLogged" ? "SET UNLOGGED"
                                                             : "SET ACCESS METHOD";
    context.affect(command.table, Lock::access_exclusive, Work::rewrite);
    context.find(Rule::storage_change_rewrites, command.position,
                 fmt::format("{} copies the table {}", what, display(command.table)), command.table);
}

void attach(Context& context, const Command& command) {
    judge_attach(context, command.table, command.node, command.position);
}

void detach(Context& context, const Command& command) {
    judge_detach(context, command.table, command.node, command.position);
}

void inherit(Context& context, const Command& command) {
    const ObjectName parent = relation_name(at(at(command.node, "def"), "RangeVar"));
    context.affect(parent, Lock::share_update_exclusive, Work::catalog);
    context.known.tables[command.table].parent = parent;
}

void end_inheritance(Context& context, const Command& command) { context.known.tables[command.table].parent = {}; }

void change_owner(Context& context, const Command& command) {
    context.find(Rule::privileges_change, command.position,
                 fmt::format("{} gets another owner", display(command.table)), command.table);
}

void change_row_security(Context& context, const Command& command) {
    const bool on = text(command.node, "subtype") == "AT_EnableRowSecurity" ||
                    text(command.node, "subtype") == "AT_ForceRowSecurity";
    context.find(Rule::privileges_change, command.position,
                 fmt::format("row level security of {} is switched {}", display(command.table), on ? "on" : "off"),
                 command.table);
}

void options(Context& context, const Command& command) {
    // Only this one is read by a plan that is being made (PostgreSQL, ALTER TABLE, SET ( storage_parameter … )).
    for (const Json& each : list(at(at(command.node, "def"), "List"), "items"))
        if (text(at(each, "DefElem"), "defname") == "user_catalog_table")
            context.affect(command.table, Lock::access_exclusive, Work::catalog);
}

constexpr auto facts = std::to_array<CommandFacts>({
    {"AT_AddColumn", Lock::access_exclusive, true, add_column},
    {"AT_AddConstraint", Lock::access_share, false, add_constraint},
    {"AT_AddIdentity", Lock::access_exclusive, false, nullptr},
    {"AT_AddInherit", Lock::access_exclusive, false, inherit},
    {"AT_AddOf", Lock::access_exclusive, false, nullptr},
    {"AT_AlterColumnType", Lock::access_exclusive, true, change_type},
    {"AT_AlterConstraint", Lock::access_exclusive, false, nullptr},
    {"AT_AttachPartition", Lock::share_update_exclusive, false, attach},
    {"AT_ChangeOwner", Lock::access_exclusive, false, change_owner},
    {"AT_ClusterOn", Lock::share_update_exclusive, false, nullptr},
    {"AT_ColumnDefault", Lock::access_exclusive, true, change_default},
    {"AT_DetachPartition", Lock::access_share, false, detach},
    {"AT_DetachPartitionFinalize", Lock::share_update_exclusive, false, detach},
    {"AT_DisableRowSecurity", Lock::access_exclusive, false, change_row_security},
    {"AT_DisableRule", Lock::access_exclusive, false, nullptr},
    {"AT_DisableTrig", Lock::share_row_exclusive, true, nullptr},
    {"AT_DisableTrigAll", Lock::share_row_exclusive, true, nullptr},
    {"AT_DisableTrigUser", Lock::share_row_exclusive, true, nullptr},
    {"AT_DropCluster", Lock::share_update_exclusive, false, nullptr},
    {"AT_DropColumn", Lock::access_exclusive, true, drop_column},
    {"AT_DropConstraint", Lock::access_exclusive, true, drop_constraint},
    {"AT_DropExpression", Lock::access_exclusive, true, nullptr},
    {"AT_DropIdentity", Lock::access_exclusive, false, nullptr},
    {"AT_DropInherit", Lock::access_exclusive, false, end_inheritance},
    {"AT_DropNotNull", Lock::access_exclusive, true, drop_not_null},
    {"AT_DropOf", Lock::access_exclusive, false, nullptr},
    {"AT_EnableAlwaysRule", Lock::access_exclusive, false, nullptr},
    {"AT_EnableAlwaysTrig", Lock::share_row_exclusive, true, nullptr},
    {"AT_EnableReplicaRule", Lock::access_exclusive, false, nullptr},
    {"AT_EnableReplicaTrig", Lock::share_row_exclusive, true, nullptr},
    {"AT_EnableRowSecurity", Lock::access_exclusive, false, change_row_security},
    {"AT_EnableRule", Lock::access_exclusive, false, nullptr},
    {"AT_EnableTrig", Lock::share_row_exclusive, true, nullptr},
    {"AT_EnableTrigAll", Lock::share_row_exclusive, true, nullptr},
    {"AT_EnableTrigUser", Lock::share_row_exclusive, true, nullptr},
    {"AT_ForceRowSecurity", Lock::access_exclusive, false, change_row_security},
    {"AT_GenericOptions", Lock::access_exclusive, false, nullptr},
    {"AT_NoForceRowSecurity", Lock::access_exclusive, false, change_row_security},
    {"AT_ReplicaIdentity", Lock::access_exclusive, false, nullptr},
    {"AT_ResetOptions", Lock::share_update_exclusive, false, nullptr},
    {"AT_ResetRelOptions", Lock::share_update_exclusive, false, options},
    {"AT_SetAccessMethod", Lock::access_exclusive, false, change_storage},
    {"AT_SetCompression", Lock::access_exclusive, false, nullptr},
    {"AT_SetIdentity", Lock::access_exclusive, false, nullptr},
    {"AT_SetLogged", Lock::access_exclusive, false, change_storage},
    {"AT_SetNotNull", Lock::access_exclusive, true, set_not_null},
    {"AT_SetOptions", Lock::share_update_exclusive, false, nullptr},
    {"AT_SetRelOptions", Lock::share_update_exclusive, false, options},
    {"AT_SetStatistics", Lock::share_update_exclusive, true, nullptr},
    {"AT_SetStorage", Lock::access_exclusive, true, nullptr},
    {"AT_SetTableSpace", Lock::access_exclusive, false, change_storage},
    {"AT_SetUnLogged", Lock::access_exclusive, false, change_storage},
    {"AT_ValidateConstraint", Lock::share_update_exclusive, true, validate},
});

static_assert(std::is_sorted(facts.begin(), facts.end(),
                             [](const CommandFacts& a, const CommandFacts& b) { return a.subtype < b.subtype; }));

/// The byte at which each command begins: after the name of the table, and after each comma outside of brackets.
std::vector<std::size_t> command_positions(std::string_view sql, std::size_t relation) {
    using sql::postgres::LexemeKind;
    std::vector<std::size_t> positions;
    sql::postgres::LexemeCursor cursor(sql, relation);
    bool in_name = true, wanted = false;
    while (!cursor.done()) {
        const std::size_t start = cursor.position();
        const int depth = cursor.depth();
        const auto lexeme = cursor.next();
        if (lexeme.kind == LexemeKind::space || lexeme.kind == LexemeKind::comment) continue;
        if (in_name) {
            // schema.name, and * after it
            const bool dot = cursor.rest().starts_with('.') || lexeme.is(".");
            if (!dot) in_name = false, wanted = true;
            continue;
        }
        if (wanted && lexeme.is("*")) continue;
        if (wanted) positions.push_back(start), wanted = false;
        if (depth == 0 && lexeme.is(",")) wanted = true;
    }
    return positions;
}

}  // namespace

void judge_alter_table(Context& context, const Json& node) {
    const ObjectName table = relation_name(at(node, "relation"));
    const std::string object = text(node, "objtype");
    // The other relations have no rows of their own that a command could touch.
    if (object != "OBJECT_TABLE" && object != "OBJECT_MATVIEW") {
        if (object == "OBJECT_VIEW")
            for (const Json& each : list(node, "cmds"))
                if (text(at(each, "AlterTableCmd"), "subtype") == "AT_ChangeOwner")
                    context.find(Rule::privileges_change, 0, fmt::format("{} gets another owner", display(table)));
        return;
    }
    const bool existing = !context.known.is_new(table);
    const std::size_t findings = context.out.findings.size();
    const std::vector<std::size_t> positions = command_positions(context.sql, location(at(node, "relation")));
    std::size_t index = 0;
    for (const Json& each : list(node, "cmds")) {
        const Json& command = at(each, "AlterTableCmd");
        const std::size_t position = index < positions.size() ? positions[index] : 0;
        ++index;
        const std::string subtype = text(command, "subtype");
        const auto* found =
            std::lower_bound(facts.begin(), facts.end(), subtype,
                             [](const CommandFacts& row, std::string_view word) { return row.subtype < word; });
        if (found == facts.end() || found->subtype != subtype) {
            context.affect_all(table, Lock::access_exclusive, Work::catalog);
            continue;
        }
        const bool only = !flag(at(node, "relation"), "inh");
        if (found->recurses && !only)
            context.affect_all(table, found->lock, Work::catalog);
        else
            context.affect(table, found->lock, Work::catalog);
        if (found->handler != nullptr) found->handler(context, {table, command, position});
    }
    // A table that nobody else sees yet can't hurt anybody; its design can.
    if (!existing)
        std::erase_if(context.out.findings, [&, i = std::size_t{0}](const Finding& each) mutable {
            return i++ >= findings && entry(each.rule).harm != Harm::advice;
        });
}

}  // namespace retort::hazards::postgres
