-- up
ALTER TABLE logins DROP CONSTRAINT logins_name_fkey;
ALTER TABLE users DROP CONSTRAINT named;
ALTER TYPE address RENAME TO address__old;
CREATE DOMAIN address AS citext CONSTRAINT address_check CHECK ((VALUE ~ '@'::citext));
ALTER TABLE logins ALTER COLUMN name TYPE citext;
ALTER TABLE users
    ALTER COLUMN name TYPE citext,
    ALTER COLUMN aliases DROP DEFAULT,
    ALTER COLUMN aliases TYPE citext[],
    ALTER COLUMN aliases SET DEFAULT '{}'::citext[],
    ALTER COLUMN mail TYPE address;
ALTER TABLE users ADD CONSTRAINT named CHECK (name <> ''::citext);
ALTER TABLE logins ADD CONSTRAINT logins_name_fkey FOREIGN KEY (name) REFERENCES users (name) ON UPDATE CASCADE;
DROP DOMAIN address__old;

-- down
ALTER TABLE logins DROP CONSTRAINT logins_name_fkey;
ALTER TABLE users DROP CONSTRAINT named;
ALTER TYPE address RENAME TO address__old;
CREATE DOMAIN address AS text CONSTRAINT address_check CHECK ((VALUE ~ '@'::text));
ALTER TABLE logins ALTER COLUMN name TYPE text;
ALTER TABLE users
    ALTER COLUMN name TYPE text,
    ALTER COLUMN aliases DROP DEFAULT,
    ALTER COLUMN aliases TYPE text[],
    ALTER COLUMN aliases SET DEFAULT '{}'::text[],
    ALTER COLUMN mail TYPE address;
ALTER TABLE users ADD CONSTRAINT named CHECK (name <> ''::text);
ALTER TABLE logins ADD CONSTRAINT logins_name_fkey FOREIGN KEY (name) REFERENCES users (name) ON UPDATE CASCADE;
DROP DOMAIN address__old;
