-- up
DROP VIEW "select";
ALTER TABLE t ALTER COLUMN id TYPE bigint;
ALTER TABLE a.t
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN "Value" TYPE character varying(5);
CREATE VIEW "select" AS
SELECT x.id AS "from",
    y."Value" AS "Größe ""m""",
    x."Value" AS "order"
   FROM (t x
     JOIN a.t y USING (id));
CREATE VIEW a."select" AS
SELECT "select"."from"
   FROM "select"
  WHERE ("select"."order" <> ''::text);

-- down
DROP VIEW a."select";
DROP VIEW "select";
ALTER TABLE t ALTER COLUMN id TYPE integer;
ALTER TABLE a.t
    ALTER COLUMN id TYPE integer,
    ALTER COLUMN "Value" TYPE text;
CREATE VIEW "select" AS
SELECT x.id AS "from",
    y."Value" AS "Größe ""m"""
   FROM (t x
     JOIN a.t y USING (id));
