// Drops all objects of a database, so that a pair of schemas finds it empty.

#include "tests/emit/random/journey.hpp"

namespace retort::test::random {

void Journey::empty(introspect::Database& db) {
    if (db.in_transaction()) db.execute("ROLLBACK");
    db.execute(R"(
SET client_min_messages = warning;
DO $$
DECLARE each text;
BEGIN
  FOR each IN SELECT evtname FROM pg_event_trigger LOOP
    EXECUTE format('DROP EVENT TRIGGER %I', each);
  END LOOP;
  FOR each IN SELECT format('(%s AS %s)', format_type(castsource, NULL), format_type(casttarget, NULL))
                FROM pg_cast WHERE oid >= 16384 AND castsource < 16384 AND casttarget < 16384 LOOP
    EXECUTE format('DROP CAST %s CASCADE', each);
  END LOOP;
  FOR each IN SELECT format('FOR %s LANGUAGE %I', format_type(t.trftype, NULL), l.lanname)
                FROM pg_transform t JOIN pg_language l ON l.oid = t.trflang LOOP
    EXECUTE format('DROP TRANSFORM %s CASCADE', each);
  END LOOP;
  FOR each IN SELECT lanname FROM pg_language WHERE oid >= 16384 LOOP
    EXECUTE format('DROP LANGUAGE %I CASCADE', each);
  END LOOP;
  FOR each IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
    EXECUTE format('DROP SCHEMA %I CASCADE', each);
  END LOOP;
  FOR each IN SELECT fdwname FROM pg_foreign_data_wrapper LOOP
    EXECUTE format('DROP FOREIGN DATA WRAPPER %I CASCADE', each);
  END LOOP;
  FOR each IN SELECT pubname FROM pg_publication LOOP
    EXECUTE format('DROP PUBLICATION %I', each);
  END LOOP;
  FOR each IN SELECT subname FROM pg_subscription
               WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database()) LOOP
    EXECUTE format('ALTER SUBSCRIPTION %I SET (slot_name = NONE)', each);
    EXECUTE format('DROP SUBSCRIPTION %I', each);
  END LOOP;
  FOR each IN SELECT amname FROM pg_am WHERE oid >= 16384 LOOP
    EXECUTE format('DROP ACCESS METHOD %I CASCADE', each);
  END LOOP;
  -- ALTER DEFAULT PRIVILEGES without a schema outlives all schemas.
  DELETE FROM pg_shdepend WHERE classid = 'pg_default_acl'::regclass
                            AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database());
  DELETE FROM pg_depend WHERE classid = 'pg_default_acl'::regclass;
  DELETE FROM pg_default_acl;
END $$;
CREATE SCHEMA public)");
}

}  // namespace retort::test::random
