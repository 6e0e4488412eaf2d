-- up
DROP VIEW mails;
DROP INDEX people_mail;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
ALTER TABLE people ALTER COLUMN id SET DEFAULT gen_random_uuid();
ALTER TABLE people ALTER COLUMN mail TYPE text;
ALTER TABLE people ADD CONSTRAINT alone EXCLUDE USING gist (n WITH =, r WITH &&);
CREATE INDEX people_mail ON people USING gin (mail gin_trgm_ops) WHERE mail <> ''::text;
CREATE VIEW mails AS
SELECT lower(people.mail) AS mail
   FROM people;
DROP EXTENSION citext;
DROP EXTENSION "uuid-ossp";

-- down
DROP VIEW mails;
ALTER TABLE people DROP CONSTRAINT alone;
DROP INDEX people_mail;
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS "uuid-ossp";
ALTER TABLE people ALTER COLUMN id SET DEFAULT uuid_generate_v4();
ALTER TABLE people ALTER COLUMN mail TYPE citext;
CREATE INDEX people_mail ON people (mail) WHERE mail <> ''::citext;
CREATE VIEW mails AS
SELECT lower((people.mail)::text) AS mail
   FROM people;
DROP EXTENSION btree_gist;
DROP EXTENSION pg_trgm;
