#include "scratch/postgres/server_scratch.hpp"

#include <fmt/format.h>

#include <random>

#include "introspect/postgres/connection.hpp"
#include "introspect/postgres/postgres_database.hpp"
#include "schema/error.hpp"
#include "scratch/guardian_process.hpp"
#include "scratch/postgres/cluster.hpp"
#include "scratch/postgres/lifted_rights.hpp"
#include "scratch/postgres/restricted_database.hpp"
#include "scratch/postgres/roles.hpp"

namespace retort::scratch::postgres {

namespace {

constexpr std::string_view name_prefix = "retort_scratch_";

std::string random_name() {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::random_device random;
    std::string name(name_prefix);
    for (int i = 0; i < 12; ++i) {
        name += digits[random() % digits.size()];
    }
    return name;
}

/// The same server, another database. Replaces the database in the URL's text itself, because in libpq the
/// parameters of a URI override keywords.
sql::Url with_database(const sql::Url& url, const std::string& database) {
    sql::Url out = url;
    const auto scheme = url.target.find("://");
    if (scheme == std::string::npos) {
        out.target += " dbname=" + database;
        return out;
    }
    const auto query = std::min(url.target.find('?', scheme), url.target.size());
    const auto slash = std::min(url.target.find('/', scheme + 3), query);
    std::string parameters;
    for (std::size_t at = query; at < url.target.size();) {
        const auto end = std::min(url.target.find('&', at + 1), url.target.size());
        if (const std::string pair = url.target.substr(at + 1, end - at - 1); !pair.starts_with("dbname=")) {
            parameters += (parameters.empty() ? "?" : "&") + pair;
        }
        at = end;
    }
    out.target = url.target.substr(0, slash) + "/" + database + parameters;
    return out;
}

std::string create_sql(const std::string& name) {
    return "CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'";
}

/// Drops one of the databases of a random name; another one, or one that can't be dropped, stays.
template <class Server>  // a Connection or a Superuser
void drop_now(Server& server, std::unique_ptr<introspect::Database> database) {
    try {
        const std::string name = database->query("SELECT current_database()", {}).at(0).at(0).value_or("");
        database.reset();
        if (name.starts_with(name_prefix)) server.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    } catch (const introspect::StatementError&) {
        // It has a subscription, for example, or its connection was lost.
    } catch (const Error&) {
    }
}

/// A database with subscriptions can't be dropped (DROP DATABASE).
void drop_subscriptions(const sql::Url& url) {
    introspect::postgres::Connection session(url);
    for (const introspect::Row& row : session.query(
             "SELECT format('ALTER SUBSCRIPTION %1$I DISABLE; ALTER SUBSCRIPTION %1$I SET (slot_name = NONE); "
             "DROP SUBSCRIPTION %1$I', subname) FROM pg_subscription "
             "WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())"))
        session.execute(row.at(0).value_or(""));
}

class ServerScratch final : public Scratch {
public:
    explicit ServerScratch(const sql::Url& url) : url_(url), server_(url) {
        const std::vector<introspect::Row> rows =
            server_.query("SELECT rolcreatedb OR rolsuper, rolname FROM pg_roles WHERE rolname = current_user");
        if (rows.empty() || rows[0].at(0) != "t") {
            const std::string role = rows.empty() ? "?" : rows[0].at(1).value_or("?");
            throw Error("RT216", "the role " + role + " may not create databases on the server of " + url.display,
                        "ALTER ROLE " + quote(role) + " CREATEDB, or set scratch_url to an empty database");
        }
        guardian_ = std::make_unique<Guardian>([this](const Guardian::Link& link) { drop_all(link.wait()); });
    }

    std::unique_ptr<introspect::Database> create() override {
        const std::string name = random_name();
        guardian_->note(name);
        try {
            server_.execute(create_sql(name));
        } catch (const introspect::StatementError& error) {
            throw Error("RT217",
                        "cannot create a scratch database on the server of " + url_.display + ": " + error.what(),
                        error.failure().detail);
        }
        return introspect::postgres::open_postgres(with_database(url_, name), introspect::Access::read_write);
    }

