-- up
ALTER COLLATION plain RENAME TO plain__old;
DROP VIEW sorted;
ALTER TABLE words DROP CONSTRAINT words_w_check;
DROP INDEX words_w;
CREATE COLLATION plain (PROVIDER = icu, DETERMINISTIC = false, LOCALE = 'sv');
ALTER TYPE nam RENAME TO nam__old;
CREATE DOMAIN nam AS text COLLATE plain;
ALTER TABLE words
    ALTER COLUMN w TYPE text COLLATE plain,
    ALTER COLUMN n TYPE nam;
ALTER TABLE words ADD CONSTRAINT words_w_check CHECK ((w COLLATE plain) < 'zzzz'::text);
CREATE INDEX words_w ON words (w, (lower((n)::text)) COLLATE plain);
CREATE VIEW sorted AS
SELECT (words.w COLLATE plain) AS s
   FROM words
  ORDER BY words.w;
DROP DOMAIN nam__old;
DROP COLLATION plain__old;

-- down
ALTER COLLATION plain RENAME TO plain__old;
DROP VIEW sorted;
ALTER TABLE words DROP CONSTRAINT words_w_check;
DROP INDEX words_w;
CREATE COLLATION plain (PROVIDER = icu, LOCALE = 'de');
ALTER TYPE nam RENAME TO nam__old;
CREATE DOMAIN nam AS text COLLATE plain;
ALTER TABLE words
    ALTER COLUMN w TYPE text COLLATE plain,
    ALTER COLUMN n TYPE nam;
ALTER TABLE words ADD CONSTRAINT words_w_check CHECK ((w COLLATE plain) < 'zzzz'::text);
CREATE INDEX words_w ON words (w, (lower((n)::text)) COLLATE plain);
CREATE VIEW sorted AS
SELECT (words.w COLLATE plain) AS s
   FROM words
  ORDER BY words.w;
DROP DOMAIN nam__old;
DROP COLLATION plain__old;
