-- up
SET LOCAL check_function_bodies = off;
ALTER TABLE x RENAME TO x__old;
ALTER TABLE x1 RENAME TO x1__old;
ALTER TABLE x2 RENAME TO x2__old;
ALTER TABLE y RENAME TO y__old;
ALTER TABLE y1 RENAME TO y1__old;
DROP VIEW v;
DROP FUNCTION f(mood);
ALTER TABLE y__old DROP CONSTRAINT y_e_n_fkey;
-- fails when a row holds 'c': change such rows first
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('0', 'a', 'b');
CREATE TABLE x (
    e mood,
    n integer
) PARTITION BY RANGE (e, n);
CREATE TABLE x2 (
    e mood,
    n integer
);
ALTER TABLE x ATTACH PARTITION x2 FOR VALUES FROM ('b', 5) TO (MAXVALUE, MAXVALUE);
CREATE TABLE x1 (
    e mood,
    n integer
);
ALTER TABLE x ATTACH PARTITION x1 FOR VALUES FROM ('0', 0) TO ('b', 5);
CREATE TABLE y (
    e mood DEFAULT 'b'::mood,
    n integer
) PARTITION BY HASH (e);
CREATE TABLE y1 (
    e mood DEFAULT 'b'::mood,
    n integer
);
ALTER TABLE y ATTACH PARTITION y1 FOR VALUES WITH (modulus 1, remainder 0);
ALTER TABLE z ALTER COLUMN es DROP DEFAULT;
ALTER TABLE z ALTER COLUMN es TYPE mood[] USING es::text[]::mood[];
ALTER TABLE z ALTER COLUMN es SET DEFAULT '{a}'::mood[];
-- rebuilds table x: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row holds 'c': change such rows first
INSERT INTO x (e, n)
SELECT e::text::mood, n
FROM x__old;
DROP TABLE x__old;
-- rebuilds table y: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row holds 'c': change such rows first
INSERT INTO y (e, n)
SELECT e::text::mood, n
FROM y__old;
DROP TABLE y__old;
ALTER TABLE x ADD CONSTRAINT x_e_n_key UNIQUE (e, n);
ALTER TABLE y ADD CONSTRAINT y_e_n_fkey FOREIGN KEY (e, n) REFERENCES x (e, n);
CREATE OR REPLACE FUNCTION f(mood)
 RETURNS mood
 LANGUAGE sql
AS $function$SELECT $1$function$;
CREATE VIEW v AS
SELECT x.e,
    f(y.e) AS f
   FROM (x
     JOIN y USING (n));
DROP TYPE mood__old;

-- down
SET LOCAL check_function_bodies = off;
ALTER TABLE x RENAME TO x__old;
ALTER TABLE x1 RENAME TO x1__old;
ALTER TABLE x2 RENAME TO x2__old;
ALTER TABLE y RENAME TO y__old;
ALTER TABLE y1 RENAME TO y1__old;
DROP VIEW v;
DROP FUNCTION f(mood);
ALTER TABLE y__old DROP CONSTRAINT y_e_n_fkey;
-- fails when a row holds '0': change such rows first
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('a', 'b', 'c');
CREATE TABLE x (
    e mood,
    n integer
) PARTITION BY RANGE (e, n);
CREATE TABLE x2 (
    e mood,
    n integer
);
ALTER TABLE x ATTACH PARTITION x2 FOR VALUES FROM ('b', 5) TO (MAXVALUE, MAXVALUE);
CREATE TABLE x1 (
    e mood,
    n integer
);
ALTER TABLE x ATTACH PARTITION x1 FOR VALUES FROM ('a', 0) TO ('b', 5);
CREATE TABLE y (
    e mood DEFAULT 'b'::mood,
    n integer
) PARTITION BY HASH (e);
CREATE TABLE y1 (
    e mood DEFAULT 'b'::mood,
    n integer
);
ALTER TABLE y ATTACH PARTITION y1 FOR VALUES WITH (modulus 1, remainder 0);
ALTER TABLE z ALTER COLUMN es DROP DEFAULT;
ALTER TABLE z ALTER COLUMN es TYPE mood[] USING es::text[]::mood[];
ALTER TABLE z ALTER COLUMN es SET DEFAULT '{a}'::mood[];
-- rebuilds table x: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row holds '0': change such rows first
INSERT INTO x (e, n)
SELECT e::text::mood, n
FROM x__old;
DROP TABLE x__old;
-- rebuilds table y: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row holds '0': change such rows first
INSERT INTO y (e, n)
SELECT e::text::mood, n
FROM y__old;
DROP TABLE y__old;
ALTER TABLE x ADD CONSTRAINT x_e_n_key UNIQUE (e, n);
ALTER TABLE y ADD CONSTRAINT y_e_n_fkey FOREIGN KEY (e, n) REFERENCES x (e, n);
CREATE OR REPLACE FUNCTION f(mood)
 RETURNS mood
 LANGUAGE sql
AS $function$SELECT $1$function$;
CREATE VIEW v AS
SELECT x.e,
    f(y.e) AS f
   FROM (x
     JOIN y USING (n));
DROP TYPE mood__old;
