-- up
ALTER TABLE a RENAME TO a__old;
ALTER TABLE b RENAME TO b__old;
ALTER TABLE a__old DROP CONSTRAINT a_b;
ALTER TABLE b__old DROP CONSTRAINT b_a_fkey;
CREATE TABLE a (
    id bigint NOT NULL,
    up bigint,
    b bigint
) PARTITION BY RANGE (id);
CREATE TABLE a1 (
    id bigint NOT NULL,
    up bigint,
    b bigint
);
ALTER TABLE a ATTACH PARTITION a1 DEFAULT;
CREATE TABLE b (
    id bigint NOT NULL,
    a bigint
) PARTITION BY HASH (id);
CREATE TABLE b1 (
    id bigint NOT NULL,
    a bigint
);
ALTER TABLE b ATTACH PARTITION b1 FOR VALUES WITH (modulus 1, remainder 0);
-- rebuilds table a: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO a (id, up, b)
SELECT id, up, b
FROM a__old;
DROP TABLE a__old;
-- rebuilds table b: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO b (id, a)
SELECT id, a
FROM b__old;
DROP TABLE b__old;
ALTER TABLE a ADD CONSTRAINT a_pkey PRIMARY KEY (id);
ALTER TABLE b ADD CONSTRAINT b_pkey PRIMARY KEY (id);
ALTER TABLE a ADD CONSTRAINT a_b FOREIGN KEY (b) REFERENCES b (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE a ADD CONSTRAINT a_up_fkey FOREIGN KEY (up) REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE b ADD CONSTRAINT b_a_fkey FOREIGN KEY (a) REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED;

-- down
ALTER TABLE a RENAME TO a__old;
ALTER TABLE b RENAME TO b__old;
ALTER TABLE a__old DROP CONSTRAINT a_b;
ALTER TABLE b__old DROP CONSTRAINT b_a_fkey;
CREATE TABLE a (
    id integer NOT NULL,
    up integer,
    b integer
);
CREATE TABLE b (
    id integer NOT NULL,
    a integer
);
-- rebuilds table a: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO a (id, up, b)
SELECT id, up, b
FROM a__old;
DROP TABLE a__old;
-- rebuilds table b: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO b (id, a)
SELECT id, a
FROM b__old;
DROP TABLE b__old;
ALTER TABLE a ADD CONSTRAINT a_pkey PRIMARY KEY (id);
ALTER TABLE b ADD CONSTRAINT b_pkey PRIMARY KEY (id);
ALTER TABLE a ADD CONSTRAINT a_b FOREIGN KEY (b) REFERENCES b (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE a ADD CONSTRAINT a_up_fkey FOREIGN KEY (up) REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE b ADD CONSTRAINT b_a_fkey FOREIGN KEY (a) REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED;
