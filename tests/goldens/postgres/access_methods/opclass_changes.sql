-- up
DROP INDEX i;
DROP OPERATOR CLASS boxes USING tree;
CREATE OPERATOR CLASS boxes DEFAULT FOR TYPE box USING tree FAMILY boxes AS
    FUNCTION 1 (box, box) gist_box_consistent(internal,box,smallint,oid,internal),
    FUNCTION 2 (box, box) gist_box_union(internal,internal),
    FUNCTION 5 (box, box) gist_box_penalty(internal,internal,internal),
    FUNCTION 6 (box, box) gist_box_picksplit(internal,internal),
    FUNCTION 7 (box, box) same(box,box,internal);
CREATE INDEX i ON t USING tree (b);

-- down
DROP INDEX i;
DROP OPERATOR CLASS boxes USING tree;
CREATE OPERATOR CLASS boxes DEFAULT FOR TYPE box USING tree FAMILY boxes AS
    FUNCTION 1 (box, box) gist_box_consistent(internal,box,smallint,oid,internal),
    FUNCTION 2 (box, box) gist_box_union(internal,internal),
    FUNCTION 5 (box, box) gist_box_penalty(internal,internal,internal),
    FUNCTION 6 (box, box) gist_box_picksplit(internal,internal),
    FUNCTION 7 (box, box) gist_box_same(box,box,internal);
CREATE INDEX i ON t USING tree (b);
