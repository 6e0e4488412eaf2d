-- up
DROP MATERIALIZED VIEW three;
DROP TRIGGER put ON two;
DROP VIEW two;
DROP RULE quiet ON one;
DROP VIEW one;
ALTER TABLE base ADD COLUMN extra date;
ALTER TABLE base ALTER COLUMN id TYPE bigint;
CREATE VIEW one AS
SELECT base.id,
    base.w,
    base.extra
   FROM base;
CREATE VIEW two AS
SELECT one.id,
    one.w,
    one.extra
   FROM one
  WHERE (one.w > 0);
CREATE MATERIALIZED VIEW three AS
SELECT t.id,
    t.w,
    t.extra,
    t.*::two AS whole
   FROM two t;
CREATE UNIQUE INDEX three_id ON three (id);
CREATE TRIGGER put INSTEAD OF INSERT OR UPDATE ON two FOR EACH ROW EXECUTE FUNCTION put();
CREATE RULE quiet AS
    ON DELETE TO one DO INSTEAD NOTHING;
-- drops column base.v with its values
ALTER TABLE base DROP COLUMN v;

-- down
DROP MATERIALIZED VIEW three;
DROP TRIGGER put ON two;
DROP VIEW two;
DROP RULE quiet ON one;
DROP VIEW one;
-- the old values of base.v are not restored
ALTER TABLE base ADD COLUMN v text;
ALTER TABLE base ALTER COLUMN id TYPE integer;
CREATE VIEW one AS
SELECT base.id,
    base.v,
    base.w
   FROM base;
CREATE VIEW two AS
SELECT one.id,
    one.v,
    one.w
   FROM one
  WHERE (one.w > 0);
CREATE MATERIALIZED VIEW three AS
SELECT t.id,
    t.v,
    t.w,
    t.*::two AS whole
   FROM two t;
CREATE UNIQUE INDEX three_id ON three (id);
CREATE TRIGGER put INSTEAD OF INSERT OR UPDATE ON two FOR EACH ROW EXECUTE FUNCTION put();
CREATE RULE quiet AS
    ON DELETE TO one DO INSTEAD NOTHING;
ALTER TABLE base DROP COLUMN extra;
