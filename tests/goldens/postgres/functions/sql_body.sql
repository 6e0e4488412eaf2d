-- up
DROP FUNCTION first_b(integer);
CREATE TABLE log (
    a integer
);
ALTER TABLE t ALTER COLUMN b TYPE character varying(20);
CREATE OR REPLACE PROCEDURE note(IN x integer)
 LANGUAGE sql
BEGIN ATOMIC
 INSERT INTO log (a)
   VALUES (note.x);
 INSERT INTO log (a)  SELECT t.a
            FROM t;
END;
CREATE OR REPLACE FUNCTION first_b(x integer)
 RETURNS text
 LANGUAGE sql
BEGIN ATOMIC
 SELECT t.b
    FROM t
   WHERE (t.a = first_b.x)
  LIMIT 1;
END;

-- down
DROP PROCEDURE note(integer);
DROP FUNCTION first_b(integer);
ALTER TABLE t ALTER COLUMN b TYPE text;
CREATE OR REPLACE FUNCTION first_b(x integer)
 RETURNS text
 LANGUAGE sql
BEGIN ATOMIC
 SELECT t.b
    FROM t
   WHERE (t.a = first_b.x)
  LIMIT 1;
END;
DROP TABLE log;
