-- up
ALTER TABLE moved DROP CONSTRAINT moved_key;
ALTER TABLE "Full" ALTER COLUMN a SET DEFAULT 5;
UPDATE "Full" SET a = DEFAULT WHERE a IS NULL;
ALTER TABLE "Full" ALTER COLUMN a SET NOT NULL;
ALTER TABLE filtered ALTER COLUMN a SET DEFAULT 5;
-- the UPDATE is not published: the replica identity of filtered does not allow it
ALTER PUBLICATION several SET (publish = 'insert, delete, truncate');
UPDATE filtered SET a = DEFAULT WHERE a IS NULL;
ALTER PUBLICATION several SET (publish = 'insert, update, delete, truncate');
ALTER TABLE filtered ALTER COLUMN a SET NOT NULL;
ALTER TABLE keyed ALTER COLUMN a SET DEFAULT 5;
UPDATE keyed SET a = DEFAULT WHERE a IS NULL;
ALTER TABLE keyed ALTER COLUMN a SET NOT NULL;
ALTER TABLE listed ALTER COLUMN a SET DEFAULT 5;
-- the UPDATE is not published: the replica identity of listed does not allow it
ALTER PUBLICATION lists SET (publish = 'delete');
UPDATE listed SET a = DEFAULT WHERE a IS NULL;
ALTER PUBLICATION lists SET (publish = 'update, delete');
ALTER TABLE listed ALTER COLUMN a SET NOT NULL;
ALTER TABLE log ALTER COLUMN a SET DEFAULT 5;
-- the UPDATE is not published: the replica identity of log does not allow it
ALTER PUBLICATION several SET (publish = 'insert, delete, truncate');
UPDATE log SET a = DEFAULT WHERE a IS NULL;
ALTER PUBLICATION several SET (publish = 'insert, update, delete, truncate');
ALTER TABLE log ALTER COLUMN a SET NOT NULL;
ALTER TABLE moved ALTER COLUMN a SET DEFAULT 5;
-- the UPDATE is not published: the replica identity of moved does not allow it
ALTER PUBLICATION several SET (publish = 'insert, delete, truncate');
UPDATE moved SET a = DEFAULT WHERE a IS NULL;
ALTER PUBLICATION several SET (publish = 'insert, update, delete, truncate');
ALTER TABLE moved ALTER COLUMN a SET NOT NULL;
ALTER TABLE ONLY parts ALTER COLUMN a SET DEFAULT 5;
-- the UPDATE is not published: the replica identity of parts does not allow it
ALTER PUBLICATION lists SET (publish = 'delete');
UPDATE parts SET a = DEFAULT WHERE a IS NULL;
ALTER PUBLICATION lists SET (publish = 'update, delete');
ALTER TABLE parts ALTER COLUMN a SET NOT NULL;
ALTER TABLE p1 ALTER COLUMN a SET DEFAULT 5;
ALTER TABLE moved ADD CONSTRAINT moved_key PRIMARY KEY (k);

-- down
ALTER TABLE moved DROP CONSTRAINT moved_key;
ALTER TABLE "Full" ALTER COLUMN a DROP DEFAULT;
ALTER TABLE "Full" ALTER COLUMN a DROP NOT NULL;
ALTER TABLE filtered ALTER COLUMN a DROP DEFAULT;
ALTER TABLE filtered ALTER COLUMN a DROP NOT NULL;
ALTER TABLE keyed ALTER COLUMN a DROP DEFAULT;
ALTER TABLE keyed ALTER COLUMN a DROP NOT NULL;
ALTER TABLE listed ALTER COLUMN a DROP DEFAULT;
ALTER TABLE listed ALTER COLUMN a DROP NOT NULL;
ALTER TABLE log ALTER COLUMN a DROP DEFAULT;
ALTER TABLE log ALTER COLUMN a DROP NOT NULL;
ALTER TABLE moved ALTER COLUMN a DROP DEFAULT;
ALTER TABLE moved ALTER COLUMN a DROP NOT NULL;
ALTER TABLE p1 ALTER COLUMN a DROP DEFAULT;
ALTER TABLE ONLY parts ALTER COLUMN a DROP DEFAULT;
ALTER TABLE parts ALTER COLUMN a DROP NOT NULL;
ALTER TABLE moved ADD CONSTRAINT moved_key PRIMARY KEY (id);
