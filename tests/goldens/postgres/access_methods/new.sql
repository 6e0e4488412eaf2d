-- up
CREATE ACCESS METHOD "Rows" TYPE TABLE HANDLER heap_tableam_handler;
COMMENT ON ACCESS METHOD "Rows" IS 'ours';
CREATE ACCESS METHOD tree TYPE INDEX HANDLER gisthandler;
CREATE OPERATOR FAMILY boxes USING tree;
ALTER OPERATOR FAMILY boxes USING tree ADD
    OPERATOR 3 &&(box,box);
CREATE OPERATOR CLASS boxes DEFAULT FOR TYPE box USING tree FAMILY boxes AS
    FUNCTION 1 (box, box) gist_box_consistent(internal,box,smallint,oid,internal),
    FUNCTION 2 (box, box) gist_box_union(internal,internal),
    FUNCTION 5 (box, box) gist_box_penalty(internal,internal,internal),
    FUNCTION 6 (box, box) gist_box_picksplit(internal,internal),
    FUNCTION 7 (box, box) gist_box_same(box,box,internal);
CREATE TABLE u (
    id integer
) USING "Rows";
CREATE INDEX i ON t USING tree (b);
CREATE MATERIALIZED VIEW v USING "Rows" AS
SELECT t.id
   FROM t;

-- down
DROP MATERIALIZED VIEW v;
DROP INDEX i;
DROP TABLE u;
DROP OPERATOR CLASS boxes USING tree;
DROP OPERATOR FAMILY boxes USING tree;
DROP ACCESS METHOD "Rows";
DROP ACCESS METHOD tree;