    void discard(std::unique_ptr<introspect::Database> database) override { drop_now(server_, std::move(database)); }

    std::string describe() const override { return "temporary databases on the server of " + url_.display; }

private:
    /// Runs in the guardian's process, on its own session.
    void drop_all(const std::vector<std::string>& names) const {
        if (names.empty()) {
            return;
        }
        introspect::postgres::Connection session(url_);
        for (const std::string& name : names) {
            try {
                const std::string subscribed =
                    "SELECT FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid WHERE d.datname = ";
                if (!session.query(subscribed + quote_literal(name)).empty())
                    drop_subscriptions(with_database(url_, name));
                session.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            } catch (const introspect::StatementError&) {
                // Drop the others.
            }
        }
    }

    sql::Url url_;
    introspect::postgres::Connection server_;
    std::unique_ptr<Guardian> guardian_;
};

class ClusterScratch final : public Scratch {
public:
    ClusterScratch(const Installation& installation, const std::optional<sql::Url>& live, bool trusted)
        : installation_(installation),
          cluster_(installation),
          superuser_(std::make_shared<Superuser>(cluster_)),
          trusted_(trusted) {
        if (const std::string roles = live ? roles_of(*live) : std::string(); !roles.empty()) {
            superuser_->execute(roles);
        }
        if (trusted_) superuser_->lift();
    }

    /// The first database is "postgres", which initdb created.
    std::unique_ptr<introspect::Database> create() override {
        if (!started_) {
            started_ = true;
            return open("postgres");
        }
        const std::string name = random_name();
        // Without durability, copying files is faster than writing them to the WAL (CREATE DATABASE, STRATEGY).
        superuser_->execute(fmt::format("CREATE DATABASE {} OWNER {} TEMPLATE template1{}", name, source_role,
                                        superuser_->version() >= 150000 ? " STRATEGY file_copy" : ""));
        return open(name);
    }

    void discard(std::unique_ptr<introspect::Database> database) override {
        if (superuser_) drop_now(*superuser_, std::move(database));
    }

    bool owns_server() const override { return true; }

    std::string describe() const override {
        return "a throwaway PostgreSQL " + std::to_string(installation_.major_version) + " cluster";
    }

private:
    std::unique_ptr<introspect::Database> open(const std::string& database) const {
        auto session =
            introspect::postgres::open_postgres(cluster_.url(database, source_role), introspect::Access::read_write,
                                                introspect::postgres::Server::throwaway);
        return trusted_ ? std::move(session) : restrict_database(std::move(session), superuser_);
    }

    static std::string roles_of(const sql::Url& live) {
        std::string script;
        try {
            introspect::postgres::Connection session(live);
            for (const introspect::Row& role : session.query(
                     "SELECT rolname FROM pg_roles WHERE rolname NOT LIKE 'pg\\_%' AND rolname <> 'postgres'")) {
                const std::string name = role.at(0).value_or("");
                if (name == superuser) continue;
                script += fmt::format("CREATE ROLE {0}; GRANT {0} TO {1} WITH ADMIN OPTION;", quote(name), source_role);
            }
        } catch (const Error&) {
            // The code that needs the live server reports a better error.
        } catch (const introspect::StatementError&) {
        }
        return script;
    }

