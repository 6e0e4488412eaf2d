// The judged locks, scans and rewrites are those of a real server: each script of tests/cases/lint runs statement by
// statement, and after each one pg_locks, the files of the tables and the scans that the server counts are compared
// with the judged effects.

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>
#include <optional>
#include <thread>

#include "lint_case.hpp"
#include "tests/support/postgres.hpp"

namespace retort::test {
namespace {

using hazards::Lock;
using hazards::Work;

/// A table of the server.
struct Table {
    std::string oid, name, file;
    char kind = 'r';
    long long scans = 0;
};

constexpr const char* tables_query = R"(
SELECT c.oid, CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname, c.relkind,
       coalesce(pg_relation_filenode(c.oid), 0), pg_stat_get_xact_numscans(c.oid)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
)";

using Tables = std::map<std::string, Table>;  ///< by oid

Tables tables(introspect::Database& db) {
    Tables found;
    for (const introspect::Row& row : db.query(tables_query))
        found[*row[0]] = {*row[0], *row[1], *row[3], row[2]->front(), std::stoll(*row[4])};
    return found;
}

/// The strongest lock of a session on each relation. Reads, and what foreign keys of written rows lock, are none.
std::map<std::string, Lock> locks(introspect::Database& db, const std::string& pid) {
    static const std::map<std::string, Lock> modes{{"AccessShareLock", Lock::access_share},
                                                   {"RowShareLock", Lock::row_share},
                                                   {"RowExclusiveLock", Lock::row_exclusive},
                                                   {"ShareUpdateExclusiveLock", Lock::share_update_exclusive},
                                                   {"ShareLock", Lock::share},
                                                   {"ShareRowExclusiveLock", Lock::share_row_exclusive},
                                                   {"ExclusiveLock", Lock::exclusive},
                                                   {"AccessExclusiveLock", Lock::access_exclusive}};
    std::map<std::string, Lock> found;
    for (const introspect::Row& row :
         db.query("SELECT relation, mode FROM pg_locks WHERE locktype = 'relation' AND pid = $1", {pid})) {
        Lock& lock = found[*row[0]];
        lock = std::max(lock, modes.at(*row[1]));
    }
    std::erase_if(found, [](const auto& each) { return each.second <= Lock::row_share; });
    return found;
}

std::string words(const std::optional<Lock>& lock) { return lock ? std::string(to_string(*lock)) : "no lock"; }

/// Runs one script.
class ScriptRun {
public:
    ScriptRun(introspect::Database& db, std::string url, const LintPart& part, std::string what)
        : db_(db), url_(std::move(url)), part_(part), what_(std::move(what)) {}

    void run() {
        pid_ = *db_.query("SELECT pg_backend_pid()")[0][0];
        existing_ = tables(db_);
        const auto judged = part_.judge(Dialect::postgresql);
        if (part_.transaction) db_.execute("BEGIN");
        for (const hazards::JudgedStatement& each : judged)
            if (!statement(each)) break;
        if (db_.in_transaction()) db_.execute("ROLLBACK");
    }

private:
    std::string text(const hazards::JudgedStatement& judged) const {
        return part_.sql.substr(judged.offset, judged.length);
    }

    /// False if it failed.
    bool statement(const hazards::JudgedStatement& judged) {
        const bool own = !db_.in_transaction();
        if (own) expected_.clear();
        const std::string sql = text(judged);
        const bool control = sql.starts_with("BEGIN") || sql.starts_with("COMMIT") || sql.starts_with("ROLLBACK");
        if (own && !control) db_.execute("BEGIN");
        const Tables before = tables(db_);
        expect(judged, before);
        try {
            db_.execute(sql);
        } catch (const introspect::StatementError& error) {
            db_.execute("ROLLBACK");
            if (own && error.failure().sqlstate == "25001") return outside(judged, before);
            EXPECT_TRUE(may_fail(judged)) << where(judged) << error.what();
            return false;
        }
        if (control) {
            expected_.clear();
            return true;
        }
        const Tables after = tables(db_);
        compare_locks(judged, locks(db_, pid_), before);
        for (const auto& [oid, table] : before)
            if (after.contains(oid) && existing_.contains(oid)) compare_work(judged, table, after.at(oid));
        if (own) db_.execute("COMMIT");
        return true;
    }

    static bool may_fail(const hazards::JudgedStatement& judged) {
        return judged.has(hazards::Harm::fails) ||
               std::any_of(judged.findings.begin(), judged.findings.end(),
                           [](const hazards::Finding& each) { return each.rule == hazards::Rule::required_column; });
    }

