-- up
ALTER TABLE t ADD COLUMN c date DEFAULT '2026-01-01'::date;
CREATE OR REPLACE VIEW star AS
SELECT t.a,
    t.b,
    t.c
   FROM t;

-- down
DROP VIEW star;
CREATE VIEW star AS
SELECT t.a,
    t.b
   FROM t;
ALTER TABLE t DROP COLUMN c;
