-- up
ALTER TABLE users RENAME COLUMN mail TO post;
DROP PUBLICATION retyped;
ALTER TABLE users ALTER COLUMN age TYPE bigint;
ALTER PUBLICATION dropped DROP TABLE ONLY users;
ALTER PUBLICATION dropped ADD TABLE ONLY users (id);
-- drops column users.gone with its values
ALTER TABLE users DROP COLUMN gone;
CREATE PUBLICATION retyped FOR TABLE ONLY users (age, id) WHERE ((age > 17));

-- down
ALTER TABLE users RENAME COLUMN post TO mail;
DROP PUBLICATION retyped;
-- the old values of users.gone are not restored
ALTER TABLE users ADD COLUMN gone text;
ALTER TABLE users ALTER COLUMN age TYPE integer;
ALTER PUBLICATION dropped DROP TABLE ONLY users;
ALTER PUBLICATION dropped ADD TABLE ONLY users (gone, id);
CREATE PUBLICATION retyped FOR TABLE ONLY users (age, id) WHERE ((age > 17));
