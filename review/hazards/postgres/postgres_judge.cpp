#include "review/hazards/postgres/postgres_judge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "review/hazards/postgres/context.hpp"
#include "sql/postgres/lexer.hpp"
#include "sql/postgres/split.hpp"

namespace retort::hazards::postgres {

namespace {

constexpr std::size_t longest_name = 63;

const std::map<std::string_view, Handler>& handlers() {
    static const std::map<std::string_view, Handler> all{
        {"AlterDomainStmt", judge_alter_domain},
        {"AlterEnumStmt", judge_alter_enum},
        {"AlterExtensionStmt", judge_extension},
        {"AlterObjectSchemaStmt", judge_set_schema},
        {"AlterOwnerStmt", judge_owner},
        {"AlterPolicyStmt", judge_policy},
        {"AlterSystemStmt", judge_outside_only},
        {"AlterTableStmt", judge_alter_table},
        {"ClusterStmt", judge_cluster},
        {"CommentStmt", judge_comment},
        {"CreateDomainStmt", judge_create_domain},
        {"CreatePolicyStmt", judge_policy},
        {"CreateStatsStmt", judge_create_statistics},
        {"CreateStmt", judge_create_table},
        {"CreateTableAsStmt", judge_create_table_as},
        {"CreateTableSpaceStmt", judge_outside_only},
        {"CreateTrigStmt", judge_create_trigger},
        {"CreatedbStmt", judge_outside_only},
        {"DeleteStmt", judge_delete},
        {"DropOwnedStmt", judge_drop_owned},
        {"DropStmt", judge_drop},
        {"DropTableSpaceStmt", judge_outside_only},
        {"DropdbStmt", judge_drop_database},
        {"GrantStmt", judge_grant},
        {"IndexStmt", judge_create_index},
        {"InsertStmt", judge_insert},
        {"LockStmt", judge_lock},
        {"MergeStmt", judge_insert},
        {"RefreshMatViewStmt", judge_refresh},
        {"ReindexStmt", judge_reindex},
        {"RenameStmt", judge_rename},
        {"RuleStmt", judge_create_rule},
        {"TransactionStmt", judge_transaction},
        {"TruncateStmt", judge_truncate},
        {"UpdateStmt", judge_update},
        {"VacuumStmt", judge_vacuum},
        {"VariableSetStmt", judge_setting},
    };
    return all;
}

/// Names that the server cuts.
void judge_names(Context& context) {
    std::set<std::string_view> seen;
    for (sql::postgres::LexemeCursor cursor(context.sql); !cursor.done();) {
        const std::size_t start = cursor.position();
        const auto lexeme = cursor.next();
        const std::size_t quotes = lexeme.kind == sql::postgres::LexemeKind::quoted_identifier ? 2 : 0;
        if (!lexeme.is_identifier() || lexeme.text.size() <= longest_name + quotes || !seen.insert(lexeme.text).second)
            continue;
        context.find(Rule::identifier_too_long, start,
                     fmt::format("the name {} has {} bytes, and is cut after {}", lexeme.text,
                                 lexeme.text.size() - quotes, longest_name));
    }
}

/// Statements in WITH write rows too.
void judge_with(Context& context, const Json& node) {
    for (const Json& each : list(at(node, "withClause"), "ctes")) {
        const Json& query = at(at(each, "CommonTableExpr"), "ctequery");
        if (!query.is_object() || query.empty()) continue;
        const auto handler = handlers().find(query.begin().key());
        if (handler != handlers().end()) handler->second(context, query.begin().value());
    }
}

class PostgresJudge final : public Judge {
public:
    std::vector<JudgedStatement> judge(const Script& script) override {
        std::vector<std::string_view> texts = sql::postgres::split(script.sql);
        std::vector<ParsedStatement> parsed;
        Creations creations;
        for (const std::string_view each : texts) {
            parsed.push_back(parse(each));
            collect_creations(parsed.back(), creations);
        }
        Session session;
        session.whole_transaction = session.open = script.transaction;
        session.lock_timeout = script.lock_timeout;
        std::vector<JudgedStatement> out;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            JudgedStatement statement;
            statement.offset = static_cast<std::size_t>(texts[i].data() - script.sql.data());
            statement.length = texts[i].size();
            Context context{texts[i], statement.offset, known_, session, creations, statement};
            judge_one(context, parsed[i]);
            out.push_back(std::move(statement));
        }
        if (session.open && !session.whole_transaction) unfinished(session, out);
        known_.end_script();
        return out;
    }

private:
    void judge_one(Context& context, const ParsedStatement& parsed) {
        judge_names(context);
        if (parsed.kind.empty()) {
            context.find(Rule::statement_not_parsed, parsed.error_offset,
                         fmt::format("the statement is not judged: {}", parsed.error));
            return;
        }
        judge_new_labels(context, parsed.node);
        judge_with(context, parsed.node);
        if (const auto handler = handlers().find(parsed.kind); handler != handlers().end())
            handler->second(context, parsed.node);
        judge_held_locks(context);
        Creations created;
        collect_creations(parsed, created);
        for (const auto& [kind, name] : created.objects) known_.created.insert(name);
        auto& findings = context.out.findings;
        std::stable_sort(findings.begin(), findings.end(),
                         [](const Finding& a, const Finding& b) { return a.offset < b.offset; });
    }

    static void unfinished(const Session& session, std::vector<JudgedStatement>& out) {
        for (JudgedStatement& each : out)
            if (each.offset == session.begin)
                each.findings.push_back({Rule::transaction_control,
                                         each.offset,
                                         "BEGIN without COMMIT: the transaction is rolled back",
                                         "",
                                         {}});
    }

    Knowledge known_;
};

}  // namespace

std::unique_ptr<Judge> open_judge() { return std::make_unique<PostgresJudge>(); }

}  // namespace retort::hazards::postgres
