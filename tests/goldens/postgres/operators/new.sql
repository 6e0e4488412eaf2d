-- up
CREATE OPERATOR FAMILY backwards USING btree;
COMMENT ON OPERATOR FAMILY backwards USING btree IS 'downs';
ALTER TABLE t ADD COLUMN e integer;
CREATE OR REPLACE FUNCTION back(integer, integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
RETURN ($2 - $1);
CREATE OPERATOR CLASS backwards FOR TYPE integer USING btree FAMILY backwards AS
    OPERATOR 1 >(integer,integer),
    OPERATOR 2 >=(integer,integer),
    OPERATOR 3 =(integer,integer),
    OPERATOR 4 <=(integer,integer),
    OPERATOR 5 <(integer,integer),
    FUNCTION 1 (integer, integer) back(integer,integer);
COMMENT ON OPERATOR CLASS backwards USING btree IS 'down';
ALTER TABLE t ADD CONSTRAINT t_e_excl EXCLUDE USING btree (e backwards WITH =);
CREATE OR REPLACE FUNCTION far(integer, integer)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
RETURN (abs(($1 - $2)) >= 2);
CREATE OPERATOR ~!= (FUNCTION = far, LEFTARG = integer, RIGHTARG = integer, NEGATOR = ~==);
ALTER TABLE t ADD COLUMN g boolean GENERATED ALWAYS AS (a ~!= b) STORED;
CREATE OR REPLACE FUNCTION near(integer, integer)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
RETURN (abs(($1 - $2)) < 2);
CREATE OPERATOR ~== (FUNCTION = near, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = ~==, NEGATOR = ~!=, RESTRICT = eqsel, JOIN = eqjoinsel);
COMMENT ON OPERATOR ~== (integer, integer) IS 'near';
ALTER TABLE t ADD CONSTRAINT t_check CHECK (a ~== b);
CREATE INDEX t_a ON t (a backwards) WHERE a ~== b;
CREATE VIEW v AS
SELECT t.id
   FROM t
  WHERE (t.a ~!= t.b);

-- down
DROP VIEW v;
ALTER TABLE t DROP CONSTRAINT t_check;
ALTER TABLE t DROP CONSTRAINT t_e_excl;
DROP INDEX t_a;
ALTER TABLE t DROP COLUMN g;
ALTER TABLE t DROP COLUMN e;
DROP OPERATOR ~!= (integer, integer);
DROP FUNCTION far(integer, integer);
DROP OPERATOR ~== (integer, integer);
DROP FUNCTION near(integer, integer);
DROP OPERATOR CLASS backwards USING btree;
DROP FUNCTION back(integer, integer);
DROP OPERATOR FAMILY backwards USING btree;
