-- up
-- fails when a row holds 'mid': change such rows first
ALTER TYPE grade RENAME TO grade__old;
CREATE TYPE grade AS ENUM ('high', 'low');
ALTER TABLE t ALTER COLUMN g DROP EXPRESSION;
ALTER TABLE t ALTER COLUMN g TYPE grade USING g::text::grade;
DROP TYPE grade__old;

-- down
ALTER TABLE t DROP COLUMN g;
ALTER TYPE grade RENAME TO grade__old;
CREATE TYPE grade AS ENUM ('low', 'high', 'mid');
ALTER TABLE t ADD COLUMN g grade GENERATED ALWAYS AS (
CASE
    WHEN (n > 5) THEN 'high'::grade
    ELSE 'low'::grade
END) STORED;
DROP TYPE grade__old;
