-- up
DROP POLICY seen ON price;
DROP FUNCTION any_dear();
DROP FUNCTION many();
DROP VIEW dear;
DROP INDEX price_vat;
DROP FUNCTION vat(integer);
ALTER TABLE price ALTER COLUMN cents TYPE numeric;
CREATE OR REPLACE FUNCTION vat(cents numeric)
 RETURNS numeric
 LANGUAGE sql
 IMMUTABLE
RETURN (cents * 0.19);
CREATE INDEX price_vat ON price ((vat(cents)));
CREATE VIEW dear AS
SELECT price.item,
    price.cents
   FROM price
  WHERE (price.cents > (100)::numeric);
CREATE OR REPLACE FUNCTION many()
 RETURNS bigint
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT count(*) AS count
    FROM dear;
END;
CREATE OR REPLACE FUNCTION any_dear()
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (many() > 1);
CREATE POLICY seen ON price FOR ALL TO PUBLIC USING (any_dear());

-- down
DROP POLICY seen ON price;
DROP FUNCTION any_dear();
DROP FUNCTION many();
DROP VIEW dear;
DROP INDEX price_vat;
DROP FUNCTION vat(numeric);
-- values of price.cents are rounded: numeric → integer
ALTER TABLE price ALTER COLUMN cents TYPE integer;
CREATE OR REPLACE FUNCTION vat(cents integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
RETURN ((cents * 19) / 100);
CREATE INDEX price_vat ON price ((vat(cents)));
CREATE VIEW dear AS
SELECT price.item,
    price.cents
   FROM price
  WHERE (price.cents > 100);
CREATE OR REPLACE FUNCTION many()
 RETURNS bigint
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT count(*) AS count
    FROM dear;
END;
CREATE OR REPLACE FUNCTION any_dear()
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (many() > 0);
CREATE POLICY seen ON price FOR ALL TO PUBLIC USING (any_dear());
