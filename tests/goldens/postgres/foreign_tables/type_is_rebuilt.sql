-- up
DROP VIEW levels;
DROP FOREIGN TABLE events;
DROP FOREIGN TABLE scores;
-- fails when a row holds 'middle': change such rows first
ALTER TYPE level RENAME TO level__old;
CREATE TYPE level AS ENUM ('low', 'high');
ALTER TYPE score RENAME TO score__old;
CREATE DOMAIN score AS bigint CONSTRAINT score_check CHECK ((VALUE > 0));
ALTER TABLE t
    ALTER COLUMN l TYPE level USING l::text::level,
    ALTER COLUMN s TYPE score;
CREATE FOREIGN TABLE events (
    l level DEFAULT 'low'::level
) SERVER far;
CREATE VIEW levels AS
SELECT events.l
   FROM events;
CREATE FOREIGN TABLE scores (
    s score[]
) SERVER far;
DROP TYPE level__old;
DROP DOMAIN score__old;

-- down
DROP FOREIGN TABLE scores;
ALTER TYPE level ADD VALUE 'middle' AFTER 'low';
ALTER TYPE score RENAME TO score__old;
CREATE DOMAIN score AS integer CONSTRAINT score_check CHECK ((VALUE > 0));
ALTER TABLE t ALTER COLUMN s TYPE score;
CREATE FOREIGN TABLE scores (
    s score[]
) SERVER far;
DROP DOMAIN score__old;
