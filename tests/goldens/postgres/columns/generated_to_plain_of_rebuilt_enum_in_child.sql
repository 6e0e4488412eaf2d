-- up
DROP VIEW v;
-- fails when a row holds 'mid': change such rows first
ALTER TYPE grade RENAME TO grade__old;
CREATE TYPE grade AS ENUM ('high', 'low');
ALTER TABLE t ALTER COLUMN g DROP EXPRESSION;
ALTER TABLE t ALTER COLUMN g TYPE grade USING g::text::grade;
ALTER TABLE ONLY t ALTER COLUMN g SET DEFAULT 'low'::grade;
ALTER TABLE c ALTER COLUMN g SET DEFAULT 'low'::grade;
CREATE VIEW v AS
SELECT t.g
   FROM t;
DROP TYPE grade__old;

-- down
DROP VIEW v;
ALTER TABLE t DROP COLUMN g;
ALTER TYPE grade RENAME TO grade__old;
CREATE TYPE grade AS ENUM ('low', 'high', 'mid');
ALTER TABLE t ADD COLUMN g grade GENERATED ALWAYS AS (
CASE
    WHEN (n > 5) THEN 'high'::grade
    ELSE 'low'::grade
END) STORED;
CREATE VIEW v AS
SELECT t.g
   FROM t;
DROP TYPE grade__old;
