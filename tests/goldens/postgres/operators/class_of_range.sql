-- up
DROP INDEX j;
DROP INDEX i;
ALTER TABLE t ALTER COLUMN s TYPE text;
DROP TYPE r;
DROP OPERATOR CLASS boxes USING gist;
DROP OPERATOR FAMILY boxes USING gist;
DROP OPERATOR CLASS c USING btree;
CREATE OPERATOR CLASS c FOR TYPE integer USING btree FAMILY c AS
    OPERATOR 1 <(integer,integer),
    OPERATOR 2 <=(integer,integer),
    OPERATOR 3 =(integer,integer),
    OPERATOR 4 >=(integer,integer),
    OPERATOR 5 >(integer,integer),
    FUNCTION 1 (integer, integer) cmp2(integer,integer);
CREATE TYPE r AS RANGE (SUBTYPE = integer, SUBTYPE_OPCLASS = c, MULTIRANGE_TYPE_NAME = r_multirange);
ALTER TABLE t ALTER COLUMN s TYPE r USING s::r;
CREATE INDEX i ON t (a c);

-- down
DROP INDEX i;
CREATE OPERATOR FAMILY boxes USING gist;
ALTER OPERATOR FAMILY boxes USING gist ADD
    OPERATOR 3 &&(box,box);
CREATE OPERATOR CLASS boxes FOR TYPE box USING gist FAMILY boxes AS
    FUNCTION 1 (box, box) gist_box_consistent(internal,box,smallint,oid,internal),
    FUNCTION 2 (box, box) gist_box_union(internal,internal),
    FUNCTION 5 (box, box) gist_box_penalty(internal,internal,internal),
    FUNCTION 6 (box, box) gist_box_picksplit(internal,internal),
    FUNCTION 7 (box, box) gist_box_same(box,box,internal);
ALTER TABLE t ALTER COLUMN s TYPE text;
DROP TYPE r;
DROP OPERATOR CLASS c USING btree;
CREATE OPERATOR CLASS c FOR TYPE integer USING btree FAMILY c AS
    OPERATOR 1 <(integer,integer),
    OPERATOR 2 <=(integer,integer),
    OPERATOR 3 =(integer,integer),
    OPERATOR 4 >=(integer,integer),
    OPERATOR 5 >(integer,integer),
    FUNCTION 1 (integer, integer) cmp(integer,integer);
CREATE TYPE r AS RANGE (SUBTYPE = integer, SUBTYPE_OPCLASS = c, MULTIRANGE_TYPE_NAME = r_multirange);
ALTER TABLE t ALTER COLUMN s TYPE r USING s::r;
CREATE INDEX j ON t USING gist (b boxes);
CREATE INDEX i ON t (a c);
