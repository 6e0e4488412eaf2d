-- up
ALTER TABLE p1 RENAME TO p1__old;
CREATE TABLE away (
    id integer NOT NULL,
    CONSTRAINT away_pkey PRIMARY KEY (id)
);
CREATE TABLE p1 (
    k integer,
    r integer
) PARTITION BY LIST (k);
CREATE TABLE p1_11 (
    k integer,
    r integer
);
ALTER TABLE p1 ATTACH PARTITION p1_11 FOR VALUES IN (11);
ALTER TABLE parts DETACH PARTITION p1__old;
-- rebuilds table p1: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO p1 (k, r)
SELECT k, r
FROM p1__old;
DROP TABLE p1__old;
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES FROM (10) TO (20);
ALTER TABLE parts ADD CONSTRAINT link FOREIGN KEY (r) REFERENCES away (id);

-- down
ALTER TABLE p1 RENAME TO p1__old;
ALTER TABLE parts DROP CONSTRAINT link;
CREATE TABLE p1 (
    k integer,
    r integer
);
ALTER TABLE parts DETACH PARTITION p1__old;
-- rebuilds table p1: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO p1 (k, r)
SELECT k, r
FROM p1__old;
DROP TABLE p1__old;
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES FROM (10) TO (20);
DROP TABLE away;
