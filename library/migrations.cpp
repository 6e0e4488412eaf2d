#include "retort/migrations.hpp"

#include <fmt/format.h>

#include <exception>
#include <utility>

#include "introspect/session_handle.hpp"
#include "library/connect.hpp"
#include "library/revisions.hpp"
#include "migrate/runner.hpp"
#include "migrate/skipped_revisions.hpp"

namespace retort {

namespace {

using introspect::Access;
using introspect::Database;
using migrate::Chain;
using migrate::Direction;
using migrate::Heads;
using migrate::Revision;

bool is_borrowed(const Connection& connection) { return connection.url().empty(); }

std::unique_ptr<Database> connect(const Connection& connection, Access access, const MigrationOptions& options) {
    introspect::OpenOptions open;
    open.extensions = options.extensions;
    if (options.lock_timeout) open.lock_wait.timeout = *options.lock_timeout;
    auto database = library::connect(connection, access, open);
    if (is_borrowed(connection)) database->wait_for_locks(open.lock_wait);
    return database;
}

migrate::VersionStore version_store(const Connection& connection, const MigrationOptions& options) {
    return {connection.dialect(), options.version_table, options.history_table};
}

/// The program's session while revisions run. Afterwards its settings are as before, and no transaction is open.
class BorrowedSession {
public:
    BorrowedSession(Database& database, const Connection& connection)
        : database_(database), borrowed_(is_borrowed(connection)) {
        if (!borrowed_) return;
        if (database.in_transaction())
            throw Error("RT353",
                        fmt::format("the connection to {} has an open transaction, in which no migration can run: each "
                                    "has a transaction of its own",
                                    database.describe()),
                        "commit it or roll it back before retort::upgrade, or give it another connection");
        if (info(database.dialect()).server) return;
        foreign_keys_ = foreign_keys();
        if (foreign_keys_ != on) database.execute("PRAGMA foreign_keys = 1");
    }

    ~BorrowedSession() {
        if (!borrowed_) return;
        try {
            if (database_.in_transaction()) database_.execute("ROLLBACK");
            database_.reset_session();
            if (!foreign_keys_.empty() && foreign_keys() != foreign_keys_)
                database_.execute("PRAGMA foreign_keys = " + foreign_keys_);
        } catch (const std::exception&) {
            // The connection is lost, and its transaction rolled back.
        }
    }
    BorrowedSession(const BorrowedSession&) = delete;
    BorrowedSession& operator=(const BorrowedSession&) = delete;

private:
    static constexpr std::string_view on = "1";

    std::string foreign_keys() { return database_.query("PRAGMA foreign_keys").at(0).at(0).value_or(""); }

    Database& database_;
    bool borrowed_;
    std::string foreign_keys_;  ///< SQLite: before
};

/// Calls the program's functions. An exception of theirs ends the run: it must not pass through SQLite, which calls
/// `waiting`, nor leave a transaction open.
class Callbacks final : public migrate::Observer {
public:
    explicit Callbacks(const MigrationOptions& options) : options_(options) {}

    void waiting(const std::string& reason) override {
        report({.event = MigrationProgress::Event::waiting, .reason = reason, .revision = {}});
    }
    void retrying(const std::string& reason, int, int, std::chrono::milliseconds) override { waiting(reason); }
    void started(const Revision& revision, Direction) override {
        report({.event = MigrationProgress::Event::started, .reason = {}, .revision = library::to_info(revision)});
    }
    void finished(const Revision& revision, Direction, std::chrono::milliseconds duration) override {
        report({.event = MigrationProgress::Event::finished,
                .reason = {},
                .revision = library::to_info(revision),
                .duration = duration});
    }

    bool stop() {
        bool stops = false;
        guarded([&] { stops = options_.stop && options_.stop(); });
        return stops || thrown_ != nullptr;
    }

    void rethrow() const {
        if (thrown_ != nullptr) std::rethrow_exception(thrown_);
    }

private:
    void report(const MigrationProgress& progress) {
        guarded([&] {
            if (options_.progress) options_.progress(progress);
        });
    }

    template <class Call>
    void guarded(Call call) {
        if (thrown_ != nullptr) return;
        try {
            call();
        } catch (...) {
            thrown_ = std::current_exception();
        }
    }

