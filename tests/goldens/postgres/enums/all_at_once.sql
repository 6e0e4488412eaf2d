-- up
SET LOCAL check_function_bodies = off;
DROP FUNCTION nxt(state);
DROP VIEW v;
ALTER TABLE t DROP CONSTRAINT t_s_check;
DROP INDEX t_open;
-- fails when a row holds 'gone': change such rows first
ALTER TYPE state RENAME TO state__old;
CREATE TYPE state AS ENUM ('new', 'draft', 'running', 'closed');
ALTER TABLE t
    ALTER COLUMN s DROP DEFAULT,
    ALTER COLUMN s TYPE state USING (CASE s::text WHEN 'open' THEN 'running' ELSE s::text END)::state,
    ALTER COLUMN s SET DEFAULT 'new'::state,
    ALTER COLUMN hist DROP DEFAULT,
    ALTER COLUMN hist TYPE state[] USING array_replace(hist::text[], 'open', 'running')::state[],
    ALTER COLUMN hist SET DEFAULT '{draft,running}'::state[];
ALTER TABLE t ADD CONSTRAINT t_check CHECK ((s <> 'draft'::state) OR (id > 0));
CREATE INDEX t_open ON t (id) WHERE s = 'running'::state;
CREATE OR REPLACE FUNCTION nxt(state)
 RETURNS state
 LANGUAGE sql
AS $function$ SELECT 'closed'::state $function$;
CREATE VIEW v AS
SELECT t.id,
    t.s
   FROM t
  WHERE (t.s > 'draft'::state);
DROP TYPE state__old;

-- down
SET LOCAL check_function_bodies = off;
DROP FUNCTION nxt(state);
DROP VIEW v;
ALTER TABLE t DROP CONSTRAINT t_check;
DROP INDEX t_open;
-- fails when a row holds 'new': change such rows first
ALTER TYPE state RENAME TO state__old;
CREATE TYPE state AS ENUM ('draft', 'open', 'closed', 'gone');
ALTER TABLE t
    ALTER COLUMN s DROP DEFAULT,
    ALTER COLUMN s TYPE state USING (CASE s::text WHEN 'running' THEN 'open' ELSE s::text END)::state,
    ALTER COLUMN s SET DEFAULT 'draft'::state,
    ALTER COLUMN hist DROP DEFAULT,
    ALTER COLUMN hist TYPE state[] USING array_replace(hist::text[], 'running', 'open')::state[],
    ALTER COLUMN hist SET DEFAULT '{draft,open}'::state[];
ALTER TABLE t ADD CONSTRAINT t_s_check CHECK (s <> 'gone'::state);
CREATE INDEX t_open ON t (id) WHERE s = 'open'::state;
CREATE OR REPLACE FUNCTION nxt(state)
 RETURNS state
 LANGUAGE sql
AS $function$ SELECT 'closed'::state $function$;
CREATE VIEW v AS
SELECT t.id,
    t.s
   FROM t
  WHERE (t.s > 'draft'::state);
DROP TYPE state__old;
