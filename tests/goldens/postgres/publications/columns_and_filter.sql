-- up
ALTER TABLE users RENAME COLUMN mail TO post;
DROP PUBLICATION dropped;
DROP PUBLICATION retyped;
ALTER TABLE users ALTER COLUMN age TYPE bigint;
-- drops column users.gone with its values
ALTER TABLE users DROP COLUMN gone;
CREATE PUBLICATION dropped FOR TABLE ONLY users (id);
CREATE PUBLICATION retyped FOR TABLE ONLY users (age, id) WHERE ((age > 17));

-- down
ALTER TABLE users RENAME COLUMN post TO mail;
DROP PUBLICATION dropped;
DROP PUBLICATION retyped;
-- the old values of users.gone are not restored
ALTER TABLE users ADD COLUMN gone text;
ALTER TABLE users ALTER COLUMN age TYPE integer;
CREATE PUBLICATION dropped FOR TABLE ONLY users (gone, id);
CREATE PUBLICATION retyped FOR TABLE ONLY users (age, id) WHERE ((age > 17));
