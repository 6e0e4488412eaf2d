-- up
DROP VIEW over;
-- drops table hot with its rows
DROP TABLE hot;
CREATE VIEW hot AS
SELECT base.id,
    base.v
   FROM base
  WHERE (base.id > 0);
CREATE VIEW over AS
SELECT hot.id
   FROM hot;

-- down
DROP VIEW over;
DROP VIEW hot;
CREATE TABLE hot (
    id integer,
    v text
);
CREATE VIEW over AS
SELECT hot.id
   FROM hot;
