-- up
DROP VIEW dear;
ALTER TABLE goods DROP CONSTRAINT goods_gross_check;
DROP INDEX goods_gross;
ALTER TABLE goods DROP COLUMN gross;
ALTER TABLE goods
    ALTER COLUMN net TYPE numeric(14,4),
    ALTER COLUMN vat TYPE numeric(6,4);
ALTER TABLE goods ADD COLUMN gross numeric(16,4) GENERATED ALWAYS AS (net * ((1)::numeric + vat)) STORED;
COMMENT ON COLUMN goods.gross IS 'what a buyer pays';
ALTER TABLE goods ADD CONSTRAINT goods_gross_check CHECK (gross >= (0)::numeric);
CREATE INDEX goods_gross ON goods (gross DESC) WHERE gross > (100)::numeric;
CREATE VIEW dear AS
SELECT goods.id,
    goods.gross
   FROM goods
  WHERE (goods.gross > (1000)::numeric);

-- down
DROP VIEW dear;
ALTER TABLE goods DROP CONSTRAINT goods_gross_check;
DROP INDEX goods_gross;
ALTER TABLE goods DROP COLUMN gross;
-- values of goods.net are rounded: numeric(14,4) → numeric(10,2)
-- values of goods.vat are rounded: numeric(6,4) → numeric(4,2)
ALTER TABLE goods
    ALTER COLUMN net TYPE numeric(10,2),
    ALTER COLUMN vat TYPE numeric(4,2);
ALTER TABLE goods ADD COLUMN gross numeric(12,2) GENERATED ALWAYS AS (net * ((1)::numeric + vat)) STORED;
COMMENT ON COLUMN goods.gross IS 'what a buyer pays';
ALTER TABLE goods ADD CONSTRAINT goods_gross_check CHECK (gross >= (0)::numeric);
CREATE INDEX goods_gross ON goods (gross DESC) WHERE gross > (100)::numeric;
CREATE VIEW dear AS
SELECT goods.id,
    goods.gross
   FROM goods
  WHERE (goods.gross > (1000)::numeric);