    const MigrationOptions& options_;
    std::exception_ptr thrown_;
};

migrate::Steps steps_of(const MigrationOptions& options) {
    migrate::Steps steps;
    for (const auto& [name, step] : options.steps)
        steps.emplace(name, [&step = step](Database& database) {
            const introspect::SessionHandle handle = introspect::session_handle(database);
            step(handle.sqlite != nullptr ? Connection(handle.sqlite) : Connection(handle.postgres));
        });
    return steps;
}

std::vector<RevisionInfo> infos(const std::vector<const Revision*>& revisions) {
    std::vector<RevisionInfo> list;
    for (const Revision* each : revisions) list.push_back(library::to_info(*each));
    return list;
}

/// The ids as titles: "0001 users (17d4bf12c257)"; "base" for none.
std::string titles(const std::vector<RevisionInfo>& revisions) {
    std::string text;
    for (const RevisionInfo& each : revisions) text += (text.empty() ? "" : ", ") + each.title();
    return text.empty() ? "base" : text;
}

/// Where a database is.
struct Standing {
    std::string database;  ///< for messages
    std::vector<RevisionInfo> current;
    std::vector<RevisionInfo> pending;
};

Standing standing(const Connection& connection, const Revisions& revisions, const MigrationOptions& options) {
    const auto database = connect(connection, Access::read_only, options);
    const migrate::VersionStore store = version_store(connection, options);
    return library::translated(*database, [&] {
        const Chain& chain = revisions.chain();
        const Heads heads = store.known_current(*database, chain);
        std::vector<const Revision*> at;
        for (const std::string& id : heads) at.push_back(chain.find(id));
        migrate::require_none_skipped(*database, chain, store, heads);
        return Standing{database->describe(), infos(at), infos(chain.upgrade_path(heads, "head"))};
    });
}

}  // namespace

UpgradeResult upgrade(const Connection& connection, const Revisions& revisions, const MigrationOptions& options) {
    for (const Revision& each : revisions.chain().revisions())
        migrate::require_dialect(each, connection.dialect(),
                                 "the database is " + std::string(to_string(connection.dialect())),
                                 "nothing was run; give retort::upgrade the revisions for this engine");
    const migrate::VersionStore store = version_store(connection, options);
    const auto database = connect(connection, Access::read_write, options);
    const BorrowedSession session(*database, connection);
    Callbacks callbacks(options);
    const migrate::Steps steps = steps_of(options);
    migrate::RunOptions run;
    if (!info(connection.dialect()).server) run.lock_timeout = introspect::LockWait().timeout;  // as the command
    if (options.lock_timeout) run.lock_timeout = *options.lock_timeout;
    run.observer = &callbacks;
    run.stop = [&] { return callbacks.stop(); };
    run.steps = &steps;
    run.caller = migrate::this_process(options.application);
    const migrate::RunResult ran = library::translated(*database, [&] {
        try {
            return migrate::Runner(*database, revisions.chain(), store, run).upgrade("head");
        } catch (const Error&) {
            callbacks.rethrow();
            throw;
        }
    });
    callbacks.rethrow();
    UpgradeResult result{.applied = {}, .before = ran.before, .after = ran.after};
    for (const auto& each : ran.steps) result.applied.push_back(library::to_info(*each.revision));
    return result;
}

std::vector<RevisionInfo> current(const Connection& connection, const Revisions& revisions,
                                  const MigrationOptions& options) {
    return standing(connection, revisions, options).current;
}

std::vector<RevisionInfo> pending(const Connection& connection, const Revisions& revisions,
                                  const MigrationOptions& options) {
    return standing(connection, revisions, options).pending;
}

void require_head(const Connection& connection, const Revisions& revisions, const MigrationOptions& options) {
    const Standing at = standing(connection, revisions, options);
    if (at.pending.empty()) return;
    throw Error(
        "RT350",
        fmt::format("{} is behind this program: it is at {}, and {} {} not run: {}", at.database, titles(at.current),
                    at.pending.size(), at.pending.size() == 1 ? "revision has" : "revisions have", titles(at.pending)),
        "upgrade the database with retort::upgrade, or with the command 'retort upgrade'");
}

}  // namespace retort
