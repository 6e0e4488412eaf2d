-- up
ALTER TABLE p RENAME TO old_p;
CREATE TABLE p (
    id integer,
    s text
) PARTITION BY LIST (id);
CREATE TABLE p2 (
    id integer,
    s text
);
ALTER TABLE p ATTACH PARTITION p2 FOR VALUES IN (1);
ALTER INDEX p_s_idx RENAME TO old_p_s_idx;
CREATE INDEX p_s_idx ON p (s);

-- down
ALTER TABLE p RENAME TO p__old;
ALTER TABLE old_p RENAME TO p;
DROP TABLE p2;
DROP TABLE p__old;
ALTER INDEX old_p_s_idx RENAME TO p_s_idx;
