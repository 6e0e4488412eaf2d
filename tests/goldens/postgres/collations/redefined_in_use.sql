-- up
ALTER COLLATION plain RENAME TO plain__old;
DROP VIEW plainly;
DROP VIEW sorted;
ALTER TABLE uses DROP CONSTRAINT uses_w_fkey;
ALTER TABLE words DROP CONSTRAINT words_plain_key_check;
DROP INDEX words_key;
DROP INDEX words_w;
ALTER TABLE words ALTER COLUMN s TYPE text;
DROP TYPE span;
CREATE COLLATION plain (PROVIDER = icu, DETERMINISTIC = false, LOCALE = 'sv');
COMMENT ON COLLATION plain IS 'other words';
ALTER TYPE nam RENAME TO nam__old;
CREATE DOMAIN nam AS text COLLATE plain;
ALTER TYPE pair RENAME TO pair__old;
CREATE TYPE pair AS (w text COLLATE plain, n integer);
ALTER TABLE uses ALTER COLUMN w TYPE text COLLATE plain;
ALTER TABLE words
    ALTER COLUMN v TYPE character varying(20) COLLATE plain,
    ALTER COLUMN n TYPE nam,
    ALTER COLUMN b TYPE pair USING CASE WHEN b IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((b).w, (b).n)::pair END;
ALTER TABLE words ADD CONSTRAINT words_plain_key_check CHECK ((plain_key COLLATE plain) < 'zzzz'::text);
CREATE TYPE span AS RANGE (SUBTYPE = text, COLLATION = plain, MULTIRANGE_TYPE_NAME = span_multirange);
ALTER TABLE words ALTER COLUMN s TYPE span USING s::span;
CREATE VIEW plainly AS
SELECT ('x'::text COLLATE plain) AS s;
ALTER TABLE words DROP COLUMN g;
ALTER TABLE words ALTER COLUMN w TYPE text COLLATE plain;
ALTER TABLE words ADD COLUMN g text COLLATE plain GENERATED ALWAYS AS (lower(w)) STORED;
CREATE INDEX words_key ON words (plain_key COLLATE plain);
CREATE INDEX words_w ON words (w, (lower((n)::text)) COLLATE plain);
ALTER TABLE uses ADD CONSTRAINT uses_w_fkey FOREIGN KEY (w) REFERENCES words (w);
CREATE VIEW sorted AS
SELECT (words.w COLLATE plain) AS s
   FROM words
  ORDER BY words.w;
DROP DOMAIN nam__old;
DROP TYPE pair__old;
DROP COLLATION plain__old;

-- down
ALTER COLLATION plain RENAME TO plain__old;
DROP VIEW plainly;
DROP VIEW sorted;
ALTER TABLE uses DROP CONSTRAINT uses_w_fkey;
ALTER TABLE words DROP CONSTRAINT words_plain_key_check;
DROP INDEX words_key;
DROP INDEX words_w;
ALTER TABLE words ALTER COLUMN s TYPE text;
DROP TYPE span;
CREATE COLLATION plain (PROVIDER = icu, LOCALE = 'de');
COMMENT ON COLLATION plain IS 'words';
ALTER TYPE nam RENAME TO nam__old;
CREATE DOMAIN nam AS text COLLATE plain;
ALTER TYPE pair RENAME TO pair__old;
CREATE TYPE pair AS (w text COLLATE plain, n integer);
ALTER TABLE uses ALTER COLUMN w TYPE text COLLATE plain;
ALTER TABLE words
    ALTER COLUMN v TYPE character varying(20) COLLATE plain,
    ALTER COLUMN n TYPE nam,
    ALTER COLUMN b TYPE pair USING CASE WHEN b IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((b).w, (b).n)::pair END;
ALTER TABLE words ADD CONSTRAINT words_plain_key_check CHECK ((plain_key COLLATE plain) < 'zzzz'::text);
CREATE TYPE span AS RANGE (SUBTYPE = text, COLLATION = plain, MULTIRANGE_TYPE_NAME = span_multirange);
ALTER TABLE words ALTER COLUMN s TYPE span USING s::span;
CREATE VIEW plainly AS
SELECT ('x'::text COLLATE plain) AS s;
ALTER TABLE words DROP COLUMN g;
ALTER TABLE words ALTER COLUMN w TYPE text COLLATE plain;
ALTER TABLE words ADD COLUMN g text COLLATE plain GENERATED ALWAYS AS (lower(w)) STORED;
CREATE INDEX words_key ON words (plain_key COLLATE plain);
CREATE INDEX words_w ON words (w, (lower((n)::text)) COLLATE plain);
ALTER TABLE uses ADD CONSTRAINT uses_w_fkey FOREIGN KEY (w) REFERENCES words (w);
CREATE VIEW sorted AS
SELECT (words.w COLLATE plain) AS s
   FROM words
  ORDER BY words.w;
DROP DOMAIN nam__old;
DROP TYPE pair__old;
DROP COLLATION plain__old;
