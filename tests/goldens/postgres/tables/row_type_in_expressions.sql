-- up
DROP FUNCTION f(integer);
DROP VIEW v;
ALTER TABLE t DROP CONSTRAINT t_id_check;
ALTER TABLE pair ADD COLUMN c integer;
ALTER TABLE t ALTER COLUMN s DROP DEFAULT;
ALTER TABLE t ALTER COLUMN r DROP DEFAULT;
-- drops column pair.b with its values
ALTER TABLE pair DROP COLUMN b;
ALTER TABLE t ALTER COLUMN r SET DEFAULT length((ROW(1, 2)::pair)::text);
ALTER TABLE t ALTER COLUMN s SET DEFAULT length(('(1,2)'::pair)::text);
ALTER TABLE t ADD CONSTRAINT t_id_check CHECK ((ROW(id, 2)::pair)::text <> ''::text);
CREATE OR REPLACE FUNCTION f(n integer)
 RETURNS pair
 LANGUAGE sql
BEGIN ATOMIC
 SELECT ROW(n, 2)::pair AS "row";
END;
CREATE VIEW v AS
SELECT ROW(t.id, 2)::pair AS p
   FROM t;

-- down
DROP FUNCTION f(integer);
DROP VIEW v;
ALTER TABLE t DROP CONSTRAINT t_id_check;
-- the old values of pair.b are not restored
ALTER TABLE pair ADD COLUMN b integer;
ALTER TABLE t ALTER COLUMN s DROP DEFAULT;
ALTER TABLE t ALTER COLUMN r DROP DEFAULT;
ALTER TABLE pair DROP COLUMN c;
ALTER TABLE t ALTER COLUMN r SET DEFAULT length((ROW(1, 2)::pair)::text);
ALTER TABLE t ALTER COLUMN s SET DEFAULT length(('(1,2)'::pair)::text);
ALTER TABLE t ADD CONSTRAINT t_id_check CHECK ((ROW(id, 2)::pair)::text <> ''::text);
CREATE OR REPLACE FUNCTION f(n integer)
 RETURNS pair
 LANGUAGE sql
BEGIN ATOMIC
 SELECT ROW(n, 2)::pair AS "row";
END;
CREATE VIEW v AS
SELECT ROW(t.id, 2)::pair AS p
   FROM t;