    Installation installation_;
    Cluster cluster_;
    std::shared_ptr<Superuser> superuser_;
    bool trusted_ = false;
    bool started_ = false;
};

// The foreign-data wrappers and servers of a scratch database that was named for having them.
constexpr std::string_view kept_sql = R"(
SELECT coalesce(array_agg(oid), '{}')
  FROM (SELECT oid FROM pg_foreign_data_wrapper UNION ALL SELECT oid FROM pg_foreign_server) AS kept)";

// Drops all user objects: extensions, schemas, foreign-data wrappers and servers except those in {kept}, and the
// contents of schema public, which another role may own.
constexpr std::string_view empty_sql = R"(
DO $empty$
DECLARE
  command text;
BEGIN
  FOR command IN
    SELECT format('ALTER SUBSCRIPTION %1$I DISABLE; ALTER SUBSCRIPTION %1$I SET (slot_name = NONE); '
                  'DROP SUBSCRIPTION %1$I', subname)
      FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
  LOOP EXECUTE command; END LOOP;
  FOR command IN
    SELECT format('DROP PUBLICATION IF EXISTS %I', pubname) FROM pg_publication
     UNION ALL
    SELECT format('DROP EVENT TRIGGER IF EXISTS %I', evtname) FROM pg_event_trigger
  LOOP EXECUTE command; END LOOP;
  FOR command IN
    SELECT format('DROP EXTENSION IF EXISTS %I CASCADE', extname) FROM pg_extension WHERE extname <> 'plpgsql'
  LOOP EXECUTE command; END LOOP;
  FOR command IN
    SELECT format('DROP SERVER IF EXISTS %I CASCADE', srvname)
      FROM pg_foreign_server WHERE oid <> ALL ('{kept}'::oid[])
     UNION ALL
    SELECT format('DROP FOREIGN DATA WRAPPER IF EXISTS %I CASCADE', fdwname)
      FROM pg_foreign_data_wrapper WHERE oid <> ALL ('{kept}'::oid[])
  LOOP EXECUTE command; END LOOP;
  FOR command IN
    SELECT format('DROP SCHEMA IF EXISTS %I CASCADE', nspname) FROM pg_namespace
     WHERE nspname NOT LIKE 'pg\_%' AND nspname NOT IN ('information_schema', 'public')
  LOOP EXECUTE command; END LOOP;
  FOR command IN
    SELECT format('DROP %s IF EXISTS %s CASCADE',
                  CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
                               WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END, oid::regclass)
      FROM pg_class
     WHERE relnamespace = to_regnamespace('public') AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
     ORDER BY relkind = 'S'
  LOOP
    -- An object that an earlier CASCADE dropped has no name any more, only its oid.
    IF command !~ 'EXISTS [0-9]+ CASCADE$' THEN EXECUTE command; END IF;
  END LOOP;
  FOR command IN
    SELECT format('DROP TYPE IF EXISTS %s CASCADE', t.oid::regtype)
      FROM pg_type t
     WHERE t.typnamespace = to_regnamespace('public') AND t.typelem = 0 AND t.typtype IN ('e', 'd', 'c', 'r')
       AND (t.typrelid = 0 OR EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
  LOOP
    IF command !~ 'EXISTS [0-9]+ CASCADE$' THEN EXECUTE command; END IF;
  END LOOP;
  FOR command IN
    SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', oid::regprocedure)
      FROM pg_proc WHERE pronamespace = to_regnamespace('public')
  LOOP
    IF command !~ 'EXISTS [0-9]+ CASCADE$' THEN EXECUTE command; END IF;
  END LOOP;
  FOR command IN
    SELECT format('DROP TEXT SEARCH CONFIGURATION IF EXISTS %I.%I CASCADE', 'public', cfgname)
      FROM pg_ts_config WHERE cfgnamespace = to_regnamespace('public')
     UNION ALL
    SELECT format('DROP TEXT SEARCH DICTIONARY IF EXISTS %I.%I CASCADE', 'public', dictname)
      FROM pg_ts_dict WHERE dictnamespace = to_regnamespace('public')
     UNION ALL
    SELECT format('DROP TEXT SEARCH PARSER IF EXISTS %I.%I CASCADE', 'public', prsname)
      FROM pg_ts_parser WHERE prsnamespace = to_regnamespace('public')
     UNION ALL
    SELECT format('DROP TEXT SEARCH TEMPLATE IF EXISTS %I.%I CASCADE', 'public', tmplname)
      FROM pg_ts_template WHERE tmplnamespace = to_regnamespace('public')
     UNION ALL
    SELECT format('DROP OPERATOR FAMILY IF EXISTS %I.%I USING %I CASCADE', 'public', opfname, amname)
      FROM pg_opfamily JOIN pg_am a ON a.oid = opfmethod WHERE opfnamespace = to_regnamespace('public')
     UNION ALL
    SELECT format('DROP OPERATOR IF EXISTS %s CASCADE', oid::regoperator)
      FROM pg_operator WHERE oprnamespace = to_regnamespace('public')
     UNION ALL
    SELECT format('DROP CONVERSION IF EXISTS %I.%I CASCADE', 'public', conname)
      FROM pg_conversion WHERE connamespace = to_regnamespace('public')
     UNION ALL
    SELECT format('DROP COLLATION IF EXISTS %I.%I CASCADE', 'public', collname)
      FROM pg_collation WHERE collnamespace = to_regnamespace('public')
     UNION ALL
    SELECT format('DROP CAST IF EXISTS (%s AS %s) CASCADE', castsource::regtype, casttarget::regtype)
      FROM pg_cast WHERE oid >= 16384
     UNION ALL
    SELECT format('DROP LANGUAGE IF EXISTS %I CASCADE', lanname) FROM pg_language
     WHERE oid >= 16384
     UNION ALL
    SELECT format('DROP ACCESS METHOD IF EXISTS %I CASCADE', amname) FROM pg_am WHERE oid >= 16384
  LOOP
    IF command !~ 'EXISTS [0-9]+ CASCADE$' THEN EXECUTE command; END IF;
  END LOOP;
END
$empty$)";

std::string empty_but(const std::string& kept) {
    std::string sql(empty_sql);
    constexpr std::string_view place = "{kept}";
    for (std::size_t at = sql.find(place); at != std::string::npos; at = sql.find(place, at))
        sql.replace(at, place.size(), kept);
    return sql;
}

constexpr std::string_view is_empty_sql = R"(
SELECT NOT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                    WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema')
   AND NOT EXISTS (SELECT FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                    WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema')
   AND NOT EXISTS (SELECT FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
                    WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema')
   AND NOT EXISTS (SELECT FROM pg_namespace n
                    WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname NOT IN ('information_schema', 'public'))
   AND NOT EXISTS (SELECT FROM pg_extension WHERE extname <> 'plpgsql'))";

class DatabaseScratch final : public Scratch {
public:
    explicit DatabaseScratch(const sql::Url& url) : url_(url), session_(url) {
        if (session_.query(is_empty_sql).at(0).at(0) != "t") {
            throw Error("RT218", "the scratch database " + url.display + " is not empty, and would be overwritten",
                        "set " + url.setting + " to an empty database, or give its role CREATEDB");
        }
        empty_ = empty_but(session_.query(kept_sql).at(0).at(0).value_or("{}"));
        guardian_ = std::make_unique<Guardian>([this](const Guardian::Link& link) {
            link.wait();
            introspect::postgres::Connection(url_).execute(empty_);
        });
    }

    std::unique_ptr<introspect::Database> create() override {
        session_.execute(empty_);
        return introspect::postgres::open_postgres(url_, introspect::Access::read_write);
    }

    std::string describe() const override { return "the scratch database " + url_.display; }

private:
    sql::Url url_;
    introspect::postgres::Connection session_;
    std::string empty_;  ///< the statement that empties the database
    std::unique_ptr<Guardian> guardian_;
};

}  // namespace

std::unique_ptr<Scratch> scratch_on_server(const sql::Url& url) { return std::make_unique<ServerScratch>(url); }

std::unique_ptr<Scratch> scratch_in_cluster(const Installation& installation, const std::optional<sql::Url>& live,
                                            bool trusted) {
    return std::make_unique<ClusterScratch>(installation, live, trusted);
}

std::unique_ptr<Scratch> scratch_in_database(const sql::Url& url) { return std::make_unique<DatabaseScratch>(url); }

}  // namespace retort::scratch::postgres
