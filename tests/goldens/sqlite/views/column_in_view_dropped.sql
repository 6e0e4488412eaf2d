-- up
DROP VIEW w;
-- drops column a.y with its values
ALTER TABLE a DROP COLUMN y;
CREATE VIEW w AS SELECT x AS y FROM v;

-- down
DROP VIEW w;
-- the old values of a.y are not restored
ALTER TABLE a ADD COLUMN y INT;
CREATE VIEW w AS SELECT y FROM v;
