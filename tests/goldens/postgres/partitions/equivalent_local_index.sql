-- up
ALTER TABLE a_typed RENAME TO a_typed__old;
ALTER TABLE a_typed_below RENAME TO a_typed_below__old;
DROP INDEX of_typed;
DROP INDEX of_stored;
DROP INDEX own_stored;
ALTER INDEX own RENAME TO p0_a_idx;
ALTER INDEX own_two RENAME TO p0_b_idx;
ALTER TABLE typed DETACH PARTITION a_typed__old;
ALTER TABLE typed ALTER COLUMN a TYPE character varying(30);
CREATE TABLE a_typed (
    k integer,
    a character varying(30)
) PARTITION BY LIST (a);
CREATE TABLE a_typed_below (
    k integer,
    a character varying(30)
);
ALTER TABLE a_typed ATTACH PARTITION a_typed_below DEFAULT;
-- rebuilds table a_typed: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO a_typed (k, a)
SELECT k, a
FROM a_typed__old;
DROP TABLE a_typed__old;
ALTER TABLE typed ATTACH PARTITION a_typed FOR VALUES FROM (0) TO (10);
CREATE INDEX of_parts ON parts (a) WHERE b > 0;
CREATE INDEX of_two ON parts (b);
CREATE INDEX own ON p0 (a) WHERE b > 0;
CREATE INDEX of_typed ON typed (k, (lower((a)::text)));
CREATE INDEX of_stored ON stored (a) WITH (fillfactor='70');
CREATE INDEX own_typed ON a_typed_below (k, (lower((a)::text)));
CREATE INDEX own_stored ON s0 (a);

-- down
ALTER TABLE a_typed RENAME TO a_typed__old;
ALTER TABLE a_typed_below RENAME TO a_typed_below__old;
DROP INDEX of_parts;
DROP INDEX of_two;
DROP INDEX of_typed;
DROP INDEX of_stored;
DROP INDEX own_stored;
ALTER TABLE typed DETACH PARTITION a_typed__old;
ALTER TABLE typed ALTER COLUMN a TYPE text;
CREATE TABLE a_typed (
    k integer,
    a text
) PARTITION BY LIST (a);
CREATE TABLE a_typed_below (
    k integer,
    a text
);
ALTER TABLE a_typed ATTACH PARTITION a_typed_below DEFAULT;
-- rebuilds table a_typed: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO a_typed (k, a)
SELECT k, a
FROM a_typed__old;
DROP TABLE a_typed__old;
ALTER TABLE typed ATTACH PARTITION a_typed FOR VALUES FROM (0) TO (10);
CREATE INDEX own_two ON p0 (b);
CREATE INDEX of_typed ON typed (k, (lower(a)));
CREATE INDEX of_stored ON stored (a) WITH (fillfactor='80');
CREATE INDEX own_typed ON a_typed_below (k, (lower(a)));
CREATE INDEX own_stored ON s0 (a);
