-- up
ALTER TABLE u RENAME COLUMN n TO m;
ALTER TABLE t ALTER COLUMN a SET DEFAULT 5;
-- the UPDATE is not published: the replica identity of t does not allow it
ALTER PUBLICATION p SET (publish = 'insert, delete, truncate');
UPDATE t SET a = DEFAULT WHERE a IS NULL;
ALTER PUBLICATION p SET (publish = 'insert, update, delete, truncate');
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
ALTER TABLE u ALTER COLUMN a SET DEFAULT 5;
-- the UPDATE is not published: the replica identity of u does not allow it
ALTER PUBLICATION p SET (publish = 'insert, delete, truncate');
UPDATE u SET a = DEFAULT WHERE a IS NULL;
ALTER PUBLICATION p SET (publish = 'insert, update, delete, truncate');
ALTER TABLE u ALTER COLUMN a SET NOT NULL;
ALTER PUBLICATION p DROP TABLE ONLY t;
ALTER PUBLICATION p ADD TABLE ONLY t;
-- drops column t.gone with its values
ALTER TABLE t DROP COLUMN gone;

-- down
ALTER TABLE u RENAME COLUMN m TO n;
-- the old values of t.gone are not restored
ALTER TABLE t ADD COLUMN gone integer;
ALTER TABLE t ALTER COLUMN a DROP DEFAULT;
ALTER TABLE t ALTER COLUMN a DROP NOT NULL;
ALTER TABLE u ALTER COLUMN a DROP DEFAULT;
ALTER TABLE u ALTER COLUMN a DROP NOT NULL;
ALTER PUBLICATION p DROP TABLE ONLY t;
ALTER PUBLICATION p ADD TABLE ONLY t WHERE ((gone IS NOT NULL));
