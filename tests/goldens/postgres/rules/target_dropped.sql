-- up
DROP RULE to_old ON main;
DROP RULE to_log ON main;
DROP RULE ins ON vmain;
DROP VIEW vmain;
ALTER TABLE log ALTER COLUMN id TYPE bigint;
ALTER TABLE main
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN v TYPE character varying(20);
CREATE RULE to_log AS
    ON UPDATE TO main
   WHERE old.v::text <> new.v::text DO  INSERT INTO log (id)
  VALUES (new.id);
CREATE VIEW vmain AS
SELECT main.id,
    main.v
   FROM main;
CREATE RULE ins AS
    ON INSERT TO vmain DO INSTEAD  INSERT INTO main (id, v)
  VALUES (new.id, new.v)
  RETURNING main.id,
    main.v;
-- drops column log.v with its values
ALTER TABLE log DROP COLUMN v;
-- drops table old_log with its rows
DROP TABLE old_log;

-- down
DROP RULE to_log ON main;
DROP RULE ins ON vmain;
DROP VIEW vmain;
CREATE TABLE old_log (
    id integer
);
-- the old values of log.v are not restored
ALTER TABLE log ADD COLUMN v text;
ALTER TABLE log ALTER COLUMN id TYPE integer;
ALTER TABLE main
    ALTER COLUMN id TYPE integer,
    ALTER COLUMN v TYPE text;
CREATE RULE to_old AS
    ON INSERT TO main DO  INSERT INTO old_log (id)
  VALUES (new.id);
CREATE RULE to_log AS
    ON UPDATE TO main
   WHERE old.v <> new.v DO  INSERT INTO log (id, v)
  VALUES (new.id, old.v);
CREATE VIEW vmain AS
SELECT main.id,
    main.v
   FROM main;
CREATE RULE ins AS
    ON INSERT TO vmain DO INSTEAD  INSERT INTO main (id, v)
  VALUES (new.id, new.v)
  RETURNING main.id,
    main.v;
