-- up
DROP VIEW a.thing;
CREATE TYPE b."Thing" AS ENUM ('x');
CREATE TABLE b.u (
    thing integer DEFAULT nextval('b.thing'::regclass),
    t2 integer DEFAULT (thing() + a.thing())
);
CREATE TABLE c.u (
    thing integer
);
ALTER TABLE thing ALTER COLUMN x TYPE bigint;
SELECT setval('b.thing'::regclass, 9, true) WHERE coalesce(pg_sequence_last_value('b.thing'::regclass), 1) > 9;
ALTER SEQUENCE b.thing MAXVALUE 9;
CREATE INDEX thing ON c.u (thing);
CREATE VIEW a.thing AS
SELECT thing.x
   FROM thing;
DROP TYPE c.thing;

-- down
DROP VIEW a.thing;
CREATE TYPE c.thing AS ENUM ('x');
ALTER TABLE thing ALTER COLUMN x TYPE integer;
ALTER SEQUENCE b.thing NO MAXVALUE;
CREATE VIEW a.thing AS
SELECT thing.x
   FROM thing;
DROP TABLE b.u;
DROP TABLE c.u;
DROP TYPE b."Thing";
