-- up
DROP VIEW cubed;
DROP VIEW tagged;
DROP VIEW ranked;
-- at: values without a time zone are in UTC
ALTER TABLE sales
    ALTER COLUMN region TYPE character varying(20),
    ALTER COLUMN amount TYPE numeric(12,2),
    ALTER COLUMN at TYPE timestamp without time zone USING at AT TIME ZONE 'UTC';
CREATE VIEW ranked AS
SELECT sales.id,
    rank() OVER w AS r,
    sum(sales.amount) FILTER (WHERE ((sales.region)::text <> 'x'::text)) OVER w AS s
   FROM sales
  WINDOW w AS (PARTITION BY sales.region ORDER BY sales.amount DESC);
CREATE VIEW cubed AS
SELECT sales.region,
    date_trunc('month'::text, sales.at) AS m,
    sum(sales.amount) AS total,
    GROUPING(sales.region) AS g
   FROM sales
  GROUP BY GROUPING SETS ((sales.region), ((date_trunc('month'::text, sales.at))), ());
CREATE VIEW tagged AS
SELECT s.id,
    t.tag,
        CASE
            WHEN (s.amount > (100)::numeric) THEN 'big'::text
            ELSE 'small'::text
        END AS size
   FROM sales s,
    LATERAL unnest(s.tags) WITH ORDINALITY t(tag, n)
  WHERE (EXISTS ( SELECT 1
           FROM ranked r
          WHERE (r.id = s.id)));

-- down
DROP VIEW cubed;
DROP VIEW tagged;
DROP VIEW ranked;
-- at: values without a time zone are in UTC
ALTER TABLE sales
    ALTER COLUMN region TYPE text,
    ALTER COLUMN amount TYPE numeric(8,2),
    ALTER COLUMN at TYPE timestamp with time zone USING at AT TIME ZONE 'UTC';
CREATE VIEW ranked AS
SELECT sales.id,
    rank() OVER w AS r,
    sum(sales.amount) FILTER (WHERE (sales.region <> 'x'::text)) OVER w AS s
   FROM sales
  WINDOW w AS (PARTITION BY sales.region ORDER BY sales.amount DESC);
CREATE VIEW cubed AS
SELECT sales.region,
    date_trunc('month'::text, sales.at) AS m,
    sum(sales.amount) AS total,
    GROUPING(sales.region) AS g
   FROM sales
  GROUP BY GROUPING SETS ((sales.region), ((date_trunc('month'::text, sales.at))), ());
CREATE VIEW tagged AS
SELECT s.id,
    t.tag,
        CASE
            WHEN (s.amount > (100)::numeric) THEN 'big'::text
            ELSE 'small'::text
        END AS size
   FROM sales s,
    LATERAL unnest(s.tags) WITH ORDINALITY t(tag, n)
  WHERE (EXISTS ( SELECT 1
           FROM ranked r
          WHERE (r.id = s.id)));