    /// A statement that runs in no transaction: another session lets it wait, while a third one reads its locks.
    bool outside(const hazards::JudgedStatement& judged, const Tables& before) {
        expected_.clear();
        expect(judged, before);
        const std::string sql = text(judged);
        const auto holder = introspect::open(sql::parse_url(url_, "test")),
                   observer = introspect::open(sql::parse_url(url_, "test"));
        holder->execute("BEGIN");
        for (const auto& [table, mode] : obstacles(judged, sql))
            holder->execute(fmt::format("LOCK TABLE {} IN {} MODE", quote(table), to_string(mode)));
        std::atomic<bool> failed = false, done = false;
        std::thread runner([&] {
            try {
                db_.execute(sql);
            } catch (const introspect::StatementError&) {
                failed = true;
            }
            done = true;
        });
        const std::string waiting = "SELECT 1 FROM pg_locks WHERE NOT granted AND pid = $1";
        for (int i = 0; i < 1000 && !done && observer->query(waiting, {pid_}).empty(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        const bool waited = !observer->query(waiting, {pid_}).empty();
        const auto held = locks(*observer, pid_);
        holder->execute("ROLLBACK");
        runner.join();
        if (failed) {
            EXPECT_TRUE(may_fail(judged)) << where(judged);
            return false;
        }
        EXPECT_TRUE(waited || judged.effects.empty()) << where(judged) << "it did not wait";
        if (waited) compare_locks(judged, held, before);
        return true;
    }

    /// Locks with which another session lets the statement wait when it holds or awaits all of its own.
    static std::vector<std::pair<ObjectName, Lock>> obstacles(const hazards::JudgedStatement& judged,
                                                              const std::string& sql) {
        if (judged.effects.empty()) return {};
        const hazards::TableEffect& last = judged.effects.back();
        // DETACH PARTITION CONCURRENTLY locks the partition in its second transaction.
        if (sql.starts_with("ALTER TABLE")) return {{last.table, Lock::access_share}};
        const bool vacuum = sql.starts_with("VACUUM") && last.lock == Lock::share_update_exclusive;
        return {{last.table, vacuum ? last.lock : Lock::row_exclusive}};
    }

    std::string where(const hazards::JudgedStatement& judged) const {
        return fmt::format("{}, line {}:\n{}\n", what_, part_.line, text(judged));
    }

    static std::string oid_of(const Tables& known, const std::string& name) {
        for (const auto& [oid, table] : known)
            if (table.name == name) return oid;
        return {};
    }

    void expect(const hazards::JudgedStatement& judged, const Tables& before) {
        work_.clear();
        for (const hazards::TableEffect& each : judged.effects) {
            const std::string oid = oid_of(before, display(each.table));
            EXPECT_FALSE(oid.empty()) << where(judged) << display(each.table) << " does not exist";
            work_[oid] = each.work;
            if (each.lock <= Lock::row_share) continue;
            Lock& lock = expected_[oid];
            lock = std::max(lock, each.lock);
        }
    }

    void compare_locks(const hazards::JudgedStatement& judged, const std::map<std::string, Lock>& held,
                       const Tables& before) const {
        for (const auto& [oid, table] : existing_) {
            const auto find = [&](const std::map<std::string, Lock>& all) {
                const auto found = all.find(oid);
                return found == all.end() ? std::optional<Lock>() : found->second;
            };
            const auto now = before.find(oid);
            EXPECT_EQ(words(find(expected_)), words(find(held)))
                << where(judged) << "judged, and held on " << (now == before.end() ? table.name : now->second.name);
        }
    }

    void compare_work(const hazards::JudgedStatement& judged, const Table& before, const Table& after) const {
        if (before.kind == 'p') return;
        const auto found = work_.find(before.oid);
        const Work work = found == work_.end() ? Work::catalog : found->second;
        const bool rewritten = before.file != after.file;
        EXPECT_EQ(work == Work::rewrite || work == Work::empty, rewritten)
            << where(judged) << before.name << ": judged as " << to_string(work);
        if (found == work_.end() || work == Work::rows || rewritten) return;
        EXPECT_EQ(work == Work::scan, after.scans > before.scans)
            << where(judged) << before.name << ": judged as " << to_string(work);
    }

    introspect::Database& db_;
    std::string url_;
    const LintPart& part_;
    std::string what_;
    std::string pid_;
    Tables existing_{};                       ///< before the script
    std::map<std::string, Lock> expected_{};  ///< of the open transaction, by oid
    std::map<std::string, Work> work_{};      ///< of the statement, by oid
};

class LintCasesOnServer : public ::testing::TestWithParam<LintCase> {};

TEST_P(LintCasesOnServer, TakeTheJudgedLocks) {
    if (GetParam().dialect != Dialect::postgresql) GTEST_SKIP() << "SQLite locks the whole database";
    FreshDatabase& database = kept_database(0);
    for (const LintPart& part : GetParam().parts) {
        if (part.not_run) continue;
        const auto db = database.open();
        empty(*db);
        try {
            db->execute(part.before);
        } catch (const introspect::StatementError& error) {
            ADD_FAILURE() << GetParam().name << ", line " << part.line << ": before: " << error.what();
            continue;
        }
        ScriptRun(*db, database.url(), part, GetParam().name).run();
    }
}

std::string case_name(const ::testing::TestParamInfo<LintCase>& info) {
    std::string name = info.param.name;
    std::replace_if(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(All, LintCasesOnServer, ::testing::ValuesIn(lint_cases()), case_name);

}  // namespace
}  // namespace retort::test
