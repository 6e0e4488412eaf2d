-- up
ALTER TABLE parts DROP CONSTRAINT parts_key;
DROP INDEX parts_e;
DROP INDEX parts_v;
ALTER TABLE parts ALTER COLUMN v TYPE bigint;
ALTER TABLE p0 ADD CONSTRAINT p0_key PRIMARY KEY (k, v);
CREATE INDEX p0_e ON p0 ((v + 1));
CREATE INDEX p0_v ON p0 (v) INCLUDE (w);
ALTER TABLE parts ADD CONSTRAINT parts_key PRIMARY KEY (k, v);
CREATE INDEX parts_e ON parts ((v + 1));
CREATE INDEX parts_v ON parts (v) INCLUDE (w);

-- down
ALTER TABLE parts DROP CONSTRAINT parts_key;
DROP INDEX parts_e;
DROP INDEX parts_v;
ALTER TABLE parts ALTER COLUMN v TYPE integer;
ALTER TABLE p0 ADD CONSTRAINT p0_key PRIMARY KEY (k, v);
CREATE INDEX p0_e ON p0 ((v + 1));
CREATE INDEX p0_v ON p0 (v) INCLUDE (w);
ALTER TABLE parts ADD CONSTRAINT parts_key PRIMARY KEY (k, v);
CREATE INDEX parts_e ON parts ((v + 1));
CREATE INDEX parts_v ON parts (v) INCLUDE (w);
