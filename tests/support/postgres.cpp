#include "tests/support/postgres.hpp"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <map>
#include <stdexcept>

#include <pqxx/pqxx>

#include "introspect/postgres/postgres_database.hpp"

namespace retort::test {

std::string server_url() {
    const char* url = std::getenv("RETORT_TEST_PG");
    if (url == nullptr || *url == '\0') {
        throw std::runtime_error(
            "RETORT_TEST_PG is not set: run tools/test.sh, which starts a throwaway PostgreSQL, or set it to the URL "
            "of one");
    }
    return url;
}

std::string url_of(const std::string& database, const std::string& user) {
    std::string url = server_url();
    const auto start = url.find("//") + 2;
    const auto path = url.find('/', start);
    if (path == std::string::npos) {
        throw std::runtime_error("RETORT_TEST_PG must be a URL with a database, postgresql://user@/postgres?host=…");
    }
    const auto query = std::min(url.find('?', path), url.size());
    url.replace(path + 1, query - path - 1, database);
    if (!user.empty()) {
        const auto at = url.find('@', start);
        const bool has_user = at != std::string::npos && at < path;
        url.replace(start, has_user ? at - start : 0, has_user ? user : user + "@");
    }
    return url;
}

FreshDatabase::FreshDatabase() {
    static std::atomic<int> count{0};
    name_ = "retort_test_" + std::to_string(getpid()) + "_" + std::to_string(++count);
    pqxx::connection connection(server_url());
    // The test server does not sync files, so copying them is faster than writing them to the WAL (CREATE DATABASE).
    const std::string strategy = connection.server_version() >= 150000 ? " STRATEGY file_copy" : "";
    pqxx::nontransaction(connection)
        .exec("CREATE DATABASE " + name_ + " TEMPLATE template0 ENCODING 'UTF8'" + strategy);
}

FreshDatabase::~FreshDatabase() {
    try {
        pqxx::connection connection(server_url());
        pqxx::nontransaction(connection).exec("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
    } catch (const std::exception&) {
        // The server is a throwaway one.
    }
}

std::unique_ptr<introspect::Database> FreshDatabase::open(introspect::Access access) const {
    return introspect::open(sql::parse_url(url(), "RETORT_TEST_PG"), access);
}

std::unique_ptr<introspect::Database> FreshDatabase::open_keeping_plans() const {
    return introspect::postgres::open_postgres(sql::parse_url(url(), "RETORT_TEST_PG"), introspect::Access::read_write,
                                               introspect::postgres::Server::throwaway);
}

void FreshDatabase::run(std::string_view sql) const {
    pqxx::connection connection(url());
    connection.set_variable("client_min_messages", "warning");
    pqxx::nontransaction(connection).exec(std::string(sql));
}

std::vector<std::string> FreshDatabase::column(std::string_view sql) const {
    pqxx::connection connection(url());
    pqxx::nontransaction session(connection);
    std::vector<std::string> out;
    for (const auto& row : session.exec(std::string(sql))) {
        out.push_back(row[0].is_null() ? "<null>" : row[0].c_str());
    }
    return out;
}

FreshDatabase& kept_database(std::size_t which) {
    // libpqxx creates static tables at its first query. They must outlive the databases, whose destructors run a query.
    static const pqxx::result first_query = [] {
        pqxx::connection connection(server_url());
        return pqxx::nontransaction(connection).exec("SELECT 1");
    }();
    static std::map<std::size_t, FreshDatabase> databases;
    return databases[which];
}

void empty(introspect::Database& session) {
    session.execute(R"(
RESET SESSION AUTHORIZATION;
RESET ALL;
DISCARD TEMP;
DO $$
DECLARE each text;
BEGIN
  -- The event triggers of an extension may protect its objects.
  FOR each IN SELECT evtname FROM pg_event_trigger LOOP
    EXECUTE format('ALTER EVENT TRIGGER %I DISABLE', each);
  END LOOP;
  -- First, since an index with an extension's operator class stands in the extension's way. All names before any
  -- table goes: what a dropped one drags along would be read as a number.
  FOREACH each IN ARRAY ARRAY(SELECT oid::regclass::text FROM pg_class
                               WHERE relkind IN ('r', 'p') AND NOT relispartition AND oid >= 16384
                                 AND NOT EXISTS (SELECT FROM pg_depend
                                                  WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid
                                                    AND deptype = 'e')
                                 AND relnamespace::regnamespace::text !~ '^(pg_|information_schema)') LOOP
    IF to_regclass(each) IS NOT NULL THEN EXECUTE format('DROP TABLE %s CASCADE', each); END IF;
  END LOOP;
  FOR each IN SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' LOOP
    EXECUTE format('DROP EXTENSION IF EXISTS %I CASCADE', each);
  END LOOP;
  FOR each IN SELECT format('(%s AS %s)', format_type(castsource, NULL), format_type(casttarget, NULL))
                FROM pg_cast WHERE oid >= 16384 AND castsource < 16384 AND casttarget < 16384 LOOP
    EXECUTE format('DROP CAST %s CASCADE', each);
  END LOOP;
  FOR each IN SELECT lanname FROM pg_language WHERE oid >= 16384 LOOP
    EXECUTE format('DROP LANGUAGE %I CASCADE', each);
  END LOOP;
  FOR each IN SELECT format('FOR %s LANGUAGE %I', format_type(t.trftype, NULL), l.lanname)
                FROM pg_transform t JOIN pg_language l ON l.oid = t.trflang LOOP
    EXECUTE format('DROP TRANSFORM %s CASCADE', each);
  END LOOP;
  FOR each IN SELECT nspname FROM pg_namespace
               WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
                 AND (nspname <> 'public' OR nspowner <> (SELECT oid FROM pg_roles WHERE rolname = current_user)
                      OR nspacl::text IS DISTINCT FROM format('{%1$s=UC/%1$s,=U/%1$s}', current_user)
                      OR obj_description(oid, 'pg_namespace') IS DISTINCT FROM 'standard public schema') LOOP
    EXECUTE format('DROP SCHEMA %I CASCADE', each);
  END LOOP;
  FOREACH each IN ARRAY ARRAY(SELECT format('%s IF EXISTS %s',
                                            CASE d.classid WHEN 'pg_proc'::regclass THEN 'routine' ELSE object.type END,
                                            object.identity)
                                FROM pg_depend d
                                JOIN pg_namespace n ON n.oid = d.refobjid AND n.nspname = 'public'
                               CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, 0) AS object
                               WHERE d.refclassid = 'pg_namespace'::regclass AND d.deptype = 'n'
                                 -- The constructors of a range type are dropped with it.
                                 AND NOT EXISTS (SELECT FROM pg_depend i
                                                  WHERE i.classid = d.classid AND i.objid = d.objid
                                                    AND i.deptype = 'i')) LOOP
    EXECUTE format('DROP %s CASCADE', each);
  END LOOP;
  FOR each IN SELECT fdwname FROM pg_foreign_data_wrapper LOOP
    EXECUTE format('DROP FOREIGN DATA WRAPPER %I CASCADE', each);
  END LOOP;
  FOR each IN SELECT subname FROM pg_subscription
               WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database()) LOOP
    EXECUTE format('ALTER SUBSCRIPTION %I SET (slot_name = NONE)', each);
    EXECUTE format('DROP SUBSCRIPTION %I', each);
  END LOOP;
  FOR each IN SELECT pubname FROM pg_publication LOOP
    EXECUTE format('DROP PUBLICATION %I', each);
  END LOOP;
  -- ALTER DEFAULT PRIVILEGES without a schema outlives all schemas, and would show in the next case.
  DELETE FROM pg_shdepend WHERE classid = 'pg_default_acl'::regclass
                            AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database());
  DELETE FROM pg_depend WHERE classid = 'pg_default_acl'::regclass;
  DELETE FROM pg_default_acl;
  FOR each IN SELECT amname FROM pg_am WHERE oid >= 16384 LOOP
    EXECUTE format('DROP ACCESS METHOD %I CASCADE', each);
  END LOOP;
  IF to_regnamespace('public') IS NULL THEN
    CREATE SCHEMA public;
    GRANT USAGE ON SCHEMA public TO PUBLIC;
    COMMENT ON SCHEMA public IS 'standard public schema';
  END IF;
END
$$)");
}

FreshDatabase& PostgresTest::database() {
    if (!database_) {
        database_ = std::make_unique<FreshDatabase>();
    }
    return *database_;
}

introspect::Database& PostgresTest::db() {
    if (!db_) {
        db_ = database().open();
    }
    return *db_;
}

}  // namespace retort::test
