-- up
DROP VIEW v;
ALTER TABLE t DROP CONSTRAINT t_check;
DROP OPERATOR <~ (mood, mood);
DROP FUNCTION f(mood, mood);
-- fails when a row holds 'c': change such rows first
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('a', 'b');
ALTER TABLE t
    ALTER COLUMN a TYPE mood USING a::text::mood,
    ALTER COLUMN b TYPE mood USING b::text::mood;
CREATE OR REPLACE FUNCTION f(mood, mood)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
RETURN ($1 < $2);
CREATE OPERATOR <~ (FUNCTION = f, LEFTARG = mood, RIGHTARG = mood);
ALTER TABLE t ADD CONSTRAINT t_check CHECK (a <~ b);
CREATE VIEW v AS
SELECT t.a
   FROM t
  WHERE (t.a <~ t.b);
DROP TYPE mood__old;

-- down
ALTER TYPE mood ADD VALUE 'c';
