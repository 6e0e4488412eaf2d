-- up
DROP INDEX i;
DROP OPERATOR CLASS backwards USING btree;
CREATE OPERATOR CLASS "Down" FOR TYPE integer USING btree FAMILY backwards AS
    OPERATOR 1 >(integer,integer),
    OPERATOR 2 >=(integer,integer),
    OPERATOR 3 =(integer,integer),
    OPERATOR 4 <=(integer,integer),
    OPERATOR 5 <(integer,integer),
    FUNCTION 1 (integer, integer) back(integer,integer);
CREATE INDEX i ON t (a "Down");

-- down
DROP INDEX i;
DROP OPERATOR CLASS "Down" USING btree;
CREATE OPERATOR CLASS backwards FOR TYPE integer USING btree FAMILY backwards AS
    OPERATOR 1 >(integer,integer),
    OPERATOR 2 >=(integer,integer),
    OPERATOR 3 =(integer,integer),
    OPERATOR 4 <=(integer,integer),
    OPERATOR 5 <(integer,integer),
    FUNCTION 1 (integer, integer) back(integer,integer);
CREATE INDEX i ON t (a backwards);
