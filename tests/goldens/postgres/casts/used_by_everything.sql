-- up
DROP INDEX k;
CREATE CAST (bigint AS uuid) WITH INOUT;
ALTER TABLE t ADD COLUMN g grade;
ALTER TABLE t ALTER COLUMN a TYPE boolean USING a::boolean;
DROP CAST (boolean AS bigint);
CREATE CAST (boolean AS bigint) WITH FUNCTION as_number(boolean);
ALTER TABLE t ADD CONSTRAINT t_a_check CHECK ((a)::bigint < 2);
CREATE INDEX i ON t (a) WHERE (a)::bigint < 2;
CREATE INDEX k ON t (c) WHERE (c)::bigint < 3;
CREATE OR REPLACE FUNCTION rank_of(grade)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
RETURN CASE WHEN ($1 IS NULL) THEN 0 ELSE 1 END;
CREATE CAST (grade AS integer) WITH FUNCTION rank_of(grade);
ALTER TABLE t ADD COLUMN n integer GENERATED ALWAYS AS ((g)::integer) STORED;
ALTER TABLE t ADD COLUMN d integer DEFAULT ('low'::grade)::integer;
ALTER TABLE t ADD CONSTRAINT t_g_check CHECK ((g)::integer < 9);
CREATE INDEX j ON t (((g)::integer));
CREATE VIEW v AS
SELECT (t.a)::bigint AS a,
    (t.g)::integer AS g
   FROM t;

-- down
DROP VIEW v;
ALTER TABLE t DROP CONSTRAINT t_a_check;
ALTER TABLE t DROP CONSTRAINT t_g_check;
DROP INDEX i;
DROP INDEX j;
DROP INDEX k;
ALTER TABLE t ALTER COLUMN a TYPE text;
ALTER TABLE t DROP COLUMN n;
ALTER TABLE t DROP COLUMN g;
ALTER TABLE t DROP COLUMN d;
DROP CAST (bigint AS uuid);
DROP CAST (grade AS integer);
DROP FUNCTION rank_of(grade);
DROP CAST (boolean AS bigint);
CREATE CAST (boolean AS bigint) WITH FUNCTION as_number(boolean) AS ASSIGNMENT;
CREATE INDEX k ON t (c) WHERE (c)::bigint < 2;
