-- up
DROP RULE del ON t;
DROP RULE ins ON t;
DROP RULE upd ON t;
ALTER TABLE log ALTER COLUMN id TYPE bigint;
ALTER TABLE t ALTER COLUMN v TYPE text;
CREATE RULE ins AS
    ON INSERT TO t DO  INSERT INTO log (id, what)
  VALUES (new.id, 'ins '::text || new.v);
COMMENT ON RULE ins ON t IS 'keeps a log';
CREATE RULE upd AS
    ON UPDATE TO t
   WHERE old.v IS DISTINCT FROM new.v DO  INSERT INTO log (id, what)
  VALUES (old.id, 'old'::text);

-- down
DROP RULE ins ON t;
DROP RULE upd ON t;
ALTER TABLE log ALTER COLUMN id TYPE integer;
ALTER TABLE t ALTER COLUMN v TYPE character varying(9);
CREATE RULE del AS
    ON DELETE TO t DO INSTEAD NOTHING;
CREATE RULE ins AS
    ON INSERT TO t DO  INSERT INTO log (id, what)
  VALUES (new.id, 'ins '::text || new.v::text);
COMMENT ON RULE ins ON t IS 'keeps a log';
CREATE RULE upd AS
    ON UPDATE TO t
   WHERE old.v::text <> new.v::text DO ( INSERT INTO log (id, what)
  VALUES (old.id, 'old'::text);
 INSERT INTO log (id, what)
  VALUES (new.id, 'new'::text);
);
