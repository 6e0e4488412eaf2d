-- up
ALTER TABLE t DROP CONSTRAINT t_a_key;
DROP INDEX t_bc;
ALTER TABLE t ADD COLUMN k integer[] DEFAULT '{}'::integer[] NOT NULL;
ALTER TABLE t ADD COLUMN l interval;
CREATE INDEX t_bc ON t (l);
-- drops column t.a with its values
ALTER TABLE t DROP COLUMN a;
-- drops column t.b with its values
ALTER TABLE t DROP COLUMN b;
-- drops column t.c with its values
ALTER TABLE t DROP COLUMN c;
-- drops column t.d with its values
ALTER TABLE t DROP COLUMN d;
-- drops column t.e with its values
ALTER TABLE t DROP COLUMN e;

-- down
DROP INDEX t_bc;
-- the old values of t.a are not restored; existing rows get gen_random_uuid()::text
ALTER TABLE t ADD COLUMN a text DEFAULT gen_random_uuid()::text NOT NULL;
ALTER TABLE t ALTER COLUMN a DROP DEFAULT;
-- the old values of t.b are not restored
ALTER TABLE t ADD COLUMN b integer DEFAULT 1 NOT NULL;
-- the old values of t.c are not restored; existing rows get 'epoch'
ALTER TABLE t ADD COLUMN c date DEFAULT 'epoch' NOT NULL;
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
-- the old values of t.d are not restored; existing rows get gen_random_uuid()
ALTER TABLE t ADD COLUMN d uuid DEFAULT gen_random_uuid() NOT NULL;
ALTER TABLE t ALTER COLUMN d DROP DEFAULT;
-- the old values of t.e are not restored; existing rows get '{}'
ALTER TABLE t ADD COLUMN e jsonb DEFAULT '{}' NOT NULL;
ALTER TABLE t ALTER COLUMN e DROP DEFAULT;
ALTER TABLE t ADD CONSTRAINT t_a_key UNIQUE (a);
CREATE INDEX t_bc ON t (b, c);
ALTER TABLE t DROP COLUMN k;
ALTER TABLE t DROP COLUMN l;
