-- up
DROP VIEW hosts;
DROP INDEX users_mail;
ALTER TABLE users DROP COLUMN host;
ALTER TABLE users ALTER COLUMN mail DROP DEFAULT;
ALTER TABLE users ALTER COLUMN mail TYPE character varying(80);
ALTER TABLE users ALTER COLUMN mail SET DEFAULT 'X@y'::character varying;
ALTER TABLE users ADD COLUMN host text GENERATED ALWAYS AS (split_part((mail)::text, '@'::text, 2)) STORED;
CREATE INDEX users_mail ON users (mail varchar_pattern_ops);
CREATE VIEW hosts AS
SELECT users.id,
    users.mail
   FROM users
  WHERE ((users.mail)::text = 'a@x'::text);

-- down
DROP VIEW hosts;
DROP INDEX users_mail;
ALTER TABLE users DROP COLUMN host;
ALTER TABLE users ALTER COLUMN mail DROP DEFAULT;
ALTER TABLE users ALTER COLUMN mail TYPE citext;
ALTER TABLE users ALTER COLUMN mail SET DEFAULT 'X@y'::citext;
ALTER TABLE users ADD COLUMN host text GENERATED ALWAYS AS (split_part(mail, '@'::citext, 2)) STORED;
CREATE INDEX users_mail ON users (mail citext_pattern_ops);
CREATE VIEW hosts AS
SELECT users.id,
    users.mail
   FROM users
  WHERE (users.mail = 'a@x'::citext);
