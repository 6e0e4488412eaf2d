-- up
DROP RULE ins ON ab;
CREATE OR REPLACE VIEW ab AS
SELECT a.id,
    a.x,
    b.y
   FROM (a
     JOIN b USING (id));
CREATE RULE ins AS
    ON INSERT TO ab DO INSTEAD ( INSERT INTO a (id, x)
  VALUES (new.id, new.x);
 INSERT INTO b (id, y)
  VALUES (new.id, new.y);
);

-- down
DROP RULE ins ON ab;
DROP VIEW ab;
CREATE VIEW ab AS
SELECT a.id,
    a.x
   FROM (a
     JOIN b USING (id));
CREATE RULE ins AS
    ON INSERT TO ab DO INSTEAD  INSERT INTO a (id, x)
  VALUES (new.id, new.x);
