-- up
CREATE SCHEMA app;
ALTER TABLE p1 RENAME TO p1__old;
ALTER TABLE parts RENAME TO parts__old;
ALTER TABLE parts__old DROP CONSTRAINT parts_a_check;
ALTER TABLE parts__old DROP CONSTRAINT positive;
DROP FUNCTION old_plus(integer);
DROP FUNCTION plus(integer);
CREATE OR REPLACE FUNCTION plus(integer)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
RETURN ($1 + 1);
CREATE OR REPLACE FUNCTION new_plus(integer)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
RETURN plus($1);
DROP TEXT SEARCH CONFIGURATION own;
DROP TEXT SEARCH DICTIONARY stems;
CREATE TEXT SEARCH DICTIONARY stems (TEMPLATE = snowball, language = 'english');
CREATE TEXT SEARCH CONFIGURATION app.own (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION app.own ADD MAPPING FOR asciiword WITH stems;
CREATE TABLE parts (
    k integer,
    a text,
    CONSTRAINT parts_a_check CHECK (NOT (to_tsvector('app.own'::regconfig, a) @@ to_tsquery('app.own'::regconfig, 'forbidden'::text))),
    CONSTRAINT positive CHECK (new_plus(k) > 0)
) PARTITION BY RANGE (k);
CREATE TABLE p1 (
    k integer,
    a text,
    CONSTRAINT parts_a_check CHECK (NOT (to_tsvector('app.own'::regconfig, a) @@ to_tsquery('app.own'::regconfig, 'forbidden'::text))),
    CONSTRAINT positive CHECK (new_plus(k) > 0)
);
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES FROM (1) TO (2);
-- rebuilds table parts: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO parts (k, a)
SELECT k, a
FROM parts__old;
DROP TABLE parts__old;

-- down
ALTER TABLE p1 RENAME TO p1__old;
ALTER TABLE parts RENAME TO parts__old;
ALTER TABLE parts__old DROP CONSTRAINT parts_a_check;
ALTER TABLE parts__old DROP CONSTRAINT positive;
DROP FUNCTION new_plus(integer);
DROP FUNCTION plus(integer);
CREATE OR REPLACE FUNCTION plus(integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
RETURN ($1 + 1);
CREATE OR REPLACE FUNCTION old_plus(integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
RETURN plus($1);
DROP TEXT SEARCH CONFIGURATION app.own;
DROP TEXT SEARCH DICTIONARY stems;
CREATE TEXT SEARCH DICTIONARY stems (TEMPLATE = simple);
CREATE TEXT SEARCH CONFIGURATION own (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION own ADD MAPPING FOR asciiword WITH stems;
CREATE TABLE parts (
    k integer,
    a text,
    CONSTRAINT parts_a_check CHECK (NOT (to_tsvector('own'::regconfig, a) @@ to_tsquery('own'::regconfig, 'forbidden'::text))),
    CONSTRAINT positive CHECK (old_plus(k) > 0)
) PARTITION BY LIST (k);
CREATE TABLE p1 (
    k integer,
    a text,
    CONSTRAINT parts_a_check CHECK (NOT (to_tsvector('own'::regconfig, a) @@ to_tsquery('own'::regconfig, 'forbidden'::text))),
    CONSTRAINT positive CHECK (old_plus(k) > 0)
);
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES IN (1);
-- rebuilds table parts: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO parts (k, a)
SELECT k, a
FROM parts__old;
DROP TABLE parts__old;
DROP SCHEMA app;
