-- up
DROP INDEX jobs_open;
DROP INDEX jobs_day;
DROP INDEX jobs_phase;
ALTER TYPE phase RENAME TO phase__old;
CREATE TYPE phase AS ENUM ('done', 'seen', 'new');
ALTER TABLE jobs
    ALTER COLUMN status TYPE text,
    ALTER COLUMN p DROP DEFAULT,
    ALTER COLUMN p TYPE phase USING p::text::phase,
    ALTER COLUMN p SET DEFAULT 'seen'::phase;
CREATE INDEX jobs_open ON jobs (org, at DESC NULLS LAST) WHERE status = ANY (ARRAY['new'::text, 'ack'::text]);
CREATE UNIQUE INDEX jobs_day ON jobs (org, (((at AT TIME ZONE 'UTC'::text))::date)) WHERE p <> 'done'::phase;
CREATE INDEX jobs_phase ON jobs (p) WHERE p = ANY (ARRAY['new'::phase, 'seen'::phase]);
DROP TYPE phase__old;

-- down
DROP INDEX jobs_open;
DROP INDEX jobs_day;
DROP INDEX jobs_phase;
ALTER TYPE phase RENAME TO phase__old;
CREATE TYPE phase AS ENUM ('new', 'seen', 'done');
ALTER TABLE jobs
    ALTER COLUMN status TYPE character varying(20),
    ALTER COLUMN p DROP DEFAULT,
    ALTER COLUMN p TYPE phase USING p::text::phase,
    ALTER COLUMN p SET DEFAULT 'new'::phase;
CREATE INDEX jobs_open ON jobs (org, at DESC NULLS LAST) WHERE (status)::text = ANY ((ARRAY['new'::character varying, 'ack'::character varying]::character varying[])::text[]);
CREATE UNIQUE INDEX jobs_day ON jobs (org, (((at AT TIME ZONE 'UTC'::text))::date)) WHERE p <> 'done'::phase;
CREATE INDEX jobs_phase ON jobs (p) WHERE p = ANY (ARRAY['new'::phase, 'seen'::phase]);
DROP TYPE phase__old;
