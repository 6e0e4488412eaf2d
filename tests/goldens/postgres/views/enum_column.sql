-- up
DROP VIEW v;
-- fails when a row holds 'b': change such rows first
ALTER TYPE e RENAME TO e__old;
CREATE TYPE e AS ENUM ('a');
ALTER TABLE t ALTER COLUMN e TYPE e USING e::text::e;
CREATE VIEW v AS
SELECT t.e
   FROM t
  WHERE (t.e = 'a'::e);
DROP TYPE e__old;

-- down
ALTER TYPE e ADD VALUE 'b';
